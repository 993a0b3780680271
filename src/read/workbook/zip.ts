import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { createInflateRaw } from 'node:zlib';
import { Failure } from '../../failure.js';

/** One file of an archive. */
export interface ZipEntry {
  readonly name: string;
  readonly method: number;
  readonly packed: number;
  readonly offset: number;
}

const MOST_DIRECTORY = 16_777_216;

/** The files of a zip archive by its central directory (APPNOTE.TXT 4.3.12), which is the one that readers go by. */
export async function zipEntries(path: string): Promise<readonly ZipEntry[]> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    const tail = await bytesAt(file, Math.max(0, size - 65_557), Math.min(size, 65_557));
    const end = tail.lastIndexOf('PK\x05\x06', undefined, 'latin1');
    if (end < 0) throw damaged(path);
    const [length, from] = [tail.readUInt32LE(end + 12), tail.readUInt32LE(end + 16)];
    if (from === 0xffffffff || length > MOST_DIRECTORY || from + length > size) throw damaged(path);
    return entriesIn(await bytesAt(file, from, length), path);
  } finally {
    await file.close();
  }
}

/** The bytes of one file of the archive, unpacked. Throws a Failure for what unpacks to absurd sizes. */
export async function* unzipped(path: string, entry: ZipEntry): AsyncIterable<Buffer> {
  const file = await open(path);
  // Names and extra fields stand before the data once more, and need not be as long as in the directory.
  const local = await bytesAt(file, entry.offset, 30).finally(() => file.close());
  const start = entry.offset + 30 + local.readUInt16LE(26) + local.readUInt16LE(28);
  if (entry.packed === 0) return;
  const packed = createReadStream(path, { start, end: start + entry.packed - 1 });
  const stream: Readable = entry.method === 0 ? packed : packed.pipe(inflating(packed));
  let bytes = 0;
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      if (bytes > FREE_BYTES && bytes > entry.packed * MOST_RATIO) throw bomb(path);
      yield chunk;
    }
  } catch (cause) {
    throw cause instanceof Failure ? cause : damaged(path, cause);
  } finally {
    packed.destroy();
    stream.destroy();
  }
}

// A sheet of a million rows shrinks to a tenth or a twentieth; a bomb to a thousandth.
const FREE_BYTES = 67_108_864;
const MOST_RATIO = 200;

function inflating(packed: Readable) {
  const inflate = createInflateRaw({ chunkSize: 262_144 });
  packed.on('error', (error) => inflate.destroy(error));
  return inflate;
}

function entriesIn(directory: Buffer, path: string): readonly ZipEntry[] {
  const entries: ZipEntry[] = [];
  for (let at = 0; at + 46 <= directory.length; ) {
    if (directory.readUInt32LE(at) !== 0x02014b50) throw damaged(path);
    const nameLength = directory.readUInt16LE(at + 28);
    entries.push({
      name: directory.toString('utf8', at + 46, at + 46 + nameLength).replace(/^\//, ''),
      method: directory.readUInt16LE(at + 10),
      packed: directory.readUInt32LE(at + 20),
      offset: directory.readUInt32LE(at + 42),
    });
    at += 46 + nameLength + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
  }
  return entries;
}

async function bytesAt(file: Awaited<ReturnType<typeof open>>, at: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, at);
  return buffer.subarray(0, bytesRead);
}

export function damaged(path: string, cause?: unknown): Failure {
  return new Failure(
    'input',
    `${path}: is no workbook that can be read`,
    'save it as .xlsx or as CSV (UTF-8)',
    {
      cause,
    },
  );
}

function bomb(path: string): Failure {
  return new Failure(
    'input',
    `${path}: unpacks to more than ${MOST_RATIO} times its size`,
    'save the sheet as CSV (UTF-8)',
  );
}
