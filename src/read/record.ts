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
    const [first] = parseRecords(text, punctuation, 1);
    return first ?? { reason: 'quote', field: 0 };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const field = typeof error.column === 'number' ? error.column : 0;
    return { reason: error.code === 'CSV_QUOTE_NOT_CLOSED' ? 'unclosed_quote' : 'quote', field };
  }
}

/** All records of a text at once, or nothing when csv-parse refuses one of them. */
export function judgeAll(text: Uint8Array, punctuation: Punctuation): readonly Judged[] | undefined {
  try {
    return parseRecords(text, punctuation, -1);
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return undefined;
  }
}

function parseRecords(text: Uint8Array, { delimiter, quote }: Punctuation, to: number): Judged[] {
  const records = parse(text as Buffer, {
    delimiter,
    quote,
    escape: quote === false ? null : quote,
    // Found out from the first record otherwise, and then the other kind of line end becomes text.
    record_delimiter: ['\r\n', '\n'],
    relax_column_count: true,
    info: true,
    to,
  }) as unknown as { record: string[]; info: { bytes: number } }[];
  return records.map(({ record, info }) => ({ fields: record, bytes: info.bytes }));
}
