import type { Sheet, SheetRow } from './sheet.js';

/** Without these a table is nobody's decisions. */
const KEYS = ['source_l', 'id_l', 'source_r', 'id_r', 'decision'] as const;

/** Beside these a person may have any columns. */
const READ = [...KEYS, 'note', 'by', 'rows_hash'] as const;

export type ReadColumn = (typeof READ)[number];

/** The rows below the names of the columns, and where each column is. */
export interface DecidedTable {
  readonly sheet: string | null;
  /** From 0; a column that is not there is absent. */
  readonly columns: ReadonlyMap<ReadColumn, number>;
  readonly rows: readonly SheetRow[];
}

/** A title may stand above the names. */
const SEARCHED = 10;

/** The first row near the top that has all the names tells the columns; undefined where none has them. */
export function tableOf({ name: sheet, rows }: Sheet): DecidedTable | undefined {
  const at = headerAt(rows);
  const header = rows[at];
  if (header === undefined) return undefined;
  const names = header.cells.map((cell) => cell.trim().toLowerCase());
  const places = READ.flatMap((column) => {
    const place = names.indexOf(column);
    return place < 0 ? [] : [[column, place] as const];
  });
  return { sheet, columns: new Map(places), rows: rows.slice(at + 1) };
}

/** The rows that nothing names: those above the names of the columns, all where no row has these. */
export function unnamedRows(rows: readonly SheetRow[]): readonly SheetRow[] {
  const at = headerAt(rows);
  return at < 0 ? rows : rows.slice(0, at);
}

export function isTable(rows: readonly SheetRow[]): boolean {
  return headerAt(rows) >= 0;
}

function headerAt(rows: readonly SheetRow[]): number {
  return rows.slice(0, SEARCHED).findIndex(({ cells }) => {
    const names = cells.map((cell) => cell.trim().toLowerCase());
    return KEYS.every((key) => names.includes(key));
  });
}
