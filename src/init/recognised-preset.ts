import type { ColumnText } from '../config/column-schema.js';
import { composedOf, headersOf } from '../config/composed-columns.js';
import { type Field, isField } from '../config/fields.js';
import type { SourcePreset } from '../config/source-presets/preset.js';
import { SOURCE_PRESETS } from '../config/source-presets.js';
import type { ColumnProfile, FileProfile } from '../profile/profile.js';
import { type ColumnDraft, partsOf } from './column-draft.js';

/** A system whose export this seems to be. */
export interface RecognisedPreset {
  readonly preset: SourcePreset;
  /** How many of its columns the export has, and all that it names. */
  readonly present: number;
  readonly total: number;
  /** What the config has to say because the export has not all of them, with the section it stands in. */
  readonly lacking: readonly Lacking[];
}

interface Lacking {
  readonly section: 'columns' | 'extra';
  readonly field: string;
  /** Of the columns that are there; undefined where none is. */
  readonly column: ColumnText | undefined;
  /** The columns that are not there. */
  readonly missing: readonly string[];
}

/** Fewer are no proof: many systems have a Name and an Email. */
const LEAST_COLUMNS = 6;
const LEAST_SHARE = 0.8;

/** The preset that the header fits best, if it fits nearly: what tells its members apart must be there. */
export function recognisedPreset(columns: readonly ColumnProfile[]): RecognisedPreset | undefined {
  const headers = columns.map(({ header }) => header);
  const fits = SOURCE_PRESETS.map((preset) => fitOf(preset, headers)).filter(
    ({ present, total, lacking }) =>
      present >= Math.min(LEAST_COLUMNS, total) &&
      present >= total * LEAST_SHARE &&
      !lacking.some(({ field }) => field === 'member_id'),
  );
  return fits.toSorted((a, b) => b.present / b.total - a.present / a.total || b.total - a.total)[0];
}

function fitOf(preset: SourcePreset, headers: readonly string[]): RecognisedPreset {
  const all = (['columns', 'extra'] as const).flatMap((section) =>
    Object.entries(preset.source[section] ?? {}).map(([field, column]) => ({ section, field, column })),
  );
  const named = [...new Set(all.flatMap(({ column }) => headersOf(column)))];
  return {
    preset,
    present: named.filter((header) => headers.includes(header)).length,
    total: named.length,
    lacking: all.flatMap(({ column, ...rest }) => {
      const there = headersOf(column).filter((header) => headers.includes(header));
      const missing = headersOf(column).filter((header) => !headers.includes(header));
      return missing.length === 0 ? [] : [{ ...rest, column: remaining(column, there), missing }];
    }),
  };
}

function remaining(column: ColumnText, there: readonly string[]): ColumnText | undefined {
  const how = composedOf(column)?.how;
  if (how === undefined || there.length === 0) return undefined;
  return there.length === 1 && how !== 'from' ? there[0] : { [how]: [...there] };
}

/**
 * The drafts with what the preset says in the place of what was guessed: it knows its columns. A column that gives
 * every row an id stays before an id that the preset would make of values.
 */
export function draftsByPreset(
  drafts: readonly ColumnDraft[],
  { preset, lacking }: RecognisedPreset,
  { columns, records }: Pick<FileProfile, 'columns' | 'records'>,
): readonly ColumnDraft[] {
  const own = drafts.find(
    ({ field, composed, column }) =>
      field === 'member_id' && composed === undefined && column.filled === records,
  );
  const adapted = new Map(lacking.map(({ field, column }) => [field, column]));
  const known = Object.entries(preset.source.columns).flatMap(([field, column]): readonly ColumnDraft[] => {
    if (!isField(field) || column === undefined) return [];
    if (field === 'member_id' && own !== undefined && composedOf(column)?.how === 'from') return [own];
    return draftOf(field, adapted.has(field) ? adapted.get(field) : column, columns);
  });
  const taken = new Set(known.flatMap(partsOf));
  const others = drafts.filter(
    (draft) =>
      draft.field !== 'member_id' &&
      !known.some(({ field }) => field === draft.field) &&
      !partsOf(draft).some((column) => taken.has(column)),
  );
  return [...known, ...others];
}

function draftOf(
  field: Field,
  text: ColumnText | undefined,
  columns: readonly ColumnProfile[],
): readonly ColumnDraft[] {
  const parts = (text === undefined ? [] : headersOf(text)).flatMap(
    (header) => columns.find((column) => column.header === header) ?? [],
  );
  const [column] = parts;
  if (text === undefined || column === undefined) return [];
  const composed = composedOf(text);
  return [
    {
      ...{ field, column, isSure: true },
      ...(composed === undefined ? {} : { composed: { how: composed.how, columns: parts } }),
    },
  ];
}

/** Whether the preset says it and the config need not; in which order names are joined is for the preset to say. */
export function isOfPreset(draft: ColumnDraft, { preset, lacking }: RecognisedPreset): boolean {
  const column = preset.source.columns[draft.field];
  if (column === undefined || lacking.some(({ field }) => field === draft.field)) return false;
  const own = partsOf(draft).map(({ header }) => header);
  return headersOf(column).toSorted().join('\0') === own.toSorted().join('\0');
}

/** Whether the preset reads a column, for whatever. */
export function readsColumn({ preset }: RecognisedPreset, header: string): boolean {
  const { columns, extra = {} } = preset.source;
  return [...Object.values(columns), ...Object.values(extra)].some((column) =>
    headersOf(column).includes(header),
  );
}
