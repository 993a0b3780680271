import type { Knex } from 'knex';
import { join, name, sql } from '../engine/sql.js';
import type { Dialect, Selection } from './dialect.js';
import { stored } from './staging.js';
import { allColumns, type Column, type Table } from './tables.js';
import type { Place } from './target.js';
import { decoderOf, type Stored } from './values.js';

/** A row as the store gives it: every column of its table, in the order of `columns`. */
export type StoredRow = Readonly<Record<string, Stored>>;

/** What is read of a table: all of it, or the rows of some runs, or some columns. */
export interface Extent {
  readonly table: Table;
  readonly runs?: readonly string[];
  /** The columns that are wanted; those of the key come in any case. */
  readonly only?: readonly string[] | undefined;
}

/** A table in key order, page by page; the caller holds the state that is read still (`beginRead`). */
export async function* pagesOf(
  db: Knex,
  { dialect, place }: { readonly dialect: Dialect; readonly place: Place },
  extent: Extent,
): AsyncGenerator<readonly StoredRow[]> {
  const make = rowMaker(columnsOf(extent));
  for await (const page of dialect.pages(db, await selectionOf(db, place, extent))) yield page.map(make);
}

/** The columns that are read, in the order of the table. */
export function columnsOf({ table, only }: Omit<Extent, 'runs'>): readonly Column[] {
  const all = allColumns(table);
  if (only === undefined) return all;
  return all.filter((column) => table.key.includes(column.name) || only.includes(column.name));
}

/** The columns of a table in key order; those that a table of an older version lacks are null. */
export async function selectionOf(db: Knex, place: Place, extent: Extent): Promise<Selection> {
  const { table, runs } = extent;
  const columns = columnsOf(extent);
  const known = await db(`${place.prefix}${table.name}`).columnInfo();
  const values = columns.map((column) =>
    column.name in known ? name(column.name).sql : `null as ${name(column.name).sql}`,
  );
  const key = table.key.map((column) => name(column).sql);
  const from = runs === undefined ? stored(place, table.name) : ofRuns(place, table, runs);
  return { from, values, columns, key };
}

/** As a table of its own: the ids of runs are ours, and few enough to stand there as they are. */
function ofRuns(place: Place, table: Table, runs: readonly string[]): string {
  const ids = join(runs.map((run) => sql`${run}`));
  return `(select * from ${stored(place, table.name)} where run_id in (${ids.sql})) as of_runs`;
}

/** From the values of a line, in the order of `columns`, to a row. */
export function rowMaker(columns: readonly Column[]): (values: readonly unknown[]) => StoredRow {
  const fields = columns.map(({ name, kind }) => ({ name, decode: decoderOf(kind) }));
  return (values) => {
    const row: Record<string, Stored> = {};
    for (let at = 0; at < fields.length; at += 1) {
      const field = fields[at];
      if (field !== undefined) row[field.name] = field.decode(values[at]);
    }
    return row;
  };
}
