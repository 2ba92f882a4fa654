import { NUMBERS_LIKE } from './languages';
import { englishNames, FALLBACK, renamed, type Names, type Width } from './names';
import { direction, locale, t } from './texts.svelte';

// Dates, numbers and lists as the language writes them.

const made = new Map<string, unknown>();

function kept<T>(key: string, make: () => T): T {
  if (!made.has(key)) made.set(key, make());
  return made.get(key) as T;
}

// Of a language that the browser does not know, as Debian's knows neither Albanian nor
// Georgian: days in the order of Europe, with names of our own.
const dates = (options: Intl.DateTimeFormatOptions) =>
  kept(`date ${locale()} ${JSON.stringify(options)}`, () => new Intl.DateTimeFormat([locale(), FALLBACK], options));
const numbers = (options: Intl.NumberFormatOptions) =>
  kept(`number ${locale()} ${JSON.stringify(options)}`, () => new Intl.NumberFormat([locale(), NUMBERS_LIKE, FALLBACK], options));

const isKnown = (): boolean => kept(`known ${locale()}`, () => Intl.DateTimeFormat.supportedLocalesOf(locale()).length > 0);
const textsOf = (id: string): string[] => t(id).split(', ');
const ownNames = (width: Width): Names => ({ month: textsOf(`months-${width}`), weekday: textsOf(`weekdays-${width}`) });

// One instant, or from one to another.
function told(options: Intl.DateTimeFormatOptions, from: Date, to?: Date): string {
  const format = dates(options);
  if (isKnown()) return to ? format.formatRange(from, to) : format.format(from);
  const width: Width = options.month === 'long' ? 'long' : 'short';
  const english = kept(`english ${width}`, () => englishNames(width));
  const parts = to ? format.formatRangeToParts(from, to) : format.formatToParts(from);
  return parts.map((part) => renamed(part, english, ownNames(width))).join('');
}

// Where words run from right to left a date keeps the order of its own parts.
const alone = (text: string): string => (direction() === 'rtl' ? `\u2068${text}\u2069` : text);
const written = (options: Intl.DateTimeFormatOptions, instant: string | undefined): string => (instant ? alone(told(options, new Date(instant))) : '');

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
  return alone(told(options, new Date(start), new Date(end)));
}
export const hours = (start: string | undefined, end: string | undefined): string => span(CLOCK, start, end);
export const dayAndHours = (start: string | undefined, end: string | undefined): string => span({ ...SHORT_DAY, ...CLOCK }, start, end);

export const dayName = (at: Date): string => alone(told({ weekday: 'long', day: 'numeric', month: 'long' }, at));

// `2024`, `2024-03` or `2024-03-09`, as precise as it is known.
export function partialDate(date: string | undefined): string {
  if (!date) return '';
  const [year, month, dayOfMonth] = date.split('-').map(Number);
  const at = new Date(Date.UTC(year!, (month ?? 1) - 1, dayOfMonth ?? 1));
  const options: Intl.DateTimeFormatOptions = { timeZone: 'UTC', year: 'numeric' };
  if (month) options.month = dayOfMonth ? 'short' : 'long';
  if (dayOfMonth) options.day = 'numeric';
  return alone(told(options, at));
}

// Of proto3 JSON, which writes 64-bit numbers as texts.
export const number = (value: number | string): string => numbers({}).format(Number(value));
export const percent = (share: number): string => numbers({ style: 'percent', maximumFractionDigits: 1 }).format(share);
export const monthNames = (): string[] =>
  Array.from({ length: 12 }, (_, month) => told({ month: 'long', timeZone: 'UTC' }, new Date(Date.UTC(2000, month, 1))));

// `a, b and c`; without a word between, where the browser does not know it.
export function list(texts: readonly string[]): string {
  const known = Intl.ListFormat.supportedLocalesOf(locale()).length > 0;
  return new Intl.ListFormat([locale(), FALLBACK], { type: known ? 'conjunction' : 'unit' }).format(texts);
}
