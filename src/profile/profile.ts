import type { Engine } from '../engine/engine.js';
import type { Encoding } from '../read/dialect.js';

/** What is in one file, without a config. */
export interface FileProfile {
  readonly path: string;
  readonly encoding: Encoding;
  readonly encodingEvidence: string;
  readonly kind: 'csv' | 'xlsx';
  /** The sheet that was read, and all there are; null and none for a text file. */
  readonly sheet: string | null;
  readonly sheets: readonly string[];
  /** `,` for a workbook. */
  readonly delimiter: string;
  /** The physical line, from 1, on which the header ends. */
  readonly headerRow: number;
  /** How many lines the header takes: 2 where group names stand above the names. */
  readonly headerRows: number;
  /** Lines with text above the header. */
  readonly titleRows: number;
  /** Patterns of the first field of rows that are no records, as `drop_rows` takes them. */
  readonly totalRows: readonly string[];
  readonly records: number;
  readonly lines: number;
  readonly bytes: number;
  readonly columns: readonly ColumnProfile[];
  /** The column that likely identifies a member; null where no column does. */
  readonly key: { readonly column: string; readonly distinct: number; readonly repeats: number } | null;
}

export interface ColumnProfile {
  readonly header: string;
  readonly filled: number;
  /** Exact up to 10,000,000 rows, else approximate. */
  readonly distinct: number;
  readonly shape: Shape;
  /** Of the filled values, from 0 to 1. */
  readonly shapeShare: number;
  /** Of dates, in the notation of the config (YYYY.MM.DD), the most frequent first. */
  readonly formats: readonly { readonly format: string; readonly count: number }[];
  /** All of them, the most frequent first, where they are at most 50. */
  readonly values: readonly { readonly text: string; readonly count: number }[] | null;
  /** Masked. */
  readonly examples: readonly string[];
  /** The canonical field this column probably is. */
  readonly guess: Guess | null;
}

export interface Guess {
  readonly field: string;
  /** From 0 to 1. */
  readonly confidence: number;
  readonly evidence: string;
}

export type Shape =
  | 'empty'
  | 'id'
  | 'name'
  | 'phone'
  | 'email'
  | 'date'
  | 'moment'
  | 'ci'
  | 'card'
  | 'money'
  | 'integer'
  | 'flag'
  | 'gender'
  | 'label'
  | 'text';

export interface ProfileOptions {
  readonly engine: Engine;
  /** For temporary files; what is left in it is removed by whoever made it. */
  readonly workDirectory: string;
  /** Of a workbook; by default the first with data. */
  readonly sheet?: string;
}

/** Looks at one file: how it is laid out, what its columns hold and what they probably mean. */
export async function profileFile(path: string, _options: ProfileOptions): Promise<FileProfile> {
  throw new Error(`${path}: the profile follows in the next commits`);
}
