import { isUtf8 } from 'node:buffer';
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { Transform, type TransformCallback } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { Failure } from '../failure.js';
import { whyUnreadable } from '../unreadable.js';
import { copyPage } from './page/copy-page.js';
import { isPage } from './page/page-kind.js';
import { cannotWrite } from './spool.js';
import { copySheet, type SheetChoice, type WorkbookCopy } from './workbook/copy-sheet.js';
import { oldWorkbook } from './workbook/old-workbook.js';

/** What one look at all bytes of a file tells, before any of them is read as text. */
export interface Survey {
  readonly path: string;
  /** Of the file as it lies on disk. */
  readonly bytes: number;
  readonly modified: number;
  readonly sha256: string;
  /** Where its text lies: the file itself, or an unpacked copy of it. */
  readonly uncompressedPath: string;
  readonly uncompressedBytes: number;
  /** Its first bytes, uncompressed, up to 1 MiB. */
  readonly head: Buffer;
  /** Its last bytes, uncompressed: two, where there are as many. */
  readonly tail: Buffer;
  readonly validUtf8: boolean;
  readonly hasLineFeed: boolean;
  /** What was found in a workbook; its text is then a CSV copy of one sheet. */
  readonly workbook?: WorkbookCopy;
  /** A table was found in a page; the text is then a CSV copy of it. */
  readonly isPage?: true;
}

export interface SurveyOptions {
  /** Where an unpacked copy goes. */
  readonly unpackTo: string;
  readonly chunkBytes: number;
  readonly onProgress?: (bytes: number) => void;
  /** How a sheet of a workbook becomes text. */
  readonly workbook: SheetChoice;
}

const HEAD_BYTES = 1_048_576;

/** Looks at a whole file once; unpacks it on the way if it is compressed. */
export async function surveyFile(path: string, options: SurveyOptions): Promise<Survey> {
  const before = await stat(path).catch((cause: unknown) => {
    throw unreadable(path, cause);
  });
  if (!before.isFile())
    throw new Failure('input', `${path}: is not a file`, 'name the export itself, or a glob');
  const magic = await firstBytes(path, 4);
  if (magic.length === 0) throw emptyFile(path);
  const kind = kindOf(magic);
  if (kind === 'old workbook') throw await oldWorkbook(path);
  const tally = new Tally();
  const hash = createHash('sha256');
  if (kind === 'gzip') await unpack(path, { hash, tally, ...options });
  else await lookThrough(path, { hash, tally, ...options });
  const workbook = kind === 'zip' ? await copySheet(path, options.unpackTo, options.workbook) : undefined;
  const page = kind === 'text' && isPage(path, tally.head());
  if (page) {
    const file = { path, head: tally.head(), validUtf8: tally.validUtf8() };
    await copyPage(file, options.unpackTo, options.workbook.width);
  }
  const isCopy = page || workbook !== undefined;
  const text = isCopy ? await tallyOf(options.unpackTo, options) : tally;
  if (text.bytes === 0) throw emptyFile(path);
  return {
    path,
    bytes: before.size,
    modified: before.mtimeMs,
    sha256: hash.digest('hex'),
    uncompressedPath: kind === 'text' && !page ? path : options.unpackTo,
    uncompressedBytes: text.bytes,
    head: text.head(),
    tail: text.tail,
    validUtf8: text.validUtf8(),
    hasLineFeed: text.hasLineFeed,
    ...(workbook === undefined ? {} : { workbook }),
    ...(page ? { isPage: true as const } : {}),
  };
}

/** Fails when a file is no longer the one that was surveyed. */
export async function checkUnchanged({ path, bytes, modified }: Survey): Promise<void> {
  const now = await stat(path).catch(() => undefined);
  if (now?.size === bytes && now.mtimeMs === modified) return;
  throw new Failure(
    'input',
    `${path}: changed while it was read`,
    'wait until the export is complete, then run again',
  );
}

function kindOf(magic: Buffer): 'text' | 'gzip' | 'zip' | 'old workbook' {
  const start = magic.toString('latin1');
  if (start === 'PK\x03\x04') return 'zip';
  if (start === '\xd0\xcf\x11\xe0') return 'old workbook';
  return start.startsWith('\x1f\x8b') ? 'gzip' : 'text';
}

async function tallyOf(path: string, { onProgress: _, ...options }: SurveyOptions): Promise<Tally> {
  const tally = new Tally();
  await lookThrough(path, { hash: createHash('sha256'), tally, ...options });
  return tally;
}

