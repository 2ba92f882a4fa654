// Two records side by side, field by field.
export interface Fact {
  label: string;
  value: string | undefined; // in words; nothing: it is not for the reader to see
}

// What is in one of them alone is no contradiction, and of what is hidden nobody knows.
export type Mark = 'same' | 'differs' | 'alone' | 'hidden';

export interface Compared {
  label: string;
  mine: string;
  theirs: string;
  mark: Mark;
}

function markOf(mine: string | undefined, theirs: string | undefined): Mark {
  if (mine === undefined || theirs === undefined) return 'hidden';
  if (mine === theirs) return 'same';
  return mine && theirs ? 'differs' : 'alone';
}

// Of the same fields in the same order. What both do not say is left out.
export const comparisonOf = (mine: readonly Fact[], theirs: readonly Fact[]): Compared[] =>
  mine
    .map(({ label, value }, at) => ({ label, mine: value ?? '', theirs: theirs[at]!.value ?? '', mark: markOf(value, theirs[at]!.value) }))
    .filter((row) => row.mine || row.theirs);
