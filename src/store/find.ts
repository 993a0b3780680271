import type { Knex } from 'knex';
import { rowMaker, type StoredRow } from './pages.js';
import { allColumns, type Table } from './tables.js';
import type { Place } from './target.js';

/** The values of a primary key, in its order. */
export type Key = readonly string[];

/** Far below what any of the databases binds in one statement. */
const KEYS_PER_STATEMENT = 200;

/** The rows of a table with these keys, in batches; a key without a row gives none. The order is that of the database. */
export async function* rowsOfKeys(
  db: Knex,
  place: Place,
  { table, keys }: { readonly table: Table; readonly keys: readonly Key[] },
): AsyncGenerator<readonly StoredRow[]> {
  const stored = `${place.prefix}${table.name}`;
  const columns = allColumns(table).map(({ name }) => name);
  // A table of an older version lacks what came later.
  const known = await db(stored).columnInfo();
  const present = columns.filter((column) => column in known);
  const make = rowMaker(allColumns(table));
  for (let at = 0; at < keys.length; at += KEYS_PER_STATEMENT) {
    const found: readonly Readonly<Record<string, unknown>>[] = await db(stored)
      .select(present)
      .where((wanted) => {
        for (const key of keys.slice(at, at + KEYS_PER_STATEMENT)) wanted.orWhere(conditionOf(table, key));
      });
    yield found.map((row) => make(columns.map((column) => row[column] ?? null)));
  }
}

function conditionOf({ key }: Table, values: Key): Readonly<Record<string, string>> {
  return Object.fromEntries(key.map((column, at) => [column, values[at] ?? '']));
}
