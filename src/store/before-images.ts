import type { Knex } from 'knex';
import { name } from '../engine/sql.js';
import { sameKey, staged, stored } from './staging.js';
import { allColumns, BEFORE_TABLES, STORED_TABLES, TABLES } from './tables.js';
import type { Writing } from './writes.js';

/**
 * Keeps every stored row that the staged delta is going to update or delete, as it is now, under the id of the run.
 * Called before anything is written. Rows that will be inserted have no image: `last_run` tells.
 */
export async function keepBeforeImages(trx: Knex, { place, delta }: Writing): Promise<void> {
  for (const tableName of STORED_TABLES) {
    const table = TABLES[tableName];
    const columns = allColumns(table).map((column) => name(column.name).sql);
    await trx.raw(
      `insert into ${stored(place, BEFORE_TABLES[tableName].name)} (run_id, ${columns.join(', ')})
        select ?, ${columns.map((column) => `t.${column}`).join(', ')}
        from ${staged(table)} as s
        join ${stored(place, tableName)} as t on ${sameKey(table)}
        where s.op in ('update', 'delete')`,
      [delta.run.run_id],
    );
  }
}
