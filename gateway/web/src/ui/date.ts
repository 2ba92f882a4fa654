// A date as precise as it is known, `2024`, `2024-03` or `2024-03-09`, and its parts as typed.
export interface DateParts {
  year: string;
  month: string;
  day: string;
}

const plain = (digits: string | undefined): string => (digits ? String(Number(digits)) : '');

export function partsOf(text: string): DateParts {
  const [year = '', month, day] = text.split('-');
  return { year, month: plain(month), day: plain(day) };
}

// Nothing that was typed is dropped: what is missing between the rest is empty, as in
// `2024--09`, which is no date and is refused as one.
export function textOf({ year, month, day }: DateParts): string {
  const known = [year && year.padStart(4, '0'), month && month.padStart(2, '0'), day && day.padStart(2, '0')];
  return known.join('-').replace(/-+$/, '');
}

// What has to be told before the rest says a date.
export function missingIn({ year, month, day }: DateParts): 'month' | 'year' | undefined {
  if (day && !month) return 'month';
  return (month || day) && !year ? 'year' : undefined;
}
