// A table as a spreadsheet gives it to the clipboard.
export const tableIn = (text: string): string[][] =>
  text
    .replace(/\r?\n$/, '')
    .split(/\r?\n/)
    .map((line) => line.split('\t').map((cell) => cell.trim()));

export interface Pasted {
  row: number;
  column: number;
  text: string;
}

// Where each cell belongs: below and beside the place of the paste; but where each line
// begins with the number of a person, in the line of that person.
export function placed(table: readonly string[][], at: { row: number; column: number }, numbers: readonly string[]): { cells: Pasted[]; beyond: number } {
  const rowOf = new Map(numbers.map((number, row) => [number, row]));
  const byNumber = table.every(([first]) => first && rowOf.has(first));
  const cells = table.flatMap((line, index) => {
    const row = byNumber ? rowOf.get(line[0]!)! : at.row + index;
    return (byNumber ? line.slice(1) : line).map((text, step) => ({ row, column: at.column + step, text }));
  });
  return { cells, beyond: cells.filter(({ row }) => row >= numbers.length).length };
}

// A score as it is written, with a point or a comma: nothing when it is no number.
export function scoreIn(text: string): number | undefined {
  const written = text.trim().replace(',', '.');
  return /^\d+(\.\d+)?$/.test(written) ? Number(written) : undefined;
}
