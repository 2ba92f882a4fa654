import type { Schemas } from '../../api/client';

// What stands of a career: ranks and posts with the days they were held.
export type CareerEvent = Schemas['progression.v1.CareerEvent'];

export interface Held {
  name: string; // of the rung or the post
  from: string; // a day
  until: string | undefined; // the day it ended; nothing: it is held
  acting: boolean;
}

export interface Career {
  ranks: Held[];
  posts: Held[];
}

export const standing = (events: readonly CareerEvent[]): CareerEvent[] => events.filter((event) => !event.supersededBy && event.type !== 'CAREER_EVENT_TYPE_VOIDED');

// The event that this one corrects, directly or through others: on its day a correction takes the
// place of it. Ids grow with the time of recording.
function placeOf(event: CareerEvent, byName: ReadonlyMap<string | undefined, CareerEvent>): string {
  const corrected = event.supersedes ? byName.get(event.supersedes) : undefined;
  return corrected ? placeOf(corrected, byName) : event.name ?? '';
}

function inOrder(events: readonly CareerEvent[]): CareerEvent[] {
  const byName = new Map(events.map((event) => [event.name, event]));
  const key = (event: CareerEvent) => `${event.effectiveOn} ${placeOf(event, byName)}`;
  return standing(events).sort((one, other) => key(one).localeCompare(key(other), 'en'));
}

// A new one ends the one before. Of one day, the last one recorded counts.
function hold(list: Held[], name: string, from: string, acting: boolean): void {
  const last = list.at(-1);
  if (last && !last.until) {
    if (last.name === name && last.acting === acting) return;
    last.until = from;
    if (last.from === from) list.pop();
  }
  list.push({ name, from, until: undefined, acting });
}

function end(list: Held[], on: string): void {
  const last = list.at(-1);
  if (last && !last.until) last.until = on;
}

const MOVES = ['CAREER_EVENT_TYPE_TRANSFER', 'CAREER_EVENT_TYPE_DEMOTION'];

// As the service derives standings: the rung of an acting appointment is no rank, who moves
// to another unit leaves the post, and nothing holds after a separation.
export function careerOf(events: readonly CareerEvent[]): Career {
  const career: Career = { ranks: [], posts: [] };
  let postUnit = ''; // of the event that gave the post
  for (const { type, rung, post, unit, effectiveOn } of inOrder(events)) {
    const acting = type === 'CAREER_EVENT_TYPE_ACTING_APPOINTMENT';
    if (type === 'CAREER_EVENT_TYPE_SEPARATION') {
      end(career.ranks, effectiveOn);
      end(career.posts, effectiveOn);
    }
    if (rung && !acting) hold(career.ranks, rung, effectiveOn, false);
    if (post) {
      hold(career.posts, post, effectiveOn, acting);
      postUnit = unit ?? '';
    } else if (MOVES.includes(type ?? '') && unit && postUnit && unit !== postUnit) {
      end(career.posts, effectiveOn);
    }
  }
  return career;
}

const DAY = 86_400_000; // ms
export const dayNumber = (day: string): number => Date.parse(`${day}T00:00:00Z`) / DAY;

// Years to mark on an axis so wide: not more than one per 56 px.
export function yearTicks(from: number, until: number, width: number): { year: number; at: number }[] {
  const first = new Date(from * DAY).getUTCFullYear() + 1;
  const last = new Date(until * DAY).getUTCFullYear();
  const step = [1, 2, 5, 10, 20].find((years) => (last - first + 1) / years <= width / 56) ?? 50;
  const ticks = [];
  for (let year = Math.ceil(first / step) * step; year <= last; year += step) ticks.push({ year, at: Date.UTC(year, 0, 1) / DAY });
  return ticks;
}
