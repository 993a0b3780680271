import type { Knex } from 'knex';
import { name } from '../engine/sql.js';
import type { Dialect } from './dialect.js';
import { stored } from './staging.js';
import { allColumns, type Column, type Table } from './tables.js';
import type { Place } from './target.js';
import { type Bound, decoderOf, type Stored } from './values.js';

/** A row as the store gives it: every column of its table, in the order of `columns`. */
export type StoredRow = Readonly<Record<string, Stored>>;

const ROWS_PER_PAGE = 2_000;

/** What is read of a table: all of it, or the rows of some runs. */
export interface Extent {
  readonly table: Table;
  readonly runs?: readonly string[];
}

/** A table in key order, page by page; the caller holds the state that is read still (`beginRead`). */
export async function* pagesOf(
  db: Knex,
  { dialect, place }: { readonly dialect: Dialect; readonly place: Place },
  extent: Extent,
): AsyncGenerator<readonly StoredRow[]> {
  const { table, runs = [] } = extent;
  const columns = allColumns(table);
  const make = rowMaker(columns);
  const from = {
    table: stored(place, table.name),
    known: await columnsOf(db, `${place.prefix}${table.name}`),
  };
  const key = table.key.map((column) => columns.findIndex(({ name }) => name === column));
  let last: readonly Bound[] = [];
  for (;;) {
    const page = await dialect.page(db, selectAfter(from, extent, last.length > 0), [...runs, ...last]);
    if (page.length > 0) yield page.map(make);
    if (page.length < ROWS_PER_PAGE) return;
    last = key.map((at) => page.at(-1)?.[at] as Bound);
  }
}

/** A table of the target, and the columns it has: tables of an older version lack what came later. */
interface From {
  readonly table: string;
  readonly known: ReadonlySet<string>;
}

async function columnsOf(db: Knex, table: string): Promise<ReadonlySet<string>> {
  return new Set(Object.keys(await db(table).columnInfo()));
}

/** Each page begins behind the last key of the one before: an open cursor would hold its lock until collected. */
function selectAfter(from: From, { table, runs }: Extent, hasLast: boolean): string {
  const quoted = (column: string) => name(column).sql;
  const list = (columns: readonly string[]) => columns.map(quoted).join(', ');
  const marks = (values: readonly string[]) => values.map(() => '?').join(', ');
  const conditions = [
    ...(runs === undefined ? [] : [`run_id in (${marks(runs)})`]),
    ...(hasLast ? [`(${list(table.key)}) > (${marks(table.key)})`] : []),
  ];
  const values = allColumns(table).map((column) =>
    from.known.has(column.name) ? quoted(column.name) : `null as ${quoted(column.name)}`,
  );
  return `select ${values.join(', ')}
    from ${from.table} ${conditions.length === 0 ? '' : `where ${conditions.join(' and ')}`}
    order by ${list(table.key)}
    limit ${ROWS_PER_PAGE}`;
}

function rowMaker(columns: readonly Column[]): (values: readonly unknown[]) => StoredRow {
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
