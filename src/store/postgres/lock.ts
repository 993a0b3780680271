import type { Knex } from 'knex';
import type { Locking } from '../dialect.js';
import { heldBy, LOCK_WAIT } from '../server/lock.js';
import type { Place } from '../target.js';
import { run } from './run.js';

/** Advisory locks are per database; two numbers, so that no other program's single number is ours. */
const CLASS = 0x7469_6572;
const LOCK = `${CLASS}, hashtext(current_schema() || '.' || ?)`;

/** Takes the lock of a target until the transaction ends. Throws `locked` when another run has it. */
export async function lock(trx: Knex, place: Place, locking: Locking | undefined): Promise<void> {
  const { rows } = await trx.raw(`select pg_try_advisory_xact_lock(${LOCK}) as got`, [place.prefix]);
  if (rows[0]?.got !== true) throw heldBy(place, await holder(trx, place));
  // Until the transaction ends, and with it the lock: this is how others learn who holds it.
  if (locking === undefined) return;
  await trx.raw(`select set_config('application_name', ?, true)`, [`tier-merge run ${locking.run_id}`]);
}

async function holder(trx: Knex, { prefix }: Place): Promise<string | undefined> {
  const { rows } = await trx.raw(
    `select a.application_name as name, a.pid,
        to_char(a.xact_start at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as since
      from pg_locks as l
      join pg_stat_activity as a on a.pid = l.pid
      where l.locktype = 'advisory' and l.granted and l.classid::bigint = ${CLASS}
        and l.database = (select oid from pg_database where datname = current_database())
        and l.objid::bigint = hashtext(current_schema() || '.' || ?)::bigint & 4294967295`,
    [prefix],
  );
  const [found] = rows;
  if (found === undefined) return undefined;
  const run = /^tier-merge (run .*)$/.exec(found.name ?? '')?.[1] ?? 'a program';
  return `${run} (backend ${found.pid})${found.since === null ? '' : ` since ${found.since}`}`;
}

/** Waits until nobody has the lock. */
export async function settled(db: Knex, { prefix }: Place): Promise<void> {
  await run(db, `set lock_timeout = '${LOCK_WAIT}s'`);
  // Outside a transaction it is given back at once.
  await db.raw(`select pg_advisory_xact_lock(${LOCK})`, [prefix]);
}
