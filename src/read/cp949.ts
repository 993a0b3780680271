import { isUtf8 } from 'node:buffer';
import iconv from 'iconv-lite';

/**
 * iconv-lite knows CP949 but gives UTF-16 text at 144 MB/s, and `TextDecoder('euc-kr')` is another encoding
 * (it reads 8C 63 as U+008C and "c"). So iconv-lite is asked once for every code, and lines go from bytes to
 * bytes by table. No character of CP949 combines with its neighbour, so a table of NFC characters gives NFC text.
 */
const LAST_BYTE = 8;
let table: Int32Array | undefined;

/** Text of CP949 bytes; what is no character becomes U+FFFD. */
export function cp949Text(bytes: Uint8Array): string {
  return iconv.decode(bytes as Buffer, 'cp949');
}

/** Whether every byte is part of a CP949 character. */
export function isCp949(bytes: Uint8Array): boolean {
  const codes = cp949Table();
  for (let i = 0; i < bytes.length; i++) {
    const lead = bytes[i] as number;
    if (lead < 0x80) continue;
    if (codes[((lead & 0x7f) << LAST_BYTE) | (bytes[++i] ?? 0)] === 0) return false;
  }
  return true;
}

/**
 * Writes one line as UTF-8, NFC, to `out` at `at`, and gives where it ends there.
 * -1 when the line is no CP949 or seems to be UTF-8 after all. The line must end with a line feed.
 */
export function transcodeCp949(
  line: Uint8Array,
  from: number,
  to: number,
  out: Uint8Array,
  at: number,
): number {
  const codes = table ?? cp949Table();
  let o = at;
  let first = -1;
  for (let i = from; i < to; i++) {
    const c = line[i] as number;
    if (c < 0x80) {
      out[o++] = c;
      continue;
    }
    if (first < 0) first = i;
    const utf8 = codes[((c & 0x7f) << LAST_BYTE) | (line[++i] as number)] as number;
    if (utf8 === 0) return -1;
    out[o++] = utf8 & 0xff;
    out[o++] = (utf8 >> 8) & 0xff;
    if (utf8 > 0xffff) out[o++] = utf8 >> 16;
  }
  if (first >= 0 && startsUtf8(line, first) && isUtf8Hangul(line.subarray(from, to))) return -1;
  return o;
}

/** Whether a line of a CP949 file is UTF-8 with Korean in it: half of the file came from elsewhere. */
export function isUtf8Hangul(line: Uint8Array): boolean {
  return line.some((byte) => byte >= 0xea && byte <= 0xed) && isUtf8(line) && hasHangulLead(line);
}

/** Whether all that is not ASCII in a line of valid UTF-8 also reads as Hangul of KS X 1001 in CP949. */
export function readsAsCp949Hangul(line: Uint8Array): boolean {
  let found = false;
  for (let i = 0; i < line.length; i++) {
    const lead = line[i] as number;
    if (lead < 0x80) continue;
    const trail = line[++i] ?? 0;
    if (lead < 0xb0 || lead > 0xc8 || trail < 0xa1 || trail > 0xfe) return false;
    found = true;
  }
  return found;
}

function startsUtf8(line: Uint8Array, at: number): boolean {
  const lead = line[at] as number;
  return lead >= 0xc2 && lead <= 0xf4 && ((line[at + 1] as number) & 0xc0) === 0x80;
}

function hasHangulLead(validUtf8: Uint8Array): boolean {
  return validUtf8.some((byte) => byte >= 0xea && byte <= 0xed);
}

function cp949Table(): Int32Array {
  table ??= buildTable();
  return table;
}

/** Per two-byte code its UTF-8 bytes, lowest byte first; 0 for what is no character. */
function buildTable(): Int32Array {
  const codes = new Int32Array(0x80 << LAST_BYTE);
  for (let lead = 0x81; lead <= 0xfe; lead++) {
    for (let trail = 0x41; trail <= 0xfe; trail++) {
      const text = cp949Text(Buffer.of(lead, trail));
      if (text.includes('\ufffd')) continue;
      const [b0 = 0, b1 = 0, b2 = 0] = Buffer.from(text.normalize('NFC'));
      codes[((lead & 0x7f) << LAST_BYTE) | trail] = b0 | (b1 << 8) | (b2 << 16);
    }
  }
  return codes;
}
