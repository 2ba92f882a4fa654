// Filters of AIP-160: comparisons joined by AND, values in quotes. What is empty is not asked for.
const quoted = (value: string): string => `"${value.replaceAll(/["\\]/g, '\\$&')}"`;

export const filterOf = (comparisons: Record<string, string | undefined>): string =>
  Object.entries(comparisons)
    .filter((pair): pair is [string, string] => !!pair[1])
    .map(([field, value]) => `${field} = ${quoted(value)}`)
    .join(' AND ');

// What begins so, in any case.
export const beginning = (text: string): string | undefined => (text.trim() ? `${text.trim()}*` : undefined);
