import { parseDateFormat } from '../config/date-format.js';
import { type Field, isField, kindOf } from '../config/fields.js';
import { Failure } from '../failure.js';
import type { ColumnProfile, FileProfile } from '../profile/profile.js';
import { type ColumnDraft, partsOf } from './column-draft.js';
import { madeId, withComposed } from './composed-drafts.js';
import { FIRST_NUMBER, usualRank } from './grade-words.js';
import { draftsByPreset, type RecognisedPreset, readsColumn, recognisedPreset } from './recognised-preset.js';
import { type ListKind, type ValueList, valueList } from './value-words.js';

/** The files of a source and its name. */
export interface NamedFiles {
  readonly name: string;
  /** Absolute paths and globs. */
  readonly files: readonly string[];
}

/** What one export is taken for. */
export interface SourceDraft {
  readonly name: string;
  readonly profile: FileProfile;
  /** The system that it is an export of; the columns are then those of the preset and what it has besides. */
  readonly preset?: RecognisedPreset;
  readonly columns: readonly ColumnDraft[];
  /** Columns that no field was found for. */
  readonly unused: readonly ColumnProfile[];
  readonly formats: readonly { readonly field: Field; readonly formats: readonly string[] }[];
  readonly values: readonly { readonly field: Field; readonly list: ValueList }[];
}

/** Below this a guess is not written at all; below the other it is marked. */
const LEAST = 0.35;
const SURE = 0.72;

/** What columns, formats and value lists a profile comes to. Throws a Failure where nothing tells the members apart. */
export function draftSource(name: string, profile: FileProfile): SourceDraft {
  if (profile.records === 0) throw noRecords(profile.path);
  refuseOrders(name, profile);
  const preset = recognisedPreset(profile.columns);
  const guessed = draftColumns(profile);
  const columns = preset === undefined ? guessed : draftsByPreset(guessed, preset, profile);
  const taken = new Set(columns.flatMap(partsOf));
  if (!columns.some(({ field }) => field === 'member_id'))
    throw new Failure(
      'usage',
      `${profile.path}: no column of source ${name} can tell its members apart`,
      `tier-merge profile ${profile.path} shows its columns; an export needs a member id, a phone or an e-mail`,
    );
  return {
    name,
    profile,
    ...(preset === undefined ? {} : { preset }),
    columns,
    unused: profile.columns.filter(
      (column) => !taken.has(column) && !(preset && readsColumn(preset, column.header)),
    ),
    formats: columns.flatMap(({ field, column }) => {
      const formats = kindOf(field) === 'date' ? unusualFormats(column) : [];
      return formats.length === 0 ? [] : [{ field, formats }];
    }),
    values: columns.flatMap(({ field, column }) => {
      const kind = kindOf(field);
      const list = isListKind(kind) ? valueList(column, kind) : undefined;
      return list === undefined || list.meanings.length === 0 ? [] : [{ field, list }];
    }),
  };
}

/** Of nothing nothing can be told. */
function noRecords(path: string): Failure {
  return new Failure('input', `${path}: has a header and no records`, 'export it again');
}

const ORDER_NO =
  /^(주문(상품)?번호|주문ID|영수증번호|전표번호|order[ _-]?(no|nr|number|id)|receipt[ _-]?(no|number)?|bestellnummer)\.?$/i;

/** Whoever buys twice would be two members. */
function refuseOrders(name: string, { path, columns, records }: FileProfile): void {
  const order = columns.find(({ header }) => ORDER_NO.test(header.trim()));
  if (order === undefined) return;
  const isKey = columns.some(({ guess, distinct }) => guess?.field === 'member_id' && distinct === records);
  if (isKey && order.distinct < records) return;
  throw new Failure(
    'usage',
    `${path}: looks like orders, not members: it has a column ${order.header}`,
    `name the list of members for ${name}; orders are read beside it: docs/orders.md`,
  );
}

function draftColumns({ columns, composed, key, records, cells }: FileProfile): readonly ColumnDraft[] {
  const single = columns.flatMap((column): ColumnDraft[] => {
    const { guess, filled } = column;
    // Numbers whose last digits Excel has lost are nobody's card.
    if (guess?.field === 'card_no' && column.shape === 'text' && (cells?.longNumbers ?? 0) > 0) return [];
    if (guess === null || guess.confidence < LEAST || !isField(guess.field)) return [];
    return [{ field: guess.field, column, isSure: guess.confidence >= SURE || filled === 0 }];
  });
  const drafts = withComposed(single, { columns, composed });
  const grade = drafts.some(({ field }) => field === 'grade') ? undefined : gradeByContent(columns, drafts);
  const all =
    grade === undefined ? drafts : [...drafts, { field: 'grade' as const, column: grade, isSure: false }];
  if (all.some(({ field }) => field === 'member_id')) return all;
  const id = idColumn(all, { columns, key, records });
  if (id === undefined) return [...madeId(all), ...all];
  return [{ field: 'member_id', column: id, isSure: false }, ...all.filter(({ column }) => column !== id)];
}

/** A card number that every row has, each once, else what tells the rows apart and is taken for nothing else. */
function idColumn(
  taken: readonly ColumnDraft[],
  { columns, key, records }: Pick<FileProfile, 'columns' | 'key' | 'records'>,
): ColumnProfile | undefined {
  const card = taken.find(({ field }) => field === 'card_no')?.column;
  if (card !== undefined && card.distinct === records) return card;
  return columns.find(
    (column) =>
      column.header === key?.column &&
      !NO_ID.test(column.header.trim()) &&
      !taken.some((draft) => partsOf(draft).includes(column)),
  );
}

/** Ages, and numbers that count the rows of one export and are others tomorrow. */
const NO_ID = /^(나이|연령|age|no\.?|nr\.?|#|순번|순서|row)$/i;

/** Of the rows of a column of grades; the others hold a label that nobody has heard of, such as one for staff. */
const MOST_USUAL = 0.9;

/** A column whose texts are usual words of grades, under whatever header. */
function gradeByContent(
  columns: readonly ColumnProfile[],
  taken: readonly ColumnDraft[],
): ColumnProfile | undefined {
  return columns.find(({ values, header, filled }) => {
    if (values === null || taken.some((draft) => draft.column.header === header)) return false;
    const usual = values.filter(({ text }) => isUsualGrade(text));
    const rows = usual.reduce((sum, { count }) => sum + count, 0);
    return usual.length >= 2 && rows >= MOST_USUAL * filled;
  });
}

function isUsualGrade(text: string): boolean {
  const rank = usualRank(text);
  return rank !== undefined && rank < FIRST_NUMBER;
}

const USUAL_FORMATS = ['YYYY-MM-DD', 'YYYY.MM.DD', 'YYYY/MM/DD', 'YYYYMMDD'];

/** The formats to write; none where those that are tried anyway read everything. */
function unusualFormats({ formats }: ColumnProfile): readonly string[] {
  const known = formats.map(({ format }) => format).filter((format) => parseDateFormat(format));
  return known.every((format) => USUAL_FORMATS.includes(format)) ? [] : known;
}

function isListKind(kind: string): kind is ListKind {
  return kind === 'gender' || kind === 'status' || kind === 'flag';
}
