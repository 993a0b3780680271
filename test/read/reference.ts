import { parse } from 'csv-parse/sync';
import iconv from 'iconv-lite';
import type { Bounds } from '../../src/read/dialect.js';
import type { SmallFile } from './small-file.js';

/** One record, loaded (with fields) or rejected (with a reason). */
export interface ReferenceRecord {
  readonly line: number;
  readonly offset: number;
  readonly bytes: number;
  readonly fields?: readonly string[];
  readonly reason?: string;
}

interface Line {
  readonly raw: Buffer;
  readonly offset: number;
  /** Decoded, with its line end; the last line of a file is given one. */
  readonly text: string;
  readonly size: number;
}

/**
 * What reading means, without any of the reader's code: csv-parse alone, one record at a time, one more physical
 * line at a time while a quote is open.
 */
export function readSlowly(file: SmallFile, bounds: Bounds): { records: ReferenceRecord[]; blank: number } {
  const lines = linesOf(file);
  const records: ReferenceRecord[] = [];
  let blank = 0;
  for (let i = 0; i < lines.length; ) {
    const line = lines[i] as Line;
    if (line.text === '\n' || line.text === '\r\n') {
      blank++;
      i++;
      continue;
    }
    const outcome = recordAt(lines, i, { file, bounds });
    const used = lines.slice(i, i + outcome.lines);
    const bytes = used.reduce((sum, { raw }) => sum + raw.length, 0);
    const { fields, reason } = outcome;
    records.push({
      line: i + 1,
      offset: line.offset,
      bytes,
      ...(fields && { fields }),
      ...(reason && { reason }),
    });
    i += outcome.lines;
  }
  return { records, blank };
}

interface Outcome {
  readonly lines: number;
  readonly fields?: readonly string[];
  readonly reason?: string;
}

function recordAt(lines: readonly Line[], at: number, context: { file: SmallFile; bounds: Bounds }): Outcome {
  const { file, bounds } = context;
  const first = lines[at] as Line;
  if (first.size > bounds.recordBytes) return { lines: 1, reason: 'record_too_long' };
  const refuse = (reason: string) => ({
    lines: 1,
    reason: lineFault(first, file) ?? textFault(first.text) ?? reason,
  });
  for (let count = 1; ; count++) {
    const taken = lines.slice(at, at + count);
    const size = taken.reduce((sum, line) => sum + line.size, 0);
    if (taken.length < count || count > bounds.recordLines || size > bounds.recordBytes)
      return refuse('unclosed_quote');
    const parsed = parseOne(taken.map(({ text }) => text).join(''), file);
    if (parsed === 'CSV_QUOTE_NOT_CLOSED') continue;
    if (parsed === 'CSV_RECORD_INCONSISTENT_COLUMNS') return refuse('field_count');
    if (typeof parsed === 'string') return refuse('quote');
    const fault =
      taken.map((line) => lineFault(line, file)).find((f) => f !== undefined) ??
      parsed.map(textFault).find((f) => f !== undefined);
    if (fault !== undefined) return { lines: count, reason: fault };
    const old = hasOldLineEnds(file);
    return { lines: count, fields: parsed.map((f) => (old ? f.replaceAll('\n', '\r') : f).normalize('NFC')) };
  }
}

function parseOne(text: string, { delimiter, quote, fields }: SmallFile): readonly string[] | string {
  const columns = Array.from({ length: fields }, (_, i) => `c${i}`);
  try {
    const options = { delimiter, quote, escape: quote || null, columns, record_delimiter: ['\r\n', '\n'] };
    const [record] = parse<Record<string, string>>(text, options);
    return columns.map((column) => (record as Record<string, string>)[column] as string);
  } catch (error) {
    return (error as { code: string }).code;
  }
}

function lineFault({ raw, text }: Line, { encoding, bytes }: SmallFile): string | undefined {
  if (encoding === 'utf-8') {
    if (!isValid(raw, 'utf-8')) return 'invalid_encoding';
    const asCp949 =
      /^(?:[\0-\x7f]|[\xb0-\xc8][\xa1-\xfe])*$/.test(raw.toString('latin1')) && /[^\0-\x7f]/.test(text);
    return asCp949 && !isValid(bytes, 'utf-8') ? 'mixed_encoding' : undefined;
  }
  if (encoding !== 'cp949') return isValid(raw, encoding) ? undefined : 'invalid_encoding';
  if (isValid(raw, 'utf-8') && /[\ua000-\udfff]/.test(raw.toString('utf8'))) return 'mixed_encoding';
  return text.includes('\ufffd') ? 'invalid_encoding' : undefined;
}

function textFault(text: string): string | undefined {
  if (text.includes('\0')) return 'nul';
  if (text.includes('\ufffd')) return 'replacement_character';
  if (/[\x80-\x9f]/.test(text)) return 'control_character';
  return /\r(?!\n)/.test(text) ? 'lone_cr' : undefined;
}

function isValid(bytes: Buffer, encoding: string): boolean {
  try {
    new TextDecoder(encoding, { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

function linesOf(file: SmallFile): Line[] {
  const wide = file.encoding.startsWith('utf-16');
  const unit = wide ? 2 : 1;
  const end = hasOldLineEnds(file) ? 0x0d : 0x0a;
  const lines: Line[] = [];
  let from = 0;
  for (let i = 0; i < file.bytes.length; i += unit) {
    if (codeAt(file, i) !== end && i + unit < file.bytes.length) continue;
    const raw = file.bytes.subarray(from, i + unit);
    const decoded = decode(raw, file.encoding);
    const text = hasOldLineEnds(file) ? decoded.replaceAll('\r', '\n') : decoded;
    const ended = text.endsWith('\n') ? text : `${text}\n`;
    // Half a unit at the end of the file is one byte; decoded it is a character of three.
    const size = wide
      ? Buffer.byteLength(ended) - (raw.length % 2) * 2
      : raw.length + ended.length - text.length;
    lines.push({ raw, offset: from, text: ended, size });
    from = i + unit;
  }
  return lines;
}

function hasOldLineEnds(file: SmallFile): boolean {
  const wide = file.encoding.startsWith('utf-16');
  const codes = new Set<number>();
  for (let i = 0; i < file.bytes.length; i += wide ? 2 : 1) codes.add(codeAt(file, i));
  return codes.has(0x0d) && !codes.has(0x0a);
}

function codeAt({ bytes, encoding }: SmallFile, at: number): number {
  if (!encoding.startsWith('utf-16')) return bytes[at] as number;
  if (at + 1 >= bytes.length) return -1;
  return encoding === 'utf-16le' ? bytes.readUInt16LE(at) : bytes.readUInt16BE(at);
}

function decode(bytes: Buffer, encoding: string): string {
  if (encoding === 'cp949') return iconv.decode(bytes, 'cp949');
  return new TextDecoder(encoding, { ignoreBOM: true }).decode(bytes);
}
