import type { ColumnText } from '../config/column-schema.js';
import { composedOf, headersOf } from '../config/composed-columns.js';
import type { FileProfile } from '../profile/profile.js';
import type { ColumnDraft } from './column-draft.js';
import { isOfPreset, type RecognisedPreset } from './recognised-preset.js';
import type { SourceDraft } from './source-draft.js';
import type { InitWords } from './words.js';
import { type Line, scalar } from './yaml-text.js';

/** The line that names the preset, with what speaks for it; none where no system was recognised. */
export function presetLine({ preset: recognised }: SourceDraft, words: InitWords): readonly Line[] {
  if (recognised === undefined) return [];
  const { preset, present, total } = recognised;
  return [
    { text: `    preset: ${preset.name}`, evidence: words.preset({ title: preset.title, present, total }) },
  ];
}

/** What the preset does not say: columns that the export has not, and those that it has besides. */
export function sectionsBesidePreset(
  recognised: RecognisedPreset,
  { draft, words }: { readonly draft: SourceDraft; readonly words: InitWords },
  lineOf: (column: ColumnDraft) => Line,
): readonly Line[] {
  const adapted = new Set(recognised.lacking.flatMap(({ field, column }) => (column ? [field] : [])));
  const own = draft.columns.filter((column) => !isOfPreset(column, recognised) && !adapted.has(column.field));
  const lacking = recognised.lacking.filter(({ field }) => !own.some((column) => column.field === field));
  const lines = (section: 'columns' | 'extra') =>
    lacking
      .filter((one) => one.section === section)
      .map(({ field, column, missing }) => ({
        text: `      ${field}: ${column === undefined ? 'none' : columnText(column)}`,
        evidence: `${words.notInExport}: ${missing.join(', ')}`,
      }));
  return [
    ...section('columns', [...lines('columns'), ...own.map(lineOf)]),
    ...section('extra', lines('extra')),
  ];
}

/** What a list with columns of its own has of the extra columns that the preset says of the source. */
export function presetExtras(
  { preset, lacking }: RecognisedPreset,
  { columns }: Pick<FileProfile, 'columns'>,
): readonly Line[] {
  const out = new Set(lacking.filter(({ column }) => column === undefined).map(({ field }) => field));
  const extras = Object.entries(preset.source.extra ?? {}).filter(([field]) => !out.has(field));
  const there = extras.filter(([, column]) =>
    headersOf(column).every((header) => columns.some((one) => one.header === header)),
  );
  if (there.length === extras.length) return [];
  const written = there.map(([field, column]) => `${field}: ${columnText(column)}`);
  return [{ text: written.length === 0 ? 'extra: {}' : `extra: { ${written.join(', ')} }` }];
}

function section(name: string, lines: readonly Line[]): readonly Line[] {
  return lines.length === 0 ? [] : [{ text: `    ${name}:` }, ...lines];
}

function columnText(column: ColumnText): string {
  const composed = composedOf(column);
  if (composed === undefined) return scalar(String(column));
  return `{ ${composed.how}: [${composed.headers.map(scalar).join(', ')}] }`;
}
