// Where the keys of a grid lead.
export interface Place {
  row: number;
  column: number;
}

const within = (value: number, size: number): number => Math.max(0, Math.min(size - 1, value));

// Nothing: the key leads nowhere. `page`: rows that are seen at once. In a grid of one
// column, Home and End go to the first and the last row.
export function placeAfter(key: string, whole: boolean, from: Place, rows: number, columns: number, page: number): Place | undefined {
  const top = whole || columns === 1;
  const { row, column } = from;
  const steps: Record<string, Place> = {
    ArrowDown: { row: row + 1, column },
    ArrowUp: { row: row - 1, column },
    ArrowRight: { row, column: column + 1 },
    ArrowLeft: { row, column: column - 1 },
    PageDown: { row: row + page, column },
    PageUp: { row: row - page, column },
    Home: { row: top ? 0 : row, column: 0 },
    End: { row: top ? rows - 1 : row, column: columns - 1 },
  };
  const to = steps[key];
  return to && { row: within(to.row, rows), column: within(to.column, columns) };
}

// The places from one to another, as a rectangle.
export function between(one: Place, other: Place): Place[] {
  const places: Place[] = [];
  for (let row = Math.min(one.row, other.row); row <= Math.max(one.row, other.row); row += 1)
    for (let column = Math.min(one.column, other.column); column <= Math.max(one.column, other.column); column += 1) places.push({ row, column });
  return places;
}

export const isBetween = (place: Place, one: Place, other: Place): boolean =>
  place.row >= Math.min(one.row, other.row) && place.row <= Math.max(one.row, other.row) && place.column >= Math.min(one.column, other.column) && place.column <= Math.max(one.column, other.column);
