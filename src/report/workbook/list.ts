import type { Engine, Row } from '../../engine/engine.js';
import { type Sql, sql } from '../../engine/sql.js';
import type { Messages } from '../messages.js';
import { type Cell, text } from '../outline/cell.js';
import type { Line, Sheet, SheetColumn } from './sheet.js';

/** Rows that a sheet holds at most: what a person can look through, and a program opens at once. */
export const MOST_ROWS = 20_000;

/** Rows of a table, the most consequential first, as a sheet that says how many there are in all. */
export interface List<T extends Row> {
  readonly name: string;
  readonly total: number;
  /** The file of the plan that has all of them. */
  readonly file: string;
  /** What the reader has to know besides. */
  readonly note?: string;
  readonly columns: readonly ListColumn<T>[];
  /** Columns at the left that stay in sight. */
  readonly frozen: number;
  /** Rows on the sheet at most; MOST_ROWS where it is not said. */
  readonly most?: number;
  /** In the order of the sheet, without a limit. */
  readonly rows: Sql;
}

export interface ListColumn<T extends Row> extends SheetColumn {
  /** What it is called in every language, in the hidden first row. */
  readonly key: string;
  readonly head: string;
  readonly isNumber?: true;
  readonly cell: (row: T) => Cell;
}

/** The hidden names, the counts, the headings. */
const ABOVE = 3;

/** Rows below the headings that a sheet has room for: ECMA-376 has 1,048,576 in all. */
export const ROOM = 1_048_576 - ABOVE;

export function listSheet<T extends Row>(engine: Engine, words: Messages, list: List<T>): Sheet {
  const shown = Math.min(list.total, list.most ?? MOST_ROWS);
  return {
    name: list.name,
    columns: list.columns,
    lines: linesOf(engine, words, { ...list, shown }),
    frozen: { rows: ABOVE, columns: list.frozen },
    filter: { head: ABOVE, last: ABOVE + shown },
  };
}

async function* linesOf<T extends Row>(
  engine: Engine,
  words: Messages,
  { columns, total, shown, file, note, rows }: List<T> & { readonly shown: number },
): AsyncIterable<Line> {
  const counted = words.workbook.listed({ shown, total, file });
  yield { style: 'names', cells: columns.map(({ key }) => text(key)) };
  yield { style: 'note', cells: [text(note === undefined ? counted : `${counted} ${note}`)] };
  const right = columns.map(({ isNumber }) => isNumber === true);
  yield { style: 'head', cells: columns.map(({ head }) => text(head)), right };
  for await (const batch of engine.batches<T>(sql`${rows} limit ${shown}`)) {
    for (const row of batch) yield { style: 'plain', cells: columns.map(({ cell }) => cell(row)) };
  }
}
