/**
 * UTF-16 is read as the UTF-8 it stands for. What is no UTF-16 (half a surrogate pair, an odd last byte) becomes
 * bytes that are no UTF-8 either, so that the one check for valid text finds it.
 */
export function utf8OfUtf16(bytes: Buffer, encoding: 'utf-16le' | 'utf-16be'): Buffer {
  const even = Buffer.from(bytes.subarray(0, bytes.length & ~1));
  const text = (encoding === 'utf-16be' ? even.swap16() : even).toString('utf16le');
  const plain = Buffer.from(text);
  const utf8 = plain.includes(REPLACEMENT) ? withLoneSurrogates(text) : plain;
  return bytes.length % 2 === 0 ? utf8 : Buffer.concat([utf8, ODD_BYTE]);
}

/** How many bytes of UTF-16 became `working[from, to)`. */
export function utf16Length(working: Uint8Array, from: number, to: number): number {
  let bytes = 0;
  for (let i = from; i < to; i++) {
    const byte = working[i] as number;
    if ((byte & 0xc0) === 0x80) continue;
    bytes += byte === 0xff ? 1 : byte >= 0xf0 ? 4 : 2;
  }
  return bytes;
}

/** How many of these bytes can be turned into text before the rest of the file is known. */
export function wholeUtf16(bytes: Buffer, encoding: 'utf-16le' | 'utf-16be'): number {
  const even = bytes.length & ~1;
  if (even === 0) return 0;
  const high = bytes[encoding === 'utf-16le' ? even - 1 : even - 2] as number;
  return high >= 0xd8 && high <= 0xdb ? even - 2 : even;
}

const ODD_BYTE = Buffer.of(0xff);
// What Node writes for half a surrogate pair, and what may have been in the text.
const REPLACEMENT = Buffer.from('\ufffd');

function withLoneSurrogates(text: string): Buffer {
  const pieces: Buffer[] = [];
  for (const piece of text.split(/([\ud800-\udfff])/u)) {
    const unit = piece.charCodeAt(0);
    const lone = piece.length === 1 && unit >= 0xd800 && unit <= 0xdfff;
    pieces.push(
      lone ? Buffer.of(0xed, 0x80 | ((unit >> 6) & 0x3f), 0x80 | (unit & 0x3f)) : Buffer.from(piece),
    );
  }
  return Buffer.concat(pieces);
}
