import { closeSync, openSync, readSync } from 'node:fs';
import { Failure } from '../../failure.js';

const LF = 0x0a;
const QUOTE = 0x22;

/** Bytes of text between two marks. */
const APART = 1_048_576;

export interface TextOfRows {
  readonly shown: string;
  readonly path: string;
  /** Where the first record begins. */
  readonly start: number;
  /** Bytes that a record may have. */
  readonly most: number;
}

/** How many rows end before an offset. */
interface Mark {
  readonly offset: number;
  readonly rows: number;
}

/**
 * Which row of a database stands where in its CSV, whose values may hold line ends. Counted while the text is
 * written; of each mebibyte one mark is kept, and what follows it is counted again when somebody asks.
 */
export class RowNumbers {
  rows = 0;
  private at: number;
  private inQuotes = false;
  private rowStart: number;
  private readonly marks: Mark[];
  /** Where somebody asked last: they mostly ask in order. */
  private recent: Mark;

  constructor(private readonly text: TextOfRows) {
    this.at = text.start;
    this.rowStart = text.start;
    this.recent = { offset: text.start, rows: 0 };
    this.marks = [this.recent];
  }

  /** The next bytes of the text. Throws Failure when a row is longer than a record may be. */
  take(chunk: Uint8Array): void {
    let { inQuotes } = this;
    for (let i = 0; i < chunk.length; i++) {
      const byte = chunk[i];
      if (byte === QUOTE) inQuotes = !inQuotes;
      else if (byte === LF && !inQuotes) this.endRow(this.at + i + 1);
    }
    this.inQuotes = inQuotes;
    this.at += chunk.length;
    if (this.at - this.rowStart > this.text.most) this.refuse();
  }

  /** The row, from 1, whose record begins at this offset. */
  rowAt(offset: number): number {
    const mark = this.marks.findLast((one) => one.offset <= offset);
    if (mark === undefined) throw new RangeError(`no row of ${this.text.shown} begins at ${offset}`);
    const { recent } = this;
    const from = recent.offset > mark.offset && recent.offset <= offset ? recent : mark;
    const rows = from.rows + countRows(readPiece(this.text.path, from.offset, offset));
    this.recent = { offset, rows };
    return rows + 1;
  }

  private endRow(end: number): void {
    if (end - this.rowStart > this.text.most) this.refuse();
    this.rows++;
    this.rowStart = end;
    const last = this.marks.at(-1);
    if (last !== undefined && end - last.offset >= APART) this.marks.push({ offset: end, rows: this.rows });
  }

  private refuse(): never {
    throw new Failure(
      'input',
      `${this.text.shown}: row ${this.rows + 1} is longer than ${this.text.most} bytes`,
      'take out the long column, or read a query that shortens it',
    );
  }
}

function countRows(text: Uint8Array): number {
  let inQuotes = false;
  let rows = 0;
  for (const byte of text) {
    if (byte === QUOTE) inQuotes = !inQuotes;
    else if (byte === LF && !inQuotes) rows++;
  }
  return rows;
}

function readPiece(path: string, from: number, to: number): Buffer {
  const file = openSync(path, 'r');
  try {
    const buffer = Buffer.alloc(to - from);
    const read = readSync(file, buffer, 0, buffer.length, from);
    return buffer.subarray(0, read);
  } finally {
    closeSync(file);
  }
}
