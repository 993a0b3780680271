import type { FileHandle } from 'node:fs/promises';
import { cannotWrite } from '../spool.js';

/** A row of a sheet by its number there. */
export interface SheetRow {
  readonly line: number;
  readonly fields: readonly string[];
}

/** From so many rows the header can be told. */
export const FIRST_ROWS = 200;

/** Writes rows as CSV in UTF-8: line n of the copy is row n, so a line end inside a cell becomes a blank. */
export class SheetWriter {
  rows = 0;
  private line = 0;
  private first: SheetRow[] | undefined = [];
  private width = 0;
  private text: string[] = [];

  constructor(
    private readonly file: FileHandle,
    private readonly path: string,
    /** How many columns the header has, from the first rows. */
    private readonly widthOf: (rows: readonly SheetRow[]) => number,
  ) {}

  add(row: SheetRow): void {
    this.rows++;
    if (this.first === undefined) {
      this.put(row);
      return;
    }
    this.first.push(row);
    if (this.first.length === FIRST_ROWS) this.settle();
  }

  /** The first rows are written once it is known how wide they are. */
  settle(): void {
    const { first } = this;
    if (first === undefined) return;
    this.first = undefined;
    this.width = this.widthOf(first);
    for (const row of first) this.put(row);
  }

  async flush(): Promise<void> {
    if (this.text.length === 0) return;
    const text = this.text.join('');
    this.text = [];
    await this.file.writeFile(text).catch((cause: NodeJS.ErrnoException) => {
      throw cannotWrite(this.path, cause);
    });
  }

  private put({ line, fields }: SheetRow): void {
    // A sheet whose rows go backwards is none that a program wrote; its rows keep their order.
    while (this.line < line - 1 && line - this.line < MOST_BLANK) {
      this.text.push('\n');
      this.line++;
    }
    let last = fields.length;
    while (last > this.width && fields[last - 1] === '') last--;
    const values = Array.from({ length: Math.max(last, this.width) }, (_, at) => quoted(fields[at] ?? ''));
    this.text.push(`${values.join(',')}\n`);
    this.line++;
  }
}

const MOST_BLANK = 1_100_000;

function quoted(cell: string): string {
  if (!/[",\r\n\v\f\u0085\u2028\u2029]/.test(cell)) return cell;
  return `"${cell.replaceAll(/\r\n|[\r\n\v\f\u0085\u2028\u2029]/g, ' ').replaceAll('"', '""')}"`;
}
