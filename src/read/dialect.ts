import type { Source } from '../config/config.js';
import { Failure } from '../failure.js';
import type { DropRule } from './drop-rows.js';

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'cp949';

/** How the bytes of one file are to be read as records. */
export interface Dialect {
  readonly encoding: Encoding;
  /** One ASCII character. */
  readonly delimiter: string;
  /** One ASCII character, or no quoting at all. */
  readonly quote: string | false;
  /** The header's fields; a record has exactly as many. */
  readonly header: readonly string[];
  /** A file of an old Macintosh: lines end with CR and there is no LF. */
  readonly lineEnd: 'lf' | 'cr';
  /** Whether every byte of the file is valid UTF-8; if not, some of its lines may be in CP949. */
  readonly validUtf8: boolean;
  /** What stands before a number so that a spreadsheet takes it for text. */
  readonly textMark?: string;
  /** Lines that are no records. */
  readonly drops?: readonly DropRule[];
}

/** Bounds of one record, in bytes of UTF-8 or CP949. Smaller only in tests. */
export interface Bounds {
  readonly recordBytes: number;
  readonly recordLines: number;
}

export const BOUNDS: Bounds = { recordBytes: 1_048_576, recordLines: 64 };

// A byte of these can be part of a CP949 character, or is what records are made of.
const IMPOSSIBLE = /^[\r\n\0A-Za-z0-9\u0080-\uffff]$/;

/** Refuses delimiters and quotes that cannot be told apart from text. */
export function checkPunctuation(source: Source): void {
  const { delimiter, quote } = source;
  for (const [key, value] of Object.entries({ delimiter, quote })) {
    if (typeof value !== 'string' || !IMPOSSIBLE.test(value)) continue;
    const shown = JSON.stringify(value);
    throw new Failure('usage', `sources.${source.name}.${key}: ${shown} cannot be a ${key}`, PUNCTUATION);
  }
  if (delimiter !== undefined && delimiter === quote)
    throw new Failure(
      'usage',
      `sources.${source.name}: delimiter and quote are the same character`,
      PUNCTUATION,
    );
}

const PUNCTUATION = 'use one ASCII character that is no letter and no digit, such as , ; | or a tab';