interface Looking extends SurveyOptions {
  readonly hash: ReturnType<typeof createHash>;
  readonly tally: Tally;
}

async function lookThrough(path: string, { hash, tally, chunkBytes, onProgress }: Looking): Promise<void> {
  const file = await open(path);
  try {
    const buffer = Buffer.allocUnsafe(chunkBytes);
    for (;;) {
      const { bytesRead } = await file.read(buffer, 0, chunkBytes);
      if (bytesRead === 0) return;
      const chunk = buffer.subarray(0, bytesRead);
      hash.update(chunk);
      tally.add(chunk);
      onProgress?.(bytesRead);
    }
  } finally {
    await file.close();
  }
}

async function unpack(
  path: string,
  { hash, tally, unpackTo, chunkBytes, onProgress }: Looking,
): Promise<void> {
  const watched = (look: (chunk: Buffer) => void) =>
    new Transform({
      transform(chunk: Buffer, _encoding, done: TransformCallback) {
        look(chunk);
        done(null, chunk);
      },
    });
  const hashed = watched((chunk) => {
    hash.update(chunk);
    onProgress?.(chunk.length);
  });
  const tallied = watched((chunk) => tally.add(chunk));
  const packed = createReadStream(path, { highWaterMark: Math.max(chunkBytes, 65_536) });
  const unpacking = createGunzip({ chunkSize: 262_144 });
  const copy = createWriteStream(unpackTo, { mode: 0o600 });
  await pipeline(packed, hashed, unpacking, tallied, copy).catch((cause: NodeJS.ErrnoException) => {
    if (cause.syscall === 'write') throw cannotWrite(unpackTo, cause);
    if (cause.code?.startsWith('Z_') !== true) throw cause;
    const why =
      cause.code === 'Z_BUF_ERROR' ? 'the compressed data ends too early' : 'the compressed data is damaged';
    throw new Failure('input', `${path}: ${why}`, 'copy the export again', { cause });
  });
}

/** What is counted while the bytes go by. */
class Tally {
  bytes = 0;
  hasLineFeed = false;
  tail: Buffer = Buffer.alloc(0);
  private valid = true;
  /** The start of a character that the last chunk cut. */
  private cut: Buffer = Buffer.alloc(0);
  private readonly heads: Buffer[] = [];

  add(chunk: Buffer): void {
    if (this.bytes < HEAD_BYTES) this.heads.push(Buffer.from(chunk.subarray(0, HEAD_BYTES - this.bytes)));
    this.bytes += chunk.length;
    this.tail = Buffer.concat([this.tail, chunk.subarray(-2)]).subarray(-2);
    this.hasLineFeed ||= chunk.includes(0x0a);
    if (this.valid) this.check(chunk);
  }

  head(): Buffer {
    return Buffer.concat(this.heads);
  }

  validUtf8(): boolean {
    return this.valid && this.cut.length === 0;
  }

  private check(chunk: Buffer): void {
    const text = this.cut.length === 0 ? chunk : Buffer.concat([this.cut, chunk]);
    const whole = wholeUtf8(text);
    this.valid = isUtf8(text.subarray(0, whole));
    this.cut = Buffer.from(text.subarray(whole));
  }
}

/** How many bytes come before a character that may be cut at the end. */
function wholeUtf8(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] as number;
    if (byte < 0x80) return bytes.length;
    if (byte >= 0xc0) return byte >= (FIRST_OF[back] as number) ? bytes.length - back : bytes.length;
  }
  return bytes.length;
}

// A first byte from here on needs more than 1, 2, 3 bytes.
const FIRST_OF = [0, 0xc0, 0xe0, 0xf0];

function unreadable(path: string, cause: unknown): Failure {
  const why = whyUnreadable(cause);
  const hint = why.includes('permission')
    ? 'let the user who runs this read it'
    : 'bring the export there, or correct its path';
  return new Failure('input', `${path}: ${why}`, hint, { cause });
}

async function firstBytes(path: string, count: number): Promise<Buffer> {
  const file = await open(path).catch((cause: unknown) => {
    throw unreadable(path, cause);
  });
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(count), 0, count, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

/** There is not even a header in it. */
export function emptyFile(path: string): Failure {
  return new Failure('input', `${path}: is empty`, 'export it again, or take it out of the config');
}
