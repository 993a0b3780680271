import type { Knex } from 'knex';
import { Failure } from '../failure.js';
import { type Counts, readHead } from './ledger.js';
import { sameKey, select, staged, stored } from './staging.js';
import { TABLES } from './tables.js';
import type { Writing } from './writes.js';

/** Members that a run takes out: deleted, or updated to have gone. */
export interface Going {
  readonly deleted: number;
  readonly left: number;
}

/** Of the staged rows, against the members as they are before the run writes. */
export async function countGoing(trx: Knex, { place }: Writing): Promise<Going> {
  const { members } = TABLES;
  const [row] = await select<{ deleted: bigint | null; gone: bigint | null }>(
    trx,
    `select sum(case when s.op = 'delete' then 1 else 0 end) as deleted,
        sum(case when s.op = 'update' and s.gone_since is not null and t.gone_since is null then 1 else 0 end) as gone
      from ${staged(members)} as s
      join ${stored(place, 'members')} as t on ${sameKey(members)}`,
  );
  return { deleted: Number(row?.deleted ?? 0), left: Number(row?.gone ?? 0) };
}

/** What the tables hold must be what the plan states, or nothing is committed. */
export async function requireCounts(trx: Knex, writing: Writing, going: Going): Promise<void> {
  const { place, delta } = writing;
  const held = Object.entries(await countAll(trx, writing, going)) as [keyof Counts, number][];
  const wrong = held.filter(([column, n]) => delta.run[column] !== n);
  if (wrong.length === 0) return;
  const said = wrong.map(([column, n]) => `${column} ${delta.run[column]} instead of ${n}`);
  const message = `the plan states ${said.join(', ')}`;
  const head = (await readHead(trx, place))?.run_id ?? null;
  if (head === delta.head) throw new Failure('internal', message, 'nothing was written; please report this');
  throw new Failure(
    'stale',
    `${message}: run ${head} was applied since the plan was made`,
    'make the plan again',
  );
}

/** What the tables hold, the run's own writes included. */
export async function countAll(trx: Knex, { place, delta }: Writing, going: Going): Promise<Counts> {
  const rows = (table: string, where = '1 = 1') =>
    count(trx, `${stored(place, table)} where ${where}`, where.includes('?') ? [delta.run.run_id] : []);
  return {
    members_total: await rows('members'),
    members_new: await rows('members', 'first_run = ?'),
    members_changed: (await rows('members', 'last_run = ? and first_run <> last_run')) - going.left,
    members_gone: going.deleted + going.left,
    links_total: await rows('links'),
    points_total: await rows('points'),
    changes_rows: await rows('changes', 'run_id = ?'),
  };
}

async function count(trx: Knex, source: string, bindings: readonly string[]): Promise<number> {
  const [row] = await select<{ n: bigint }>(trx, `select count(*) as n from ${source}`, bindings);
  return Number(row?.n);
}
