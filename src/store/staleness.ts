import type { Knex } from 'knex';
import { Failure } from '../failure.js';
import { refuseOutside } from './changed-outside.js';
import {
  changedMembers,
  changedOwners,
  changedRows,
  givers,
  type Query,
  robbedMembers,
} from './changed-since.js';
import type { Delta } from './delta.js';
import { readRun } from './ledger.js';
import { hintOf, NAMED } from './moved-on.js';
import { select } from './staging.js';
import { TABLES, type Table } from './tables.js';
import type { Place } from './target.js';
import type { Writing } from './writes.js';

/** A plan is used once. */
export async function requireUnused(db: Knex, place: Place, plan_id: string): Promise<void> {
  const run = await readRun(db, place, { plan_id });
  if (run === undefined) return;
  throw new Failure(
    'stale',
    `plan ${plan_id} was already applied by run ${run.run_id} on ${run.finished_at}`,
    '"tier-merge runs" lists what has been applied',
  );
}

/**
 * Every row that the plan will write must still be what the plan saw, and so must the members that it gives or takes
 * links and balances. Names those that are not.
 */
export async function requireUnchanged(trx: Knex, { place, delta }: Writing): Promise<void> {
  const hint = hintOf(delta);
  const since = await later(trx, place, delta);
  await refuseErased(trx, place, { since, hint });
  await refuse(trx, { noun: 'members', hint, ...changedMembers(place) });
  for (const table of [TABLES.links, TABLES.points, TABLES.source_rows]) {
    await refuse(trx, { noun: nounOf(table), hint, ...changedRows(place, table, since) });
  }
  if (delta.head === null)
    throw new Failure('stale', `${place.shown} was empty when the plan was made`, hint);
  if (since.length > 0) {
    for (const table of [TABLES.links, TABLES.points]) {
      await refuse(trx, { noun: 'members', hint, ...changedOwners(place, table, since) });
    }
    await refuse(trx, { noun: 'members', hint, ...robbedMembers(place, since) });
    await refuse(trx, { noun: 'members', hint, ...givers(place, since) });
  }
  await refuseOutside(trx, { place, delta });
}

/** The runs that the plan has not seen, each bound to one `?`. */
async function later(trx: Knex, place: Place, delta: Delta): Promise<readonly string[]> {
  const { head } = delta;
  const seen = head === null ? undefined : await readRun(trx, place, { run_id: head });
  if (head !== null && seen === undefined) {
    throw new Failure(
      'stale',
      `${place.shown} does not hold run ${head}, which the plan builds upon`,
      hintOf(delta),
    );
  }
  const after = seen?.sequence ?? 0;
  const rows: readonly { run_id: string }[] = await trx(`${place.prefix}runs`)
    .select('run_id')
    .where('sequence', '>', after);
  return rows.map((row) => row.run_id);
}

/** A plan of before may hold whoever was erased, and would bring the person back as new. */
async function refuseErased(
  trx: Knex,
  place: Place,
  { since, hint }: { readonly since: readonly string[]; readonly hint: string },
): Promise<void> {
  const [run] = await trx(`${place.prefix}runs`)
    .select('run_id')
    .whereIn('run_id', since)
    .where({ kind: 'forget' })
    .limit(1);
  if (run === undefined) return;
  throw new Failure('stale', `run ${run.run_id} erased a member since the plan was made`, hint);
}

interface Refusal extends Query {
  readonly noun: string;
  readonly hint: string;
}

async function refuse(trx: Knex, { noun, hint, statement, bindings }: Refusal): Promise<void> {
  const rows = await select<{ who: string; run: string | null; all_rows: bigint }>(
    trx,
    `select who, run, count(*) over () as all_rows
      from (${statement}) as changed
      order by who
      limit ${NAMED}`,
    bindings,
  );
  const total = Number(rows[0]?.all_rows ?? 0);
  if (total === 0) return;
  const named = rows.map(({ who, run }) => `${who} (${run === null ? 'not there' : `run ${run}`})`);
  const rest = total > NAMED ? ` and ${total - NAMED} more` : '';
  throw new Failure(
    'stale',
    `${noun} no longer as the plan saw them: ${total}: ${named.join(', ')}${rest}`,
    hint,
  );
}

function nounOf(table: Table): string {
  return table.name.replace('_', ' ');
}
