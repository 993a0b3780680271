import type { FileHandle } from 'node:fs/promises';
import { Failure } from '../failure.js';
import type { Dialect } from './dialect.js';
import { carriageReturnsToLineFeeds, isUtf16 } from './encoding.js';
import { utf8OfUtf16, wholeUtf16 } from './utf16.js';

/** Working bytes [from, to) of a file: what the chunk before left over, and what follows it. */
export interface Chunk {
  readonly bytes: Buffer;
  readonly from: number;
  readonly to: number;
  readonly last: boolean;
}

export interface WindowOptions {
  readonly path: string;
  readonly dialect: Dialect;
  /** Where to begin in the file, and where it ends. */
  readonly start: number;
  readonly end: number;
  readonly chunkBytes: number;
  /** The most that a chunk may leave over. */
  readonly carryBytes: number;
}

/** Reads a file chunk by chunk into two buffers in turn: while one is worked on, the other is filled. */
export class Window {
  private readonly spare: Buffer[];
  private readonly raw: Buffer;
  private pending: Promise<number>;
  private position: number;
  /** Bytes of UTF-16 that are no whole character yet. */
  private cut = 0;

  constructor(
    private readonly file: Pick<FileHandle, 'read'>,
    private readonly options: WindowOptions,
  ) {
    const { chunkBytes, carryBytes, dialect } = options;
    const wide = isUtf16(dialect.encoding);
    const size = carryBytes + chunkBytes * (wide ? 2 : 1) + 16;
    this.spare = [Buffer.allocUnsafe(size), Buffer.allocUnsafe(size)];
    this.raw = wide ? Buffer.allocUnsafe(chunkBytes + 4) : Buffer.alloc(0);
    this.position = options.start;
    this.pending = this.fill();
  }

  /** The next chunk, beginning with what the last one left over. That one's bytes must not be used any more. */
  async next(before?: Chunk, usedTo = 0): Promise<Chunk> {
    const read = await this.pending;
    this.position += read;
    const last = this.position >= this.options.end;
    if (read === 0 && !last) throw changed(this.options.path);
    const bytes = this.spare.shift() as Buffer;
    const carry = before === undefined ? 0 : before.to - usedTo;
    const head = this.options.carryBytes;
    before?.bytes.copy(bytes, head - carry, usedTo, before.to);
    let to = head + this.arrive(bytes, read, last);
    if (this.options.dialect.lineEnd === 'cr') carriageReturnsToLineFeeds(bytes.subarray(head, to));
    const from = head - carry;
    if (last && to > from && bytes[to - 1] !== 0x0a) bytes[to++] = 0x0a;
    if (before !== undefined) this.spare.push(before.bytes);
    if (!last) this.pending = this.fill();
    return { bytes, from, to, last };
  }

  private fill(): Promise<number> {
    const { carryBytes, chunkBytes, end } = this.options;
    const wanted = Math.min(chunkBytes, end - this.position);
    const target = this.raw.length > 0 ? this.raw : (this.spare[0] as Buffer);
    const at = this.raw.length > 0 ? this.cut : carryBytes;
    const reading = wanted > 0 ? this.file.read(target, at, wanted, this.position) : undefined;
    const done = (reading ?? Promise.resolve({ bytesRead: 0 })).then(({ bytesRead }) => bytesRead);
    // Awaited by `next`; until then a failure must not count as unhandled.
    done.catch(() => {});
    return done;
  }

  /** Gives how many working bytes the bytes just read have become. */
  private arrive(bytes: Buffer, read: number, last: boolean): number {
    const { dialect, carryBytes } = this.options;
    if (!isUtf16(dialect.encoding)) return read;
    const raw = this.raw.subarray(0, this.cut + read);
    const whole = last ? raw.length : wholeUtf16(raw, dialect.encoding);
    const working = utf8OfUtf16(raw.subarray(0, whole), dialect.encoding);
    this.cut = raw.length - whole;
    raw.copy(this.raw, 0, whole);
    return working.copy(bytes, carryBytes);
  }
}

function changed(path: string): Failure {
  return new Failure(
    'input',
    `${path}: changed while it was read`,
    'wait until the export is complete, then run again',
  );
}
