import { direction, locale } from './texts.svelte';

// Dates, numbers and lists as the language writes them.

const made = new Map<string, unknown>();

function kept<T>(key: string, make: () => T): T {
  if (!made.has(key)) made.set(key, make());
  return made.get(key) as T;
}

const dates = (options: Intl.DateTimeFormatOptions) =>
  kept(`date ${locale()} ${JSON.stringify(options)}`, () => new Intl.DateTimeFormat(locale(), options));
const numbers = (options: Intl.NumberFormatOptions) =>
  kept(`number ${locale()} ${JSON.stringify(options)}`, () => new Intl.NumberFormat(locale(), options));

// Where words run from right to left a date keeps the order of its own parts.
const alone = (text: string): string => (direction() === 'rtl' ? `\u2068${text}\u2069` : text);
const written = (options: Intl.DateTimeFormatOptions, instant: string | undefined): string => (instant ? alone(dates(options).format(new Date(instant))) : '');

// An instant, as RFC 3339 has it.
export const moment = (instant: string | undefined): string => written({ dateStyle: 'medium', timeStyle: 'short' }, instant);
export const day = (instant: string | undefined): string => written({ dateStyle: 'medium' }, instant);

const CLOCK = { hour: '2-digit', minute: '2-digit' } as const;
// Where the year goes without saying.
const SHORT_DAY = { weekday: 'short', day: 'numeric', month: 'short' } as const;
export const dayAndTime = (instant: string | undefined): string => written({ ...SHORT_DAY, ...CLOCK }, instant);

// From when to when, where one of them may be missing.
function span(options: Intl.DateTimeFormatOptions, start: string | undefined, end: string | undefined): string {
  if (!start || !end) return written(options, start || end);
  return alone(dates(options).formatRange(new Date(start), new Date(end)));
}
export const hours = (start: string | undefined, end: string | undefined): string => span(CLOCK, start, end);
export const dayAndHours = (start: string | undefined, end: string | undefined): string => span({ ...SHORT_DAY, ...CLOCK }, start, end);

export const dayName = (at: Date): string => alone(dates({ weekday: 'long', day: 'numeric', month: 'long' }).format(at));

// `2024`, `2024-03` or `2024-03-09`, as precise as it is known.
export function partialDate(date: string | undefined): string {
  if (!date) return '';
  const [year, month, dayOfMonth] = date.split('-').map(Number);
  const at = new Date(Date.UTC(year!, (month ?? 1) - 1, dayOfMonth ?? 1));
  const options: Intl.DateTimeFormatOptions = { timeZone: 'UTC', year: 'numeric' };
  if (month) options.month = dayOfMonth ? 'short' : 'long';
  if (dayOfMonth) options.day = 'numeric';
  return alone(dates(options).format(at));
}

// Of proto3 JSON, which writes 64-bit numbers as texts.
export const number = (value: number | string): string => numbers({}).format(Number(value));
export const percent = (share: number): string => numbers({ style: 'percent', maximumFractionDigits: 1 }).format(share);
export const monthNames = (): string[] =>
  Array.from({ length: 12 }, (_, month) => dates({ month: 'long', timeZone: 'UTC' }).format(Date.UTC(2000, month, 1)));
