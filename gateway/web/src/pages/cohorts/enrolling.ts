// A pasted list: one number of a person a line, or the first column of a table.
export function idsIn(text: string): string[] {
  return text
    .split(/\r?\n/)
    .map((line) => line.split(/[\t;,]/)[0]!.trim().replace(/^"(.*)"$/, '$1'))
    .filter(Boolean);
}

// What became of one line.
export type Outcome = 'enrolled' | 'already' | 'twice' | 'unknown' | 'full' | 'other';

export interface Answer<Person = unknown> {
  id: string; // as it was given
  participant: string; // a resource name; by its number until it is known
  person?: Person; // who was found by search
  outcome: Outcome;
  error?: Error;
}

interface Findable {
  name?: string;
  externalId?: string;
}

// One person is asked for once, however often they stand there: by their number in the list, or
// found by search. Of two who bear one name both are.
export function askedFor<Person extends Findable>(organization: string, ids: readonly string[], found: readonly Person[], textOf: (person: Person) => string): Answer<Person>[] {
  const seen = new Set<string>();
  const isNew = (...names: string[]): boolean => {
    const known = names.some((name) => seen.has(name));
    for (const name of names) seen.add(name);
    return !known;
  };
  const byNumber = (number: string) => `organizations/${organization}/participants/~${encodeURIComponent(number)}`;
  const outcome = (fresh: boolean): Outcome => (fresh ? 'other' : 'twice');
  return [
    ...ids.map((id) => ({ id, participant: byNumber(id), outcome: outcome(isNew(byNumber(id))) })),
    ...found.map((person) => {
      const names = [person.name!, ...(person.externalId ? [byNumber(person.externalId)] : [])];
      return { id: person.externalId || textOf(person), participant: person.name!, person, outcome: outcome(isNew(...names)) };
    }),
  ];
}

// What could not be done stays where it was, to be mended.
export function leftOf<Person>(answers: readonly Answer<Person>[]): { list: string; found: Person[] } {
  const left = answers.filter(({ outcome }) => outcome === 'unknown' || outcome === 'full' || outcome === 'other');
  return {
    list: left.filter(({ person }) => !person).map(({ id }) => id).join('\n'),
    found: left.map(({ person }) => person).filter((person) => person !== undefined),
  };
}

const OUTCOMES: Record<string, Outcome> = {
  REFERENCE_NOT_FOUND: 'unknown',
  RESOURCE_NOT_FOUND: 'unknown',
  RESOURCE_EXISTS: 'already',
  ENROLMENT_OPEN_UNIQUE: 'already',
  COHORT_FULL: 'full',
};

export const outcomeOf = (reason: string): Outcome => OUTCOMES[reason] ?? 'other';
