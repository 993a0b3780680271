import type { Knex } from 'knex';
import { name } from '../engine/sql.js';
import { type Delta, steering, valuesOf } from './delta.js';
import type { Dialect } from './dialect.js';
import { type Column, TABLES, type Table, WRITTEN_TABLES } from './tables.js';
import type { Place } from './target.js';

/** The quoted name of a table of the target. */
export function stored(place: Place, table: string): string {
  return name(`${place.prefix}${table}`).sql;
}

/** The quoted name of the temporary table that holds a plan's rows for a table until they are written. */
export function staged(table: Table): string {
  return name(`tier_merge_stage_${table.name}`).sql;
}

/** That two rows, `s` staged and `t` stored, have one key. */
export function sameKey(table: Table): string {
  return stagedKey(table)
    .map((key) => `t.${name(key).sql} = s.${name(key).sql}`)
    .join(' and ');
}

/** The rows of a select. Through the query builder, because what `raw` gives differs between the databases. */
export async function select<T>(
  db: Knex,
  statement: string,
  bindings: readonly string[] = [],
): Promise<readonly T[]> {
  return db.select('*').from(db.raw(`(${statement}) as selected`, [...bindings]));
}

/** Loads a whole delta into temporary tables, before the write transaction and outside of it. */
export async function stage(db: Knex, dialect: Dialect, delta: Delta): Promise<void> {
  for (const tableName of WRITTEN_TABLES) {
    const table = TABLES[tableName];
    const columns = [...steering(table), ...table.columns];
    await db.raw(createStatement(table, columns, dialect));
    const batches = valuesOf(table, columns, delta.tables[tableName]);
    await dialect.load(db, { into: staged(table), columns, constant: { columns: [], value: '' }, batches });
    await dialect.analyse(db, staged(table));
  }
}

/** With the key of the stored table, so that a row that comes twice in one delta is refused. */
function createStatement(table: Table, columns: readonly Column[], dialect: Dialect): string {
  const made = columns.map((column) => `${name(column.name).sql} ${dialect.columnType(column.kind)}`);
  const key = stagedKey(table).map((column) => name(column).sql);
  const body = [...made, `primary key (${key.join(', ')})`].join(', ');
  return `create temporary table ${staged(table)} (${body})${dialect.tableOptions}`;
}

function stagedKey(table: Table): readonly string[] {
  return table.key.filter((key) => !table.stamps.includes(key));
}
