import type { Knex } from 'knex';
import type { Locking } from '../dialect.js';
import { heldBy, LOCK_WAIT } from '../server/lock.js';
import { stored } from '../staging.js';
import type { Place } from '../target.js';
import { openMysql } from './connection.js';

/** Of one database and prefix: locks have names of at most 64 characters, and the whole server shares them. */
const NAME = `concat('tier_merge.', md5(concat(database(), '.', ?)))`;

/** The row of `meta` that says who holds the lock, for information only: the lock has no name for its holder. */
const HOLDER = 'holder';

interface Holder extends Locking {
  /** Of the server: who holds the lock by another connection has not left this row. */
  readonly connection: number;
}

/** GET_LOCK gives 0 for a lock that is held, and no error. */
export async function lock(trx: Knex, place: Place, locking: Locking | undefined): Promise<void> {
  const { got, own } = await ask(trx, `select get_lock(${NAME}, 0) as got, connection_id() as own`, place);
  if (Number(got) !== 1) throw heldBy(place, await holder(trx, place));
  if (locking !== undefined) await announce(place, { ...locking, connection: Number(own) });
}

/** The lock belongs to the connection, not to the transaction. */
export async function unlock(db: Knex, place: Place): Promise<void> {
  try {
    await db.raw(
      `delete from ${stored(place, 'meta')} where "key" = ? and is_used_lock(${NAME}) = connection_id()`,
      [HOLDER, place.prefix],
    );
    await db.raw(`select release_lock(${NAME})`, [place.prefix]);
  } catch {
    // The connection is gone, and the lock with it. A row that stays behind names a connection that is no more.
  }
}

/** Waits until whoever had the lock has given it back. */
export async function settled(db: Knex, place: Place): Promise<void> {
  const { got } = await ask(db, `select get_lock(${NAME}, ${LOCK_WAIT}) as got`, place);
  if (Number(got) !== 1) throw new Error('the lock of the lost connection is still held');
  await db.raw(`select release_lock(${NAME})`, [place.prefix]);
}

/** On a connection of its own, because others see nothing of a transaction that is under way. */
async function announce(place: Place, held: Holder): Promise<void> {
  const db = await openMysql(place, 'write');
  try {
    await db(`${place.prefix}meta`)
      .insert({ key: HOLDER, value: JSON.stringify(held) })
      .onConflict('key')
      .merge();
  } finally {
    await db.destroy();
  }
}

async function holder(db: Knex, place: Place): Promise<string | undefined> {
  const { connection } = await ask(db, `select is_used_lock(${NAME}) as connection`, place);
  if (connection === null) return undefined;
  const by = `(connection ${connection})`;
  if (!(await db.schema.hasTable(`${place.prefix}meta`))) return `a program ${by}`;
  const [row] = await db(`${place.prefix}meta`).select('value').where({ key: HOLDER });
  const left: Partial<Holder> = row === undefined ? {} : JSON.parse(row.value);
  if (left.connection !== Number(connection)) return `a program ${by}`;
  return `run ${left.run_id} ${by} since ${left.since}`;
}

async function ask(db: Knex, statement: string, { prefix }: Place): Promise<Record<string, unknown>> {
  const [rows] = await db.raw(statement, [prefix]);
  return rows[0];
}
