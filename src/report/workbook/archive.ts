import { Zip, ZipDeflate } from 'fflate';

/** A zip archive in memory, compressed as it grows. */
export interface Archive {
  /** Parts are stored in the order in which they are added. */
  add(name: string, texts: AsyncIterable<string> | Iterable<string>): Promise<void>;
  finish(): Uint8Array;
}

/** The same parts give the same bytes: no clock, no owner, and a compressor that is the same on every machine. */
export function openArchive(): Archive {
  const chunks: Uint8Array[] = [];
  const zip = new Zip((error, chunk) => {
    if (error) throw error;
    chunks.push(chunk);
  });
  return {
    add: async (name, texts) => {
      const part = new ZipDeflate(name, { level: LEVEL });
      part.mtime = EPOCH;
      zip.add(part);
      const encoder = new TextEncoder();
      for await (const piece of pieces(texts)) part.push(encoder.encode(piece));
      part.push(new Uint8Array(0), true);
    },
    finish: () => {
      zip.end();
      return Buffer.concat(chunks);
    },
  };
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
