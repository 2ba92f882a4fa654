import type { Schemas } from '../../api/client';
import { t } from '../../i18n/texts.svelte';

type Account = Schemas['access.v1.Account'];
type Grant = Schemas['access.v1.Grant'];
export type Tone = 'plain' | 'good' | 'warn' | 'bad' | 'info';

export const TONES: Record<string, Tone> = {
  ACCOUNT_STATE_INVITED: 'warn',
  ACCOUNT_STATE_ACTIVE: 'good',
  ACCOUNT_STATE_DISABLED: 'bad',
};

export const STATES = ['INVITED', 'ACTIVE', 'DISABLED'] as const;
export const stateName = (state: string): string => t(`accounts-state-${state.toLowerCase()}`);
export const stateText = ({ state }: Account): string => stateName((state ?? '').replace('ACCOUNT_STATE_', ''));

export type Holding = 'now' | 'later' | 'ended';

// Whether a grant holds at an instant.
export function holdingOf({ startTime, endTime }: Grant, now: number): Holding {
  if (endTime && Date.parse(endTime) <= now) return 'ended';
  return startTime && Date.parse(startTime) > now ? 'later' : 'now';
}

const DAY = 86_400_000; // ms

// The first instant of a day here, `YYYY-MM-DD`, or of the day after it.
export function instantOf(date: string, { after = false } = {}): string | undefined {
  if (!date) return undefined;
  const midnight = new Date(`${date}T00:00`);
  if (after) midnight.setTime(midnight.getTime() + DAY);
  return midnight.toISOString();
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

// An id in a resource name: as it is made, or the caller's own key behind a `~`.
export const keyOf = (typed: string): string => (UUID.test(typed.trim()) ? typed.trim().toLowerCase() : `~${typed.trim()}`);
