import type { Filter, Outcome } from './outcome';

// What a tab keeps over a reload: the outcomes it has and where they end in the stream, as
// one, so that none is missed and none comes twice.
export interface Memory {
  token: string; // where the stream goes on; empty = it has not begun
  since: string; // when it was begun
  shown: Outcome[]; // the newest first
  held: Outcome[]; // those that came while it was paused
  waiting: number; // how many came while it was paused
  left: number; // older ones that are no longer here
  paused: boolean;
}

export const MOST = 200; // outcomes that are kept

export const beginning = (): Memory => ({ token: '', since: new Date().toISOString(), shown: [], held: [], waiting: 0, left: 0, paused: false });

// Where the memory of somebody's list is kept in this tab.
export const keyOf = (account: string | undefined, organization: string, filter: Filter): string =>
  `outcomes:${account ?? ''}:${organization}:${JSON.stringify(filter)}`;

export function recall(key: string): Memory {
  const kept = sessionStorage.getItem(key);
  return kept ? { ...beginning(), ...JSON.parse(kept) } : beginning();
}

export const keep = (key: string, memory: Memory): void => sessionStorage.setItem(key, JSON.stringify(memory));

const newest = (first: Outcome[], then: Outcome[]) => [...first, ...then].slice(0, MOST);

// With what came, the oldest first, up to `token`.
export function received(memory: Memory, came: Outcome[], token: string): Memory {
  const fresh = [...came].reverse();
  if (memory.paused) {
    return { ...memory, token, held: newest(fresh, memory.held), waiting: memory.waiting + fresh.length };
  }
  const all = memory.shown.length + fresh.length;
  return { ...memory, token, shown: newest(fresh, memory.shown), left: memory.left + Math.max(0, all - MOST) };
}

// Goes on: what was held is shown.
export function resumed(memory: Memory): Memory {
  const all = memory.shown.length + memory.waiting;
  const shown = newest(memory.held, memory.shown);
  return { ...memory, paused: false, shown, held: [], waiting: 0, left: memory.left + all - shown.length };
}
