import { isUtf8 } from 'node:buffer';
import type { Source } from '../config/config.js';
import { Failure } from '../failure.js';
import { isCp949, isUtf8Hangul } from './cp949.js';
import type { Encoding } from './dialect.js';
import type { Survey } from './survey.js';
import { utf8OfUtf16, wholeUtf16 } from './utf16.js';

export interface Decision {
  readonly encoding: Encoding;
  /** Why, in words for a report. */
  readonly evidence: string;
  /** Bytes of the byte order mark. */
  readonly mark: number;
}

const MARKS = [
  { encoding: 'utf-8', bytes: [0xef, 0xbb, 0xbf] },
  { encoding: 'utf-16le', bytes: [0xff, 0xfe] },
  { encoding: 'utf-16be', bytes: [0xfe, 0xff] },
] as const;

/** The encoding of a file: a byte order mark, then the declaration, then what its bytes can be. */
export function decideEncoding(
  survey: Survey,
  source: Pick<Source, 'name' | 'encoding' | 'header_row'>,
): Decision {
  const mark = MARKS.find(({ bytes }) => bytes.every((byte, i) => survey.head[i] === byte));
  const declared = source.encoding;
  if (mark !== undefined) {
    if (declared !== 'auto' && declared !== mark.encoding)
      throw new Failure(
        'usage',
        `sources.${source.name}.encoding is ${declared}, but ${survey.path} begins with the byte order mark of ${mark.encoding}`,
        `change that line to \`encoding: ${mark.encoding}\` or \`encoding: auto\``,
      );
    return { encoding: mark.encoding, evidence: 'byte order mark', mark: mark.bytes.length };
  }
  if (declared !== 'auto') return { encoding: declared, evidence: 'declared', mark: 0 };
  return { ...guess(survey, source.header_row), mark: 0 };
}

/** The first part of a file as working bytes: UTF-8 or CP949, lines ended by line feeds, no byte order mark. */
export function workingHead(
  survey: Survey,
  { encoding, mark }: Decision,
): { head: Buffer; lineEnd: 'lf' | 'cr' } {
  const raw = survey.head.subarray(mark);
  const head = isUtf16(encoding)
    ? utf8OfUtf16(raw.subarray(0, wholeUtf16(raw, encoding)), encoding)
    : Buffer.from(raw);
  const hasLineFeed = isUtf16(encoding) ? head.includes(0x0a) : survey.hasLineFeed;
  const lineEnd = !hasLineFeed && head.includes(0x0d) ? 'cr' : 'lf';
  if (lineEnd === 'cr') carriageReturnsToLineFeeds(head);
  return { head, lineEnd };
}

/** For files of an old Macintosh; in place. */
export function carriageReturnsToLineFeeds(bytes: Buffer): void {
  for (let i = bytes.indexOf(0x0d); i >= 0; i = bytes.indexOf(0x0d, i + 1)) bytes[i] = 0x0a;
}

export function isUtf16(encoding: Encoding): encoding is 'utf-16le' | 'utf-16be' {
  return encoding === 'utf-16le' || encoding === 'utf-16be';
}

function guess(survey: Survey, headerRow: number): { encoding: Encoding; evidence: string } {
  const wide = wideEncoding(survey.head);
  if (wide !== undefined) return { encoding: wide, evidence: 'zero bytes of UTF-16' };
  if (survey.validUtf8) return { encoding: 'utf-8', evidence: 'all bytes are valid UTF-8' };
  // One damaged byte must not turn a whole UTF-8 file into another language: its header and most lines tell.
  const lines = linesOf(survey.head);
  const header = lines[headerRow - 1];
  if (header !== undefined && isUtf8Hangul(header))
    return { encoding: 'utf-8', evidence: 'the header is UTF-8, though not all bytes are' };
  if (header?.some((byte) => byte >= 0x80) !== true && mostlyUtf8(lines))
    return { encoding: 'utf-8', evidence: 'most lines are UTF-8, though not all bytes are' };
  return { encoding: 'cp949', evidence: 'not all bytes are valid UTF-8' };
}

function mostlyUtf8(lines: readonly Buffer[]): boolean {
  const utf8 = lines.filter((line) => isUtf8Hangul(line)).length;
  const korean = lines.filter((line) => !isUtf8(line) && isCp949(line)).length;
  return utf8 > korean;
}

/** UTF-16 without a mark: commas, digits and line ends are half zero bytes, always the same half. */
function wideEncoding(head: Buffer): Encoding | undefined {
  const sample = head.subarray(0, 4096);
  let little = 0;
  let big = 0;
  for (let i = 0; i + 1 < sample.length; i += 2) {
    const [first, second] = [sample[i] as number, sample[i + 1] as number];
    if (second === 0 && isPlainAscii(first)) little++;
    if (first === 0 && isPlainAscii(second)) big++;
  }
  const enough = sample.length / 20;
  if (little > enough && little > 4 * big) return 'utf-16le';
  return big > enough && big > 4 * little ? 'utf-16be' : undefined;
}

function isPlainAscii(byte: number): boolean {
  return (byte >= 0x20 && byte < 0x7f) || byte === 0x09 || byte === 0x0a || byte === 0x0d;
}

function linesOf(bytes: Buffer): Buffer[] {
  const lines: Buffer[] = [];
  for (let from = 0; from < bytes.length; ) {
    const end = bytes.indexOf(0x0a, from) + 1 || bytes.length;
    lines.push(bytes.subarray(from, end));
    from = end;
  }
  return lines;
}
