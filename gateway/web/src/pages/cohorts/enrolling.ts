// A pasted list: one number of a person a line, or the first column of a table.
export function idsIn(text: string): string[] {
  return text
    .split(/\r?\n/)
    .map((line) => line.split(/[\t;,]/)[0]!.trim().replace(/^"(.*)"$/, '$1'))
    .filter(Boolean);
}

// What became of one line.
export type Outcome = 'enrolled' | 'already' | 'twice' | 'unknown' | 'full' | 'other';

export interface Answer {
  id: string; // as it was given
  participant: string; // a resource name; by its number until it is known
  outcome: Outcome;
  error?: Error;
}

const OUTCOMES: Record<string, Outcome> = {
  REFERENCE_NOT_FOUND: 'unknown',
  RESOURCE_NOT_FOUND: 'unknown',
  RESOURCE_EXISTS: 'already',
  ENROLMENT_OPEN_UNIQUE: 'already',
  COHORT_FULL: 'full',
};

export const outcomeOf = (reason: string): Outcome => OUTCOMES[reason] ?? 'other';
