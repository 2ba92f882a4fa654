import { locale } from './texts.svelte';

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

// An instant, as RFC 3339 has it.
export const moment = (instant: string | undefined): string =>
  instant ? dates({ dateStyle: 'medium', timeStyle: 'short' }).format(new Date(instant)) : '';

export const timeOfDay = (instant: string | undefined): string =>
  instant ? dates({ timeStyle: 'short' }).format(new Date(instant)) : '';

export const day = (instant: string | undefined): string =>
  instant ? dates({ dateStyle: 'medium' }).format(new Date(instant)) : '';

// Where the year goes without saying.
export const dayAndTime = (instant: string | undefined): string =>
  instant ? dates({ weekday: 'short', day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' }).format(new Date(instant)) : '';

export const clock = (instant: string | undefined): string =>
  instant ? dates({ hour: '2-digit', minute: '2-digit' }).format(new Date(instant)) : '';

export const dayName = (at: Date): string => dates({ weekday: 'long', day: 'numeric', month: 'long' }).format(at);

// `2024`, `2024-03` or `2024-03-09`, as precise as it is known.
export function partialDate(date: string | undefined): string {
  if (!date) return '';
  const [year, month, dayOfMonth] = date.split('-').map(Number);
  const at = new Date(Date.UTC(year!, (month ?? 1) - 1, dayOfMonth ?? 1));
  const options: Intl.DateTimeFormatOptions = { timeZone: 'UTC', year: 'numeric' };
  if (month) options.month = dayOfMonth ? 'short' : 'long';
  if (dayOfMonth) options.day = 'numeric';
  return dates(options).format(at);
}

// Of proto3 JSON, which writes 64-bit numbers as texts.
export const number = (value: number | string): string => numbers({}).format(Number(value));
export const percent = (share: number): string => numbers({ style: 'percent', maximumFractionDigits: 1 }).format(share);
export const monthNames = (): string[] =>
  Array.from({ length: 12 }, (_, month) => dates({ month: 'long', timeZone: 'UTC' }).format(Date.UTC(2000, month, 1)));
