import { open } from 'node:fs/promises';
import type { Source } from '../config/config.js';
import { Failure } from '../failure.js';
import { textOf } from './characters.js';
import type { Dialect, Encoding } from './dialect.js';
import { isUtf16 } from './encoding.js';
import type { Survey } from './survey.js';
import { utf8OfUtf16 } from './utf16.js';

/** The last line of a file that says how much there is before it. It is no record. */
export interface Trailer {
  readonly count: number;
  readonly countOf: 'records' | 'lines';
  /** Where it begins in the uncompressed file. */
  readonly offset: number;
  /** Blank lines behind it. */
  readonly blank: number;
}

/** The trailer of a file; undefined where the config names none. Throws a Failure when the file has none. */
export async function findTrailer(
  { complete }: Source,
  survey: Survey,
  dialect: Pick<Dialect, 'encoding' | 'lineEnd'> & { readonly start: number },
): Promise<Trailer | undefined> {
  if (complete?.trailer === undefined) return undefined;
  const { trailer } = complete;
  const { pattern, count_of: countOf } =
    typeof trailer === 'string' ? { pattern: trailer, count_of: 'records' as const } : trailer;
  const tailFrom = Math.max(dialect.start, survey.uncompressedBytes - TAIL_BYTES);
  // On a whole unit of UTF-16.
  const from = tailFrom - (tailFrom % 2);
  const tail = await bytesFrom(survey, from);
  const line = lastLine(tail, dialect);
  const count = line.from + from < dialect.start ? undefined : countIn(line.text, pattern);
  if (count === undefined)
    throw new Failure(
      'input',
      `${survey.path}: expected ${JSON.stringify(pattern)} in its last line, found no such line`,
      'wait until the export is complete, then run again',
    );
  return { count, countOf, offset: line.from + from, blank: line.blank };
}

/** Throws a Failure when the file holds another number than its trailer says. */
export function requireCount(
  path: string,
  { count, countOf }: Trailer,
  found: { readonly records: number; readonly lines: number },
): void {
  if (found[countOf] === count) return;
  throw new Failure(
    'input',
    `${path}: expected ${count} ${countOf}, as its trailer says, found ${found[countOf]}`,
    'export it again, or copy it again',
  );
}

/** A trailer is one short line. */
const TAIL_BYTES = 65_536;

async function bytesFrom({ uncompressedPath, uncompressedBytes }: Survey, from: number): Promise<Buffer> {
  const file = await open(uncompressedPath);
  try {
    const { buffer, bytesRead } = await file.read(
      Buffer.alloc(uncompressedBytes - from),
      0,
      uncompressedBytes - from,
      from,
    );
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

interface Line {
  readonly text: string;
  readonly from: number;
  readonly blank: number;
}

/** The last line that is not blank. A line end is one byte or one unit, and no part of another character. */
function lastLine(tail: Buffer, { encoding, lineEnd }: Pick<Dialect, 'encoding' | 'lineEnd'>): Line {
  const units = unitsOf(tail, encoding);
  const width = isUtf16(encoding) ? 2 : 1;
  const end = units.replace(/[\r\n]+$/, '').length;
  const breaks = lineEnd === 'cr' ? '\r' : '\n';
  const from = units.slice(0, end).lastIndexOf(breaks) + 1;
  const behind = units.slice(end).split(breaks).length - 1;
  const bytes = tail.subarray(from * width, end * width);
  const text = isUtf16(encoding) ? units.slice(from, end) : textOf(bytes, { encoding });
  return { text, from: from * width, blank: Math.max(0, behind - 1) };
}

/** One character for every unit of the encoding. */
function unitsOf(tail: Buffer, encoding: Encoding): string {
  if (!isUtf16(encoding)) return tail.toString('latin1');
  return encoding === 'utf-16le' ? tail.toString('utf16le') : utf8OfUtf16(tail, encoding).toString();
}

function countIn(line: string, pattern: string): number | undefined {
  const source = pattern
    .split(/(\{count\}|\{any\})/)
    .map((part) => {
      if (part === '{count}') return '(\\d{1,15})';
      return part === '{any}' ? '.*?' : part.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
    })
    .join('');
  const [, count] = new RegExp(`^${source}$`, 'u').exec(line.trim()) ?? [];
  return count === undefined ? undefined : Number(count);
}
