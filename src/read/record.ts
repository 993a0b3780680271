import { CsvError, parse } from 'csv-parse/sync';
import type { Dialect } from './dialect.js';

/** One record as csv-parse reads it from the start of a text. */
export interface Judged {
  readonly fields: readonly string[];
  /** Bytes of UTF-8 up to and with its line end. */
  readonly bytes: number;
}

export interface Refused {
  readonly reason: 'quote' | 'unclosed_quote';
  /** Index of the field, from 0. */
  readonly field: number;
}

export type Punctuation = Pick<Dialect, 'delimiter' | 'quote'>;

/** The first record of a text, or why csv-parse refuses it. */
export function judge(text: Uint8Array, punctuation: Punctuation): Judged | Refused {
  try {
    const options = { ...optionsOf(punctuation), to: 1, info: true as const };
    const [first] = parse(text as Buffer, options) as unknown as WithInfo[];
    return first === undefined
      ? { fields: [''], bytes: 0 }
      : { fields: first.record, bytes: first.info.bytes };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const field = typeof error.column === 'number' ? error.column : 0;
    return { reason: error.code === 'CSV_QUOTE_NOT_CLOSED' ? 'unclosed_quote' : 'quote', field };
  }
}

interface WithInfo {
  readonly record: string[];
  readonly info: { readonly bytes: number };
}

/** All records of a text at once, or nothing when csv-parse refuses one of them. */
export function judgeAll(
  text: Uint8Array,
  punctuation: Punctuation,
): readonly (readonly string[])[] | undefined {
  try {
    return parse(text as Buffer, optionsOf(punctuation));
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return undefined;
  }
}

function optionsOf({ delimiter, quote }: Punctuation) {
  return {
    delimiter,
    quote,
    escape: quote === false ? null : quote,
    // Found out from the first record otherwise, and then the other kind of line end becomes text.
    record_delimiter: ['\r\n', '\n'],
    relax_column_count: true,
  };
}
