import type { Snippet } from 'svelte';

export interface Column<Row> {
  id: string;
  label: string;
  // What the cell shows, and what its text is: in a file, and where there is no `cell`.
  text: (row: Row) => string;
  cell?: Snippet<[Row]>;
  href?: (row: Row) => string | undefined;
  numeric?: boolean;
  // Stays in one line: a moment, a number of a record.
  whole?: boolean;
  // Of buttons: not on paper.
  controls?: boolean;
  // The name that the API sorts by, where it can.
  sort?: string;
  // Left out where there is little room.
  minor?: boolean;
}

// `order_by` of the API: `field` or `field desc`.
export const orderOf = (orderBy: string, field: string | undefined): 'ascending' | 'descending' | 'none' | undefined => {
  if (!field) return undefined;
  const [name, direction] = orderBy.split(' ');
  if (name !== field) return 'none';
  return direction === 'desc' ? 'descending' : 'ascending';
};

export const nextOrder = (orderBy: string, field: string): string => (orderBy === field ? `${field} desc` : field);
