type Attributes = Readonly<Record<string, string>>;

/** More columns or rows than this no cell goes over. */
const MOST_SPAN = 1000;

/**
 * The rows of all tables of a page, as Excel would show them: a cell over several columns or rows holds its text in
 * the first of them. `row` is called with the number of the row, from 1; `fault` says what a table cannot be read for.
 */
export class TableRows {
  rows = 0;
  private depth = 0;
  private cells: string[] | undefined;
  private cell: string | undefined;
  private span = { columns: 1, rows: 1 };
  /** Per column how many rows below are taken by a cell above. */
  private taken: number[] = [];

  constructor(
    private readonly row: (line: number, fields: readonly string[]) => void,
    private readonly fault: (what: string) => Error,
  ) {}

  open(name: string, attributes: Attributes): void {
    if (name === 'table') this.openTable();
    else if (name === 'tr') this.openRow();
    else if (name === 'td' || name === 'th') this.openCell(attributes);
    else if (name === 'br' || name === 'p' || name === 'div') this.text(' ');
  }

  close(name: string): void {
    if (name === 'td' || name === 'th') this.closeCell();
    else if (name === 'tr') this.closeRow();
    else if (name === 'table') this.closeTable();
  }

  text(text: string): void {
    if (this.cell !== undefined) this.cell += text;
  }

  /** Whether the page ends where no table is open. */
  get isWhole(): boolean {
    return this.depth === 0;
  }

  private openTable(): void {
    if (this.cell !== undefined) throw this.fault('has tables within tables');
    this.depth++;
    this.taken = [];
  }

  private closeTable(): void {
    this.closeRow();
    this.depth = Math.max(0, this.depth - 1);
  }

  private openRow(): void {
    this.closeRow();
    this.cells = [];
  }

  private closeRow(): void {
    this.closeCell();
    const { cells } = this;
    if (cells === undefined) return;
    this.cells = undefined;
    this.below(cells);
    this.rows++;
    if (cells.some((cell) => cell !== '')) this.row(this.rows, cells);
  }

  private openCell(attributes: Attributes): void {
    this.closeCell();
    this.cells ??= [];
    this.cell = '';
    this.span = { columns: spanOf(attributes.colspan), rows: spanOf(attributes.rowspan) };
  }

  private closeCell(): void {
    const { cell, cells, span } = this;
    if (cell === undefined || cells === undefined) return;
    this.cell = undefined;
    this.below(cells);
    for (let at = 0; at < span.columns; at++) {
      if (span.rows > 1) this.taken[cells.length] = span.rows - 1;
      cells.push(at === 0 ? cell.replaceAll(/[\s\u00a0]+/g, ' ').trim() : '');
    }
  }

  /** Leaves out the columns that cells above reach into. */
  private below(cells: string[]): void {
    for (let left = this.taken[cells.length] ?? 0; left > 0; left = this.taken[cells.length] ?? 0) {
      this.taken[cells.length] = left - 1;
      cells.push('');
    }
  }
}

function spanOf(written: string | undefined): number {
  return Math.min(MOST_SPAN, Math.max(1, Number.parseInt(written ?? '', 10) || 1));
}
