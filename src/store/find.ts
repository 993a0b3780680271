import type { Knex } from 'knex';
import { name } from '../engine/sql.js';
import type { Dialect } from './dialect.js';
import { columnsOf, rowMaker, type StoredRow, selected } from './pages.js';
import { stored } from './staging.js';
import { allColumns, type Table } from './tables.js';
import type { Place } from './target.js';

/** The values of a primary key, in its order. */
export type Key = readonly string[];

/** Far below what any of the databases binds in one statement. */
const KEYS_PER_STATEMENT = 200;

/** The rows of a table with these keys, in batches; a key without a row gives none. The order is that of the database. */
export async function* rowsOfKeys(
  db: Knex,
  { dialect, place }: { readonly dialect: Dialect; readonly place: Place },
  { table, keys }: { readonly table: Table; readonly keys: readonly Key[] },
): AsyncGenerator<readonly StoredRow[]> {
  const from = {
    table: stored(place, table.name),
    known: await columnsOf(db, `${place.prefix}${table.name}`),
  };
  const make = rowMaker(allColumns(table));
  const one = `(${table.key.map((column) => `${name(column).sql} = ?`).join(' and ')})`;
  for (let at = 0; at < keys.length; at += KEYS_PER_STATEMENT) {
    const some = keys.slice(at, at + KEYS_PER_STATEMENT);
    const statement = `select ${selected(from, table)} from ${from.table} where ${some.map(() => one).join(' or ')}`;
    yield (await dialect.page(db, statement, some.flat())).map(make);
  }
}
