import type { Column } from './table';

// What is saved as a file: CSV (RFC 4180), and anything else that a browser can hold.

export type Cell = string | number;

// What a spreadsheet would take for a formula is made text; a number is none. Signs that keep
// the order of words on a screen (isolates of Unicode) are left out.
function cellOf(value: Cell): string {
  const text = typeof value === 'number' ? String(value) : value.replaceAll(/[\u2066-\u2069]/g, '').replace(/^[=+\-@\t\r]/, "'$&");
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

// With a mark of the encoding, which spreadsheets look for.
export function csvOf(lines: readonly (readonly Cell[])[]): Blob {
  const text = `\uFEFF${lines.map((line) => line.map(cellOf).join(',')).join('\r\n')}\r\n`;
  return new Blob([text], { type: 'text/csv;charset=utf-8' });
}

// The lines of a table: what its columns are called, and its rows.
export const linesOf = <Row>(columns: readonly Column<Row>[], rows: readonly Row[]): string[][] => [
  columns.map(({ label }) => label),
  ...rows.map((row) => columns.map(({ text }) => text(row))),
];

const READ_WITHIN = 10_000; // ms: some browsers read the file after the click

export function saveFile(name: string, content: Blob): void {
  const link = Object.assign(document.createElement('a'), { href: URL.createObjectURL(content), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), READ_WITHIN);
}
