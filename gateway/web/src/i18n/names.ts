// Names of months and weekdays in the place of the English ones, for languages that the
// browser does not know: each by its place in the year or the week.
export type Width = 'long' | 'short';
export interface Names {
  month: readonly string[];
  weekday: readonly string[]; // from Monday on
}

export const FALLBACK = 'en-GB';

const MONDAY = Date.UTC(2024, 0, 1);
const DAY = 86_400_000; // ms
const english = (options: Intl.DateTimeFormatOptions, at: number): string => new Intl.DateTimeFormat(FALLBACK, { ...options, timeZone: 'UTC' }).format(at);

// In English, as the same browser writes them.
export const englishNames = (width: Width): Names => ({
  month: Array.from({ length: 12 }, (_, month) => english({ month: width }, Date.UTC(2024, month, 1))),
  weekday: Array.from({ length: 7 }, (_, day) => english({ weekday: width }, MONDAY + day * DAY)),
});

export function renamed({ type, value }: Intl.DateTimeFormatPart, from: Names, to: Names): string {
  if (type !== 'month' && type !== 'weekday') return value;
  return to[type][from[type].indexOf(value)] ?? value;
}
