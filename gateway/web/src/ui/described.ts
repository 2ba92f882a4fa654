// What a field's control says of its hint and its error.
export const described = (id: string, hint: string | undefined, error: string | undefined) => ({
  'aria-describedby': [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ') || undefined,
  'aria-invalid': error ? ('true' as const) : undefined,
});
