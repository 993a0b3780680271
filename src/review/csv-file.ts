import type { ReviewSheet } from './review-sheet.js';

/** A spreadsheet reads a CSV without it in the code page of the machine, and Hangul is lost. */
export const BYTE_ORDER_MARK = '\ufeff';

/** The sheet as UTF-8 with a byte order mark: the names of the columns, then the headings, then a line a pair. */
export async function* reviewCsv({ names, headings, rows }: ReviewSheet): AsyncGenerator<string> {
  yield BYTE_ORDER_MARK + csvLine(names) + csvLine(headings);
  for await (const batch of rows) yield batch.map(csvLine).join('');
}

/** One record of a CSV with its line end. */
export function csvLine(cells: readonly string[]): string {
  return `${cells.map(csvCell).join(',')}\n`;
}

function csvCell(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
