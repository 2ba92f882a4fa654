import { TOTAL, UNKNOWN, type Group } from './funnel';

// How texts and patterns of the pictures are made.

// The pattern of a group: the total has the first, what is unknown the last.
export function patternOf(groups: readonly Group[], key: string): number {
  if (key === TOTAL) return 1;
  if (key === UNKNOWN) return 6;
  return 2 + groups.findIndex((group) => group.key === key);
}

// As many groups as there are patterns, with the total and the unknown.
export const MOST_BARS = 6;

const SIGN = 7; // px, the width of a letter on average

// A text cut to a width; the whole of it is in the table.
export function cut(text: string, width: number): string {
  const most = Math.max(3, Math.floor(width / SIGN));
  return text.length > most ? `${text.slice(0, most - 1)}…` : text;
}
