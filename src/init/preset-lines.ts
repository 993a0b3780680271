import type { ColumnText } from '../config/column-schema.js';
import { composedOf } from '../config/composed-columns.js';
import { isOfPreset, type RecognisedPreset } from './recognised-preset.js';
import type { ColumnDraft, SourceDraft } from './source-draft.js';
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

function section(name: string, lines: readonly Line[]): readonly Line[] {
  return lines.length === 0 ? [] : [{ text: `    ${name}:` }, ...lines];
}

function columnText(column: ColumnText): string {
  const composed = composedOf(column);
  if (composed === undefined) return scalar(String(column));
  return `{ ${composed.how}: [${composed.headers.map(scalar).join(', ')}] }`;
}
