import type { Engine } from '../engine/engine.js';
import type { Encoding } from '../read/dialect.js';
import { type ColumnStats, columnStats } from './column-stats.js';
import { type ComposedGuess, composedGuesses } from './composed.js';
import { formatsOf } from './date-formats.js';
import { guessFields, type Known } from './guess.js';
import { isPublic, maskedExamples } from './masked.js';
import { readWhole, type WholeFile } from './read-whole.js';
import { shapeOf } from './shape.js';
import { matchHeader } from './synonyms.js';
import { TOTAL_WORDS } from './total-words.js';

/** What is in one file, without a config. */
export interface FileProfile {
  readonly path: string;
  readonly encoding: Encoding;
  readonly encodingEvidence: string;
  readonly kind: 'csv' | 'xlsx' | 'html';
  /** The sheet that was read, and all there are; null and none for a text file. */
  readonly sheet: string | null;
  readonly sheets: readonly string[];
  /** `,` for a workbook. */
  readonly delimiter: string;
  /** Of a workbook: cells that do not hold what was typed, counted. */
  readonly cells: { readonly longNumbers: number; readonly errors: number } | null;
  /** The physical line, from 1, on which the header begins, as `header_row` takes it. */
  readonly headerRow: number;
  /** How many lines the header takes: 2 where group names stand above the names. */
  readonly headerRows: number;
  /** Lines with text above the header. */
  readonly titleRows: number;
  /** Patterns of the first value of rows that are no records, as `drop_rows` takes them. */
  readonly totalRows: readonly string[];
  /** Lines that these patterns drop. */
  readonly dropped: number;
  /** Read and refused. */
  readonly records: number;
  /** Records that reading refuses for their structure or characters. */
  readonly rejected: number;
  readonly lines: number;
  readonly bytes: number;
  readonly columns: readonly ColumnProfile[];
  /** Fields that are probably in several columns. */
  readonly composed: readonly ComposedGuess[];
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

/** Looks at one file: how it is laid out, what its columns hold and what they probably mean. Throws as reading does. */
export async function profileFile(path: string, options: ProfileOptions): Promise<FileProfile> {
  return readWhole(path, options, (file) => profileRows(options.engine, file));
}

/** The same of a file whose rows lie in the engine already. */
export async function profileRows(engine: Engine, file: WholeFile): Promise<FileProfile> {
  const { survey, encoding, evidence, delimiter, layout, tally } = file;
  const columns = await profileColumns(engine, file);
  const composed = composedGuesses(columns);
  const dropped = TOTAL_WORDS.filter((_, at) => (tally.dropped[at] ?? 0) > 0);
  return {
    path: survey.path,
    encoding,
    encodingEvidence: evidence,
    kind: survey.isPage ? 'html' : survey.workbook === undefined ? 'csv' : 'xlsx',
    sheet: survey.workbook?.sheet ?? null,
    sheets: survey.workbook?.sheets ?? [],
    delimiter,
    cells: cellsOf(survey),
    headerRow: layout.headerRow,
    headerRows: layout.headerRows,
    titleRows: layout.titleRows,
    totalRows: dropped,
    dropped: tally.dropped.reduce((sum, count) => sum + count, 0),
    records: tally.loaded + tally.rejected,
    rejected: tally.rejected,
    lines: tally.lines,
    bytes: survey.bytes,
    columns,
    composed,
    key: keyOf(columns.filter(({ header }) => !composed.some((one) => one.columns.includes(header)))),
  };
}

function cellsOf({ workbook }: WholeFile['survey']): FileProfile['cells'] {
  return workbook === undefined ? null : { longNumbers: workbook.longNumbers, errors: workbook.errors };
}

async function profileColumns(engine: Engine, file: WholeFile): Promise<readonly ColumnProfile[]> {
  const { table, columns, layout, tally } = file;
  const known: (Known & { readonly stats: ColumnStats })[] = [];
  for (const [at, column] of columns.entries()) {
    const stats = await columnStats(engine, { table, column, rows: tally.loaded });
    const header = layout.header[at] ?? '';
    const texts = stats.values?.map(({ text }) => text) ?? null;
    const { shape, share } = shapeOf({ ...stats, texts, named: matchHeader(header)[0]?.field });
    known.push({ header, shape, share, filled: stats.filled, distinct: stats.distinct, stats });
  }
  const guesses = guessFields(known);
  return known.map((column, at) => shown(column, guesses[at] ?? null));
}

function shown(
  { header, shape, share, stats }: Known & { readonly stats: ColumnStats },
  guess: Guess | null,
): ColumnProfile {
  const isDate = shape === 'date' || shape === 'moment';
  const texts = stats.examples.map(({ text }) => text);
  return {
    header,
    filled: stats.filled,
    distinct: stats.distinct,
    shape,
    shapeShare: share,
    formats: isDate ? formatsOf(stats.dates) : [],
    values: isPublic(shape, guess?.field) ? stats.values : null,
    examples: maskedExamples(texts, shape, guess?.field),
    guess,
  };
}

/** The column that is guessed to be the member id; else the fullest identifier. */
function keyOf(columns: readonly ColumnProfile[]): FileProfile['key'] {
  const named = columns.find(({ guess }) => guess?.field === 'member_id' && guess.confidence >= 0.5);
  const ids = columns.filter(({ shape, guess }) => shape === 'id' && guess === null);
  const key = named ?? [...ids].sort((a, b) => b.distinct - a.distinct)[0];
  if (key === undefined) return null;
  return { column: key.header, distinct: key.distinct, repeats: key.filled - key.distinct };
}
