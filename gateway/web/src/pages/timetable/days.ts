import type { Session } from '../cohorts/records';

// Days and weeks as the clock of whoever looks has them.
const two = (value: number): string => String(value).padStart(2, '0');

export const dayOf = (at: Date): string => `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
export const clockOf = (at: Date): string => `${two(at.getHours())}:${two(at.getMinutes())}`;

const isDay = (text: string | null): text is string => /^\d{4}-\d{2}-\d{2}$/.test(text ?? '') && !Number.isNaN(Date.parse(text!));

// The midnight at which the week of a day begins: of a Monday. Without a day, of today.
export function weekOf(day: string | null, now: Date): Date {
  const at = isDay(day) ? new Date(`${day}T00:00`) : new Date(now.getFullYear(), now.getMonth(), now.getDate());
  return shifted(at, -((at.getDay() + 6) % 7));
}

export function shifted(at: Date, days: number): Date {
  return new Date(at.getFullYear(), at.getMonth(), at.getDate() + days);
}

export interface Day {
  at: Date;
  day: string;
  sessions: Session[];
}

// The seven days from there, each with what is held on it.
export function daysOf(from: Date, sessions: readonly Session[]): Day[] {
  return Array.from({ length: 7 }, (_, index) => {
    const at = shifted(from, index);
    const day = dayOf(at);
    return { at, day, sessions: sessions.filter(({ startTime }) => startTime && dayOf(new Date(startTime)) === day) };
  });
}
