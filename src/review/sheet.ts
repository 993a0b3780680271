/** One table of a file that a person has edited: a CSV is one, a workbook has several. */
export interface Sheet {
  /** Null in a CSV. */
  readonly name: string | null;
  readonly rows: readonly SheetRow[];
}

export interface SheetRow {
  /** Where it begins: the line of a CSV, the row of a sheet; both count from 1. */
  readonly line: number;
  /** As text; a cell that is not there is empty. */
  readonly cells: readonly string[];
}

/** Where a cell stands. */
export interface CellPlace {
  readonly file: string;
  readonly sheet: string | null;
  readonly line: number;
  /** From 1. */
  readonly column: number;
}
