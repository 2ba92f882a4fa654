// A table as a spreadsheet gives it to the clipboard.
export const tableIn = (text: string): string[][] =>
  text
    .replace(/\r?\n$/, '')
    .split(/\r?\n/)
    .map((line) => line.split('\t').map((cell) => cell.trim()));

interface Place {
  row: number;
  column: number;
}
interface Pasted extends Place {
  text: string;
}
interface Placed {
  cells: Pasted[];
  lines: string[]; // that are of nobody here
  beyond: number; // cells below the last row or beside the last column
}

// Where each line belongs: below the place of the paste; but as soon as one begins with the
// number of a person, each with the person of its number, or nowhere: nothing goes to another.
export function placed(table: readonly string[][], at: Place, numbers: readonly string[], columns: number): Placed {
  const rowOf = new Map(numbers.map((number, row) => [number, row]));
  rowOf.delete('');
  const byNumber = table.some((line) => line.length > 1 && rowOf.has(line[0]!));
  const lines: string[] = [];
  const cells = table.flatMap((line, index) => {
    const row = byNumber ? rowOf.get(line[0]!) : at.row + index;
    if (byNumber) rowOf.delete(line[0]!);
    if (row === undefined) lines.push(line.join(' ').trim());
    return row === undefined ? [] : (byNumber ? line.slice(1) : line).map((text, step) => ({ row, column: at.column + step, text }));
  });
  const inside = cells.filter(({ row, column }) => row < numbers.length && column < columns);
  const filled = (some: Pasted[]) => some.filter(({ text }) => text).length;
  return { cells: inside, lines: lines.filter(Boolean), beyond: filled(cells) - filled(inside) };
}

// A score as it is written, with a point or a comma: nothing when it is no number.
export function scoreIn(text: string): number | undefined {
  const written = text.trim().replace(',', '.');
  return /^\d+(\.\d+)?$/.test(written) ? Number(written) : undefined;
}
