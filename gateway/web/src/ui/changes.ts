// What was changed of a record's fields, and one's own changes upon what somebody else has saved.
type Values = Record<string, unknown>;

const same = (one: unknown, other: unknown): boolean => JSON.stringify(one ?? '') === JSON.stringify(other ?? '');

export const changedFields = <V extends Values>(before: V, after: V): string[] => Object.keys(before).filter((field) => !same(before[field], after[field]));

export const merged = <V extends Values>(before: V, mine: V, theirs: V): V =>
  Object.fromEntries(Object.keys(theirs).map((field) => [field, same(before[field], mine[field]) ? theirs[field] : mine[field]])) as V;

// Those that both have changed, and not to the same.
export function contested<V extends Values>(before: V, mine: V, theirs: V): string[] {
  const byThem = changedFields(before, theirs);
  return changedFields(mine, theirs).filter((field) => byThem.includes(field) && !same(before[field], mine[field]));
}

export interface Difference {
  field: string;
  label: string;
  mine: string;
  theirs: string;
}

const asTexts = (values: Values): Record<string, string> => Object.fromEntries(Object.entries(values).map(([field, value]) => [field, String(value ?? '')]));

// In which of the labelled fields two versions differ, as the dialog for it shows them.
export function differencesOf<V extends Values>(labels: Record<string, string>, mine: V, theirs: V, shown: (values: V) => Record<string, string> = asTexts): Difference[] {
  const [one, other] = [shown(mine), shown(theirs)];
  return Object.entries(labels)
    .map(([field, label]) => ({ field, label, mine: one[field] ?? '', theirs: other[field] ?? '' }))
    .filter((difference) => difference.mine !== difference.theirs);
}
