import { isUtf8 } from 'node:buffer';
import { parse } from 'csv-parse/sync';
import { describe, expect, test } from 'vitest';
import { BOUNDS, type Bounds, type Dialect } from '../../src/read/dialect.js';
import { type SplitOptions, Splitter } from '../../src/read/split.js';
import { type Chunk, Window } from '../../src/read/window.js';
import { workingBytes } from '../../src/read/working.js';
import { Dice } from './dice.js';
import { type ReferenceRecord, readSlowly } from './reference.js';
import { type SmallFile, smallFile } from './small-file.js';

describe('the splitter', () => {
  test('gives the records and rejects that csv-parse alone gives, wherever chunks and blocks end', async () => {
    const base = Number(process.env.SEED ?? Date.now() % 1_000_000_000);
    for (let i = 0; i < 6000; i++) await compare(base + i);
  }, 120_000);
});

async function compare(seed: number): Promise<void> {
  const dice = new Dice(seed);
  const file = smallFile(dice);
  const bounds = {
    recordBytes: dice.pick([BOUNDS.recordBytes, BOUNDS.recordBytes, 30, 60]),
    recordLines: dice.pick([64, 64, 2, 3]),
  };
  const chunkBytes = dice.pick([1, 3, 7, 16, 64, 4096]);
  const blockBytes = dice.pick([1, 10, 100, 100_000]);
  const fast = await readFast(file, { bounds, chunkBytes, blockBytes });
  const slow = readSlowly(file, bounds);
  const about = `SEED=${seed} ${JSON.stringify({ ...file, bytes: file.bytes.toString('latin1'), bounds, chunkBytes, blockBytes })}`;
  expect(fast, about).toEqual(slow);
}

async function readFast(
  file: SmallFile,
  { bounds, chunkBytes, blockBytes }: { bounds: Bounds; chunkBytes: number; blockBytes: number },
): Promise<{ records: ReferenceRecord[]; blank: number }> {
  const dialect = dialectOf(file);
  const found = new Records(dialect, { dialect, bounds, blockBytes, fileBytes: file.bytes.length });
  const { splitter } = found;
  const window = new Window(inMemory(file.bytes), {
    path: 'small.csv',
    dialect,
    start: 0,
    end: file.bytes.length,
    chunkBytes,
    carryBytes: bounds.recordBytes,
  });
  let chunk: Chunk | undefined;
  let used = 0;
  do {
    chunk = await window.next(chunk, used);
    used = found.split(chunk);
  } while (!chunk.last);
  expect(splitter.line - 1 - splitter.blank).toBe(found.lines);
  return { records: found.records.sort((a, b) => a.offset - b.offset), blank: splitter.blank };
}

class Records {
  readonly records: ReferenceRecord[] = [];
  readonly splitter: Splitter;
  lines = 0;
  private places: { line: number; offset: number; bytes: number }[] = [];
  private chunk: Chunk | undefined;

  constructor(
    private readonly dialect: Dialect,
    options: SplitOptions,
  ) {
    this.splitter = new Splitter(
      options,
      {
        plain: ({ from, rows, line }) => {
          const { bytes } = this.chunk as Chunk;
          for (let i = 0, at = from; i < rows; i++) {
            const end = bytes.indexOf(0x0a, at) + 1;
            const offset = this.splitter.offsets.at(at);
            this.places.push({ line: line + i, offset, bytes: this.splitter.offsets.at(end) - offset });
            at = end;
          }
          this.lines += rows;
        },
        record: ({ line, offset, bytes, fields, lines }) => {
          this.records.push({ line, offset, bytes, fields });
          this.lines += lines;
        },
        reject: ({ line, offset, bytes, reason, lines }) => {
          this.records.push({ line, offset, bytes, reason });
          this.lines += lines;
        },
        blockStart: () => {},
        blockEnd: () => {},
      },
      { offset: 0, line: 1 },
    );
  }

  split(chunk: Chunk): number {
    this.chunk = chunk;
    this.places = [];
    const used = this.splitter.split(chunk);
    const { delimiter, quote } = this.dialect;
    const options = {
      delimiter,
      quote,
      escape: quote || null,
      record_delimiter: '\n',
      relax_column_count: true,
    };
    const rows: string[][] = parse(this.splitter.plain.text, options);
    expect(rows.length).toBe(this.places.length);
    for (const [i, place] of this.places.entries())
      this.records.push({ ...place, fields: rows[i] as string[] });
    return used;
  }
}

function dialectOf({ bytes, encoding, delimiter, quote, fields }: SmallFile): Dialect {
  const wide = encoding.startsWith('utf-16');
  const dialect = { encoding, delimiter, quote, header: Array.from({ length: fields }, (_, i) => `h${i}`) };
  const text = workingBytes(Buffer.from(bytes), { ...dialect, lineEnd: 'lf', validUtf8: true });
  const lineFeed =
    (wide ? text.subarray(0, -1) : bytes).includes(0x0a) || (wide && endsWithLineFeed(bytes, encoding));
  const lineEnd = !lineFeed && (wide ? text : bytes).includes(0x0d) ? 'cr' : 'lf';
  return { ...dialect, lineEnd, validUtf8: wide || isUtf8(bytes) };
}

function endsWithLineFeed(bytes: Buffer, encoding: string): boolean {
  const last = bytes.length & ~1;
  if (last < 2 || last !== bytes.length) return false;
  return (encoding === 'utf-16le' ? bytes.readUInt16LE(last - 2) : bytes.readUInt16BE(last - 2)) === 0x0a;
}

function inMemory(bytes: Buffer): ConstructorParameters<typeof Window>[0] {
  const read = async (buffer: Buffer, at: number, length: number, position: number) => {
    const bytesRead = bytes.copy(buffer, at, position, position + length);
    return { buffer, bytesRead };
  };
  return { read } as unknown as ConstructorParameters<typeof Window>[0];
}
