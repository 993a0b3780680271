import type { Knex } from 'knex';
import { Failure } from '../failure.js';
import { type Counts, readHead } from './ledger.js';
import { sameKey, select, staged, stored } from './staging.js';
import { TABLES, type Table } from './tables.js';
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

/** The rows of the tables whose totals the ledger states. */
export type Totals = Pick<Counts, 'members_total' | 'links_total' | 'points_total'>;

/**
 * What the tables hold must be what the plan states, or nothing is committed; gives what the ledger is to say. The
 * totals of a plan that waited are those of another day: of them must be true that they grew by what it inserted
 * and shrank by what it deleted, against `before`, which is absent where no run came in between.
 */
export async function requireCounts(
  trx: Knex,
  writing: Writing,
  { going, before }: { readonly going: Going; readonly before?: Totals | undefined },
): Promise<Counts> {
  const held = await countAll(trx, writing, going);
  const stated: Counts =
    before === undefined ? writing.delta.run : { ...writing.delta.run, ...(await grown(trx, before)) };
  const wrong = (Object.entries(held) as [keyof Counts, number][]).filter(
    ([column, n]) => stated[column] !== n,
  );
  if (wrong.length === 0) return held;
  const said = wrong.map(([column, n]) => `${column} ${stated[column]} instead of ${n}`);
  throw new Failure(
    'internal',
    `the plan states ${said.join(', ')}`,
    'nothing was written; please report this',
  );
}

/** What the tables hold before the run writes, where runs came in between that the plan has not seen; else undefined. */
export async function countBefore(trx: Knex, { place, delta }: Writing): Promise<Totals | undefined> {
  const head = (await readHead(trx, place))?.run_id ?? null;
  if (head === delta.head) return undefined;
  return {
    members_total: await count(trx, stored(place, 'members'), []),
    links_total: await count(trx, stored(place, 'links'), []),
    points_total: await count(trx, stored(place, 'points'), []),
  };
}

async function grown(trx: Knex, before: Totals): Promise<Totals> {
  return {
    members_total: before.members_total + (await growth(trx, TABLES.members)),
    links_total: before.links_total + (await growth(trx, TABLES.links)),
    points_total: before.points_total + (await growth(trx, TABLES.points)),
  };
}

/** Rows that the staged ones add to a table; less than 0 where more go than come. */
async function growth(trx: Knex, table: Table): Promise<number> {
  const [row] = await select<{ n: bigint | null }>(
    trx,
    `select sum(case op when 'insert' then 1 when 'delete' then -1 else 0 end) as n from ${staged(table)}`,
  );
  return Number(row?.n ?? 0);
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
