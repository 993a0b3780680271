import type { Knex } from 'knex';
import { name } from '../engine/sql.js';
import { Failure } from '../failure.js';
import { type Delta, seen, seenColumns } from './delta.js';
import { readRun } from './ledger.js';
import { sameKey, select, staged, stored } from './staging.js';
import { TABLES, type Table } from './tables.js';
import type { Place } from './target.js';
import type { Writing } from './writes.js';

/** What to do about a plan that the target has moved away from. */
export function hintOf({ again }: Delta): string {
  return `make the plan again: ${again ?? 'tier-merge plan'}`;
}

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

interface Query {
  /** Selects `who` and `run`, the run that wrote the stored row, or null where there is no such row. */
  readonly statement: string;
  readonly bindings: readonly string[];
}

function changedMembers(place: Place): Query {
  const { members } = TABLES;
  return {
    statement: `select s.member_id as who, t.last_run as run
      from ${staged(members)} as s
      left join ${stored(place, 'members')} as t on ${sameKey(members)}
      where coalesce(t.last_run, '') <> coalesce(s.expected_run, '')`,
    bindings: [],
  };
}

/** Rows without an expectation of their own: new ones must not exist, others must exist and not be newer. */
function changedRows(place: Place, table: Table, since: readonly string[]): Query {
  const key = table.key.map((column) => `s.${name(column).sql}`).join(` || ' ' || `);
  const owner = table.key.includes('source') ? ownerOf(place) : { text: '', join: '' };
  return {
    statement: `select ${key}${owner.text} as who, t.last_run as run
      from ${staged(table)} as s
      left join ${stored(place, table.name)} as t on ${sameKey(table)}
      ${owner.join}
      where (s.op = 'insert' and t.last_run is not null)
        or (s.op <> 'insert' and (t.last_run is null or t.last_run in (${marks(since)})))`,
    bindings: since,
  };
}

/** Behind a source row stands whose it is, where it is anybody's. */
function ownerOf(place: Place): { readonly text: string; readonly join: string } {
  return {
    text: ` || coalesce(' of ' || l.member_id, '')`,
    join: `left join ${stored(place, 'links')} as l
        on l.source = s.source and l.source_member_id = s.source_member_id`,
  };
}

/** A link or a balance of a member that another run has written since. */
function changedOwners(place: Place, table: Table, since: readonly string[]): Query {
  return {
    statement: `select distinct s.member_id as who, t.last_run as run
      from ${staged(table)} as s
      join ${stored(place, 'members')} as t on t.member_id = s.member_id
      where t.last_run in (${marks(since)})`,
    bindings: since,
  };
}

/**
 * A member that the plan writes and from which a run since has moved a row away. Its own row need not have changed by
 * that, and the plan would still give it the grade and the points of a row that another member has by now.
 */
function robbedMembers(place: Place, since: readonly string[]): Query {
  return {
    statement: `select distinct c.${name('before').sql} as who, c.run_id as run
      from ${stored(place, 'changes')} as c
      join ${staged(TABLES.members)} as s on s.member_id = c.${name('before').sql}
      where c.field like 'link:%' and c.run_id in (${marks(since)})`,
    bindings: since,
  };
}

/** A member that a link is taken from, and which a run since has written. */
function givers(place: Place, since: readonly string[]): Query {
  const { links } = TABLES;
  return {
    statement: `select distinct t.member_id as who, m.last_run as run
      from ${staged(links)} as s
      join ${stored(place, 'links')} as t on ${sameKey(links)}
      join ${stored(place, 'members')} as m on m.member_id = t.member_id
      where m.last_run in (${marks(since)})`,
    bindings: since,
  };
}

function marks(values: readonly string[]): string {
  // An empty list is no SQL to most databases, and nothing is in a list of null.
  return values.map(() => '?').join(', ') || 'null';
}

function nounOf(table: Table): string {
  return table.name.replace('_', ' ');
}

const NAMED = 5;

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

/** Rows that nobody but the plan has written since, and that are not what it saw all the same. */
async function refuseOutside(trx: Knex, { place, delta }: Pick<Writing, 'place' | 'delta'>): Promise<void> {
  const { members, links, points } = TABLES;
  const owners = [
    changedOutside(place, members, { owner: 's.member_id', kept: delta.kept ?? [] }),
    changedOutside(place, links, { owner: 's.was_member_id', kept: [] }),
    changedOutside(place, points, { owner: 's.member_id', kept: [] }),
  ];
  const rows = await select<{ who: string; all_rows: bigint }>(
    trx,
    `select who, count(*) over () as all_rows
      from (${owners.join(' union ')}) as changed
      order by who
      limit ${NAMED}`,
  );
  const total = Number(rows[0]?.all_rows ?? 0);
  if (total === 0) return;
  const rest = total > NAMED ? ` and ${total - NAMED} more` : '';
  throw new Failure(
    'stale',
    `members changed outside of tier-merge since the plan was made: ${total}: ${rows.map(({ who }) => who).join(', ')}${rest}`,
    hintOf(delta),
  );
}

function changedOutside(
  place: Place,
  table: Table,
  { owner, kept }: { readonly owner: string; readonly kept: readonly string[] },
): string {
  const differs = seenColumns(table)
    .filter((column) => !kept.includes(column.name))
    .map((column) => {
      const [now, saw] = [`t.${name(column.name).sql}`, `s.${name(seen(column.name)).sql}`];
      // No database says `is distinct from` as the others do.
      return `${now} <> ${saw} or (${now} is null) <> (${saw} is null)`;
    });
  return `select ${owner} as who
    from ${staged(table)} as s
    join ${stored(place, table.name)} as t on ${sameKey(table)}
    where s.op <> 'insert' and s.saw is not null and (${differs.join(' or ')})`;
}
