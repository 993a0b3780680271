import { Zip, ZipDeflate } from 'fflate';

/** A file in an archive; its text is asked for once, when its turn comes. */
export interface Part {
  readonly name: string;
  readonly texts: AsyncIterable<string> | Iterable<string>;
}

/**
 * A zip archive of these parts in their order, compressed piece by piece, so that it need not be in memory as a whole.
 * The same parts give the same bytes: no clock, no owner, and a compressor that is the same on every machine.
 */
export async function* archiveOf(parts: Iterable<Part>): AsyncGenerator<Uint8Array> {
  let ready: Uint8Array[] = [];
  const zip = new Zip((error, chunk) => {
    if (error) throw error;
    ready.push(chunk);
  });
  const taken = () => {
    const chunks = ready;
    ready = [];
    return chunks;
  };
  const encoder = new TextEncoder();
  for (const { name, texts } of parts) {
    const part = new ZipDeflate(name, { level: LEVEL });
    part.mtime = EPOCH;
    zip.add(part);
    for await (const piece of pieces(texts)) {
      part.push(encoder.encode(piece));
      yield* taken();
    }
    part.push(new Uint8Array(0), true);
  }
  zip.end();
  yield* taken();
}

/** The whole of it. */
export async function bytesOf(chunks: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const all: Uint8Array[] = [];
  for await (const chunk of chunks) all.push(chunk);
  return Buffer.concat(all);
}

/** Half the time of the usual 6, and a tenth more bytes. */
const LEVEL = 3;

/** The first moment that the format knows, in local time, which is what it stores. */
const EPOCH = new Date(1980, 0, 1);

const PIECE = 65_536;

/** What is compressed depends on how it is cut, so it is cut by its own length alone. */
async function* pieces(texts: AsyncIterable<string> | Iterable<string>): AsyncIterable<string> {
  let waiting: string[] = [];
  let length = 0;
  for await (const text of texts) {
    waiting.push(text);
    length += text.length;
    if (length < PIECE) continue;
    yield waiting.join('');
    waiting = [];
    length = 0;
  }
  yield waiting.join('');
}
