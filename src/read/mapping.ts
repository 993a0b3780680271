import type { ColumnText } from '../config/column-schema.js';
import {
  composedOf,
  headersOf,
  idParts,
  idPartsOf,
  type Layout,
  layoutEntries,
} from '../config/composed-columns.js';
import type { Source } from '../config/config.js';

/** A column that the config names: `field` is what it means here, `header` what the export calls it. */
export interface Mapping {
  readonly field: string;
  readonly header: string;
}

/** Every column of a layout, once for each field that is made of it. */
export function mappingsOf(layout: Layout): readonly Mapping[] {
  return layoutEntries(layout).flatMap(([field, column]) =>
    headersOf(column).map((header) => ({ field, header: tidy(header) })),
  );
}

/** The source as it is laid out in one of its files. */
export function sourceOfFile(source: Source, path: string): Source {
  const own = source.fileColumns?.get(path);
  return own === undefined
    ? source
    : {
        ...source,
        columns: { ...own.columns } as Source['columns'],
        extra: { ...own.extra } as Source['extra'],
      };
}

/** The columns of the table that a source is read into: its fields, then what its member ids are made from. */
export function tableColumns(source: Source): readonly string[] {
  return [...layoutEntries(source).map(([field]) => field), ...idColumns(source)];
}

/** The columns of that table that member ids are made from. No field can have such a name: it holds a space. */
export function idColumns(source: Source): readonly string[] {
  return (idPartsOf(source) ?? []).map((_, at) => `id from ${at + 1}`);
}

/** Where the value of a column of the table comes from: fields of the record by their index, or the config. */
export type Column =
  | number
  | { readonly join: readonly number[] }
  | { readonly first: readonly number[] }
  | { readonly constant: string | null };

/** Per column of the table where its value comes from in one file, whose header must be without faults. */
export function columnsOf(source: Source, path: string, header: readonly string[]): readonly Column[] {
  const layout = sourceOfFile(source, path);
  const own = new Map(layoutEntries(layout));
  const constants = source.fileColumns?.get(path)?.constant ?? {};
  const indexOf = (name: string) => header.indexOf(tidy(name));
  return [
    ...layoutEntries(source).map(([field]) => {
      const column = own.get(field);
      return column === undefined ? { constant: constants[field] ?? null } : columnOf(column, indexOf);
    }),
    ...(source.holds === undefined ? (idParts(layout) ?? []) : []).map(({ header: name }) => indexOf(name)),
  ];
}

function columnOf(column: ColumnText, indexOf: (header: string) => number): Column {
  if (typeof column === 'string') return indexOf(column);
  const indexes = headersOf(column).map(indexOf);
  switch (composedOf(column)?.how) {
    case 'join':
      return { join: indexes };
    case 'first':
      return { first: indexes };
    default:
      // It is made of the columns behind the fields, once their texts have been read.
      return { constant: null };
  }
}

/** The fields of a record that some column needs. */
export function neededFields(columns: readonly Column[]): readonly number[] {
  const needed = columns.flatMap((column) => {
    if (typeof column === 'number') return [column];
    if ('join' in column) return column.join;
    return 'first' in column ? column.first : [];
  });
  return [...new Set(needed)];
}

/** As names of columns are compared. */
export function tidy(text: string): string {
  return text.normalize('NFC').replaceAll('\ufeff', '').trim();
}
