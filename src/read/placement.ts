import { closeSync, openSync, readSync } from 'node:fs';
import type { Bounds, Dialect } from './dialect.js';
import type { Place } from './sink.js';
import { Splitter } from './split.js';
import { workingBytes } from './working.js';

/** A stretch of a file from the start of one record to the end of another: it can be split again on its own. */
export interface Block {
  readonly fileNo: number;
  readonly line: number;
  readonly offset: number;
  readonly end: number;
}

/** How many rows of a table came from the plain or from the slow records of a block, in the order of the block. */
export interface Portion {
  readonly block: Block;
  readonly kind: 'plain' | 'slow';
  readonly rows: number;
}

/** Where a row of the read table came from. */
export interface Location extends Place {
  readonly file: string;
  readonly fileNo: number;
}

export interface PlacedFile {
  readonly path: string;
  readonly uncompressedPath: string;
  readonly uncompressedBytes: number;
  readonly dialect: Dialect;
}

type Places = Record<Portion['kind'], Place[]>;

/** From rows back to records: a few numbers per block of a file, and the block is split again when asked. */
export class Placements {
  private readonly firstRows: number[] = [];
  private readonly portions: Portion[] = [];
  private recent: { readonly block: Block; readonly places: Places } | undefined;
  /** Rows placed so far. */
  rows = 0;

  constructor(
    private readonly files: readonly PlacedFile[],
    private readonly bounds: Bounds,
  ) {}

  /** The next rows of the table. */
  add(portion: Portion): void {
    this.firstRows.push(this.rows);
    this.portions.push(portion);
    this.rows += portion.rows;
  }

  locate(rowid: bigint): Location {
    const row = Number(rowid);
    if (row < 0 || row >= this.rows) throw new RangeError(`no row ${rowid} was read`);
    const index = lastAtMost(this.firstRows, row);
    const { block, kind } = this.portions[index] as Portion;
    const place = this.placesOf(block)[kind][row - (this.firstRows[index] as number)];
    if (place === undefined) throw new Error(`row ${rowid} is not where it was read`);
    const { fileNo } = block;
    return { file: (this.files[fileNo] as PlacedFile).path, fileNo, ...place };
  }

  private placesOf(block: Block): Places {
    if (this.recent?.block !== block) {
      const file = this.files[block.fileNo] as PlacedFile;
      this.recent = { block, places: splitAgain(block, file, this.bounds) };
    }
    return this.recent.places;
  }
}

function splitAgain(block: Block, file: PlacedFile, bounds: Bounds): Places {
  const places: Places = { plain: [], slow: [] };
  const bytes = workingBytes(readPiece(file.uncompressedPath, block), file.dialect);
  const splitter: Splitter = new Splitter(
    {
      dialect: file.dialect,
      bounds,
      blockBytes: Number.POSITIVE_INFINITY,
      fileBytes: file.uncompressedBytes,
    },
    {
      plain: ({ from, rows, line }) => {
        for (let at = from, i = 0; i < rows; i++) {
          const end = bytes.indexOf(0x0a, at) + 1;
          const offset = splitter.offsets.at(at);
          places.plain.push({ line: line + i, offset, bytes: splitter.offsets.at(end) - offset });
          at = end;
        }
      },
      record: ({ line, offset, bytes: length }) => places.slow.push({ line, offset, bytes: length }),
      reject: () => {},
      blockStart: () => {},
      blockEnd: () => {},
    },
    block,
  );
  splitter.split({ bytes, from: 0, to: bytes.length, last: true });
  return places;
}

function readPiece(path: string, { offset, end }: Block): Buffer {
  const handle = openSync(path, 'r');
  try {
    const buffer = Buffer.alloc(end - offset);
    let filled = 0;
    while (filled < buffer.length) {
      const read = readSync(handle, buffer, filled, buffer.length - filled, offset + filled);
      if (read === 0) break;
      filled += read;
    }
    return buffer.subarray(0, filled);
  } finally {
    closeSync(handle);
  }
}

function lastAtMost(sorted: readonly number[], value: number): number {
  let low = 0;
  let high = sorted.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((sorted[middle] as number) <= value) low = middle;
    else high = middle - 1;
  }
  return low;
}
