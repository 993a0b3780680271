import type { Dialect } from './dialect.js';
import { carriageReturnsToLineFeeds, isUtf16 } from './encoding.js';
import { utf8OfUtf16 } from './utf16.js';

/**
 * A stretch of whole lines as working bytes: UTF-8 or CP949, every line ended by a line feed, also the last line
 * of a file that has none.
 */
export function workingBytes(raw: Buffer, { encoding, lineEnd }: Dialect): Buffer {
  const bytes = isUtf16(encoding) ? utf8OfUtf16(raw, encoding) : raw;
  if (lineEnd === 'cr') carriageReturnsToLineFeeds(bytes);
  return bytes.length > 0 && bytes[bytes.length - 1] !== 0x0a ? Buffer.concat([bytes, LINE_FEED]) : bytes;
}

const LINE_FEED = Buffer.of(0x0a);
