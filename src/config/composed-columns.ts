import type { ColumnText } from './column-schema.js';
import type { Source } from './config.js';
import type { FileColumns } from './file-lists.js';

/** How the columns of a field become one text. */
export const COMPOSITIONS = ['join', 'first', 'from'] as const;

export type Composition = (typeof COMPOSITIONS)[number];

/** A field that is made of columns of the export, as the config writes them. */
export interface ComposedColumn {
  readonly how: Composition;
  readonly headers: readonly string[];
}

/** How a field is made of its columns; undefined for a plain header. */
export function composedOf(column: ColumnText): ComposedColumn | undefined {
  if (typeof column === 'string') return undefined;
  const how = COMPOSITIONS.find((one) => column[one] !== undefined);
  return how && { how, headers: column[how] ?? [] };
}

/** All columns of the export that a field is read from, in the order of the config. */
export function headersOf(column: ColumnText): readonly string[] {
  return typeof column === 'string' ? [column] : (composedOf(column)?.headers ?? []);
}

/** What the columns of one file of an export mean. */
export type Layout = Pick<FileColumns, 'columns' | 'extra'>;

/** Field and column, extras first. */
export function layoutEntries({ columns, extra }: Layout): readonly (readonly [string, ColumnText])[] {
  return Object.entries({ ...extra, ...columns }).flatMap(([field, column]) =>
    column === undefined ? [] : [[field, column] as const],
  );
}

/** One of the columns that member ids are made from. */
export interface IdPart {
  readonly header: string;
  /** The field by which its text is read; undefined where no field has this column. */
  readonly field: string | undefined;
}

/** What the member ids of a file are made from; undefined where they stand in a column. */
export function idParts(layout: Layout): readonly IdPart[] | undefined {
  const id = layout.columns.member_id;
  const composed = id === undefined ? undefined : composedOf(id);
  if (composed?.how !== 'from') return undefined;
  // A column may be an extra as well, which is text as it stands; its field, which knows its spellings, comes first.
  const others = layoutEntries(layout)
    .filter(([field]) => field !== 'member_id')
    .toReversed();
  return composed.headers.map((header) => ({
    header,
    field: others.find(([, column]) => headersOf(column).includes(header))?.[0],
  }));
}

/** The same of a source, all of whose files have them alike. */
export function idPartsOf(source: Source): readonly IdPart[] | undefined {
  const [first = source] = source.fileColumns?.values() ?? [];
  return source.holds === undefined ? idParts(first) : undefined;
}
