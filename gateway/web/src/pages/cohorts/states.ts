import type { Schemas } from '../../api/client';
import { t } from '../../i18n/texts.svelte';

// The states of cohorts and enrolments: their words, and which may follow which.
export type EnrolmentState = Schemas['vocabulary.v1.EnrolmentState'];
export type CohortState = Schemas['vocabulary.v1.CohortState'];
export type Standing = Schemas['courses.v1.Standing'];
type Tone = 'plain' | 'good' | 'warn' | 'bad' | 'info';

// `ENROLMENT_STATE_DROPPED_OUT` → `DROPPED_OUT`.
export const short = (state: string | undefined): string => (state ?? '').replace(/^(ENROLMENT_STATE|COHORT_STATE|STANDING)_/, '');
const idPart = (state: string | undefined): string => short(state).toLowerCase().replaceAll('_', '-');

export const enrolmentText = (state: string | undefined): string => t(`cohorts-enrolment-${idPart(state)}`);
export const cohortStateText = (state: string | undefined): string => t(`cohorts-state-${idPart(state)}`);
export const standingText = (standing: string | undefined): string => t(`cohorts-standing-${idPart(standing)}`);

const ENDED_BADLY = ['REJECTED', 'FAILED', 'WITHDRAWN', 'DROPPED_OUT', 'TRANSFERRED', 'EXPELLED', 'NO_SHOW', 'DECEASED', 'VOIDED'];

export function enrolmentTone(state: string | undefined): Tone {
  const name = short(state);
  if (name === 'GRADUATED' || name === 'COMPLETED') return 'good';
  if (name === 'ACTIVE') return 'info';
  if (name === 'SUSPENDED') return 'warn';
  return 'plain';
}

export const cohortTone = (state: string | undefined): Tone =>
  (({ RUNNING: 'info', OPEN: 'good', CANCELLED: 'bad' }) as Record<string, Tone>)[short(state)] ?? 'plain';

export const standingTone = (standing: string | undefined): Tone =>
  (({ MET: 'good', ON_TRACK: 'info', AT_RISK: 'warn', OUT_OF_REACH: 'bad' }) as Record<string, Tone>)[short(standing)] ?? 'plain';

// What may follow a state by hand; the service has the same table and the last word.
const MOVES: Record<string, string[]> = {
  APPLIED: ['WAITLISTED', 'ACCEPTED', 'REJECTED', 'WITHDRAWN', 'DECEASED', 'VOIDED'],
  WAITLISTED: ['ACCEPTED', 'REJECTED', 'WITHDRAWN', 'DECEASED', 'VOIDED'],
  ACCEPTED: ['ACTIVE', 'NO_SHOW', 'WITHDRAWN', 'TRANSFERRED', 'DECEASED', 'VOIDED'],
  ACTIVE: ['SUSPENDED', 'COMPLETED', 'FAILED', 'WITHDRAWN', 'DROPPED_OUT', 'TRANSFERRED', 'EXPELLED', 'DECEASED', 'VOIDED'],
  SUSPENDED: ['ACTIVE', 'FAILED', 'WITHDRAWN', 'DROPPED_OUT', 'TRANSFERRED', 'EXPELLED', 'DECEASED', 'VOIDED'],
  COMPLETED: ['FAILED', 'WITHDRAWN', 'EXPELLED', 'DECEASED', 'VOIDED'],
  VOIDED: [],
};
export const movesFrom = (state: string | undefined): string[] => MOVES[short(state)] ?? ['VOIDED'];

const COHORT_MOVES: Record<string, string[]> = {
  PLANNED: ['OPEN', 'CANCELLED'],
  OPEN: ['RUNNING', 'CANCELLED'],
  RUNNING: ['CLOSED', 'CANCELLED'],
};
export const cohortMovesFrom = (state: string | undefined): string[] => COHORT_MOVES[short(state)] ?? [];

// The words of Ed-Fi for why an enrolment ended; `[id of the text, word of the API]`.
export const EXIT_REASONS = [
  ['dropout', 'Dropout'],
  ['expelled', 'Expelled'],
  ['transferred', 'Transferred'],
  ['withdrawn', 'Withdrawn'],
  ['no-show', 'No show'],
  ['died', 'Died or is permanently incapacitated'],
  ['invalid', 'Invalid enrollment'],
  ['other', 'Other'],
] as const;

// Whether an enrolment in it has ended, so that there is a reason.
export const hasReason = (state: string): boolean => ENDED_BADLY.includes(state) && state !== 'REJECTED';
export const takesSeat = (state: string | undefined): boolean =>
  ['ACCEPTED', 'ACTIVE', 'SUSPENDED', 'COMPLETED', 'GRADUATED'].includes(short(state));
