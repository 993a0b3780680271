import { displayWidth, padLeft, padRight } from '../report/width.js';

/** Columns under their headings, two blanks apart; columns of numbers are set to the right. */
export function textTable(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = headings.map((heading, i) =>
    Math.max(...[heading, ...rows.map((row) => row[i] ?? '')].map(displayWidth)),
  );
  const isNumber = headings.map(
    (_, i) => rows.length > 0 && rows.every((row) => /^[+-]?[\d,.]*$/.test(row[i] ?? '')),
  );
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, i) => (isNumber[i] ? padLeft : padRight)(cell, widths[i] ?? 0))
      .join('  ')
      .trimEnd();
  return [headings, ...rows].map((row) => `${line(row)}\n`).join('');
}
