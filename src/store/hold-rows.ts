import type { Knex } from 'knex';
import { sameKey, staged, stored } from './staging.js';
import { TABLES } from './tables.js';
import type { Writing } from './writes.js';

/**
 * Keeps the rows that a plan will write from being changed by others between the look at them and the write. Before
 * anything is read: what a transaction of MySQL sees begins with its first read.
 */
export async function holdRows(
  trx: Knex,
  { dialect, place }: Pick<Writing, 'dialect' | 'place'>,
): Promise<void> {
  for (const table of [TABLES.members, TABLES.links, TABLES.points]) {
    const parts = { table: stored(place, table.name), staged: staged(table), condition: sameKey(table) };
    const statement = dialect.holdRows?.(parts);
    if (statement !== undefined) await trx.raw(statement);
  }
}
