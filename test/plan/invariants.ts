import { resolve } from 'node:path';
import { expect } from 'vitest';
import { parse } from 'yaml';
import type { Target } from '../../src/config/schema.js';
import { type Result, records, type World } from '../cli/program.js';
import { type Ask, type Cells, withTarget } from '../store/asking.js';

export type { Cells };

/** Rows of the target, as SQL sees them. */
export async function query(world: World, sql: string): Promise<readonly Cells[]> {
  return withTarget(targetOf(world), (ask) => ask(sql));
}

/** What must hold of the target after every run, whatever the plan did; see docs on the promises. */
export async function expectInvariants(world: World, plan: string): Promise<void> {
  const target = targetOf(world);
  await withTarget(target, async (ask) => {
    await expectAccepted(ask, world, plan);
    await expectSound(ask, target);
  });
  expectAddsUp(world.json<Result>(`${plan}/result.json`));
  await expectNothingLeftToDo(world, plan);
}

/** The same of a plan for some persons alone: its rows are in the target as it says, beside those of others. */
export async function expectScopedInvariants(world: World, plan: string, scope: string): Promise<void> {
  const target = targetOf(world);
  await withTarget(target, async (ask) => {
    const linked = await linksOfLivingRows(ask);
    expect(linked).toEqual(expect.arrayContaining([...plannedLinks(world, plan)]));
    await expectSound(ask, target);
  });
  expectAddsUp(world.json<Result>(`${plan}/result.json`));
  const again = await world.run('plan', '-q', '--detailed-exitcode', '--scope', scope);
  expect(again.stderr).toBe('');
  expect(again.code, again.stdout).toBe(0);
}

const ROW_IS_LIVE = `exists (select * from {links} join {source_rows} using (source, source_member_id)
  where links.member_id = members.member_id and source_rows.gone_since is null)`;

/** Each finds what may not be; I4 of the tests' own ladder, I9 of their own points lines. */
const NO_ROWS: Readonly<Record<string, string>> = {
  'I2 a living row belongs to a member that is there': `
    select source, source_member_id from {source_rows}
    left join {links} using (source, source_member_id) left join {members} using (member_id)
    where source_rows.gone_since is null
      and (members.member_id is null or members.merged_into is not null or members.gone_since is not null)`,
  'I2 a link is of a known row': `
    select source, source_member_id from {links} left join {source_rows} using (source, source_member_id)
    where source_rows.source is null`,
  'I3 a member has a living row, or is gone or merged': `
    select member_id from {members} where gone_since is null and merged_into is null and not ${ROW_IS_LIVE}`,
  'I3 a member that is gone has no living row': `
    select member_id from {members} where gone_since is not null and ${ROW_IS_LIVE}`,
  'I3 a merged member has no link, and its successor is there': `
    select old.member_id from {members old} left join {members new} on new.member_id = old.merged_into
    where old.merged_into is not null
      and (new.member_id is null or old.member_id in (select member_id from {links}))`,
  'I4 a grade is on the ladder and has a rule': `
    select member_id from {members} where grade not in ('BRONZE', 'SILVER', 'GOLD') or rule is null`,
  'I4 a grade is that of the best label': `
    select members.member_id from {members} where gone_since is null and merged_into is null and coalesce(grade, '') <> coalesce((
      select case max(case source_rows.grade when 'GOLD' then 3 when 'top' then 3 when 'SILVER' then 2 when 'plus' then 2 else 1 end)
        when 3 then 'GOLD' when 2 then 'SILVER' else 'BRONZE' end
      from {links} join {source_rows} using (source, source_member_id)
      where links.member_id = members.member_id and source_rows.gone_since is null), '')`,
  'I5 the last run counts what the tables hold': `
    select run_id from {runs} where sequence = (select max(sequence) from {runs}) and (
      members_total <> (select count(*) from {members}) or links_total <> (select count(*) from {links})
      or points_total <> (select count(*) from {points}))`,
  'I5 each run counts its changes and its new members': `
    select run_id from {runs} where not exists (select * from {runs erasure} where erasure.kind in ('forget', 'retention'))
      and (changes_rows <> (select count(*) from {changes} where changes.run_id = runs.run_id)
        or (members_new <> (select count(*) from {members} where first_run = runs.run_id)
          and run_id not in (select reverts from {runs reverting} where reverts is not null)))`,
  'I6 no row is of a run that the ledger lacks': `
    select run_id from (
      select first_run as run_id from {members} union select last_run from {members}
      union select first_run from {links} union select last_run from {links} union select last_run from {points}
      union select first_run from {source_rows} union select last_run from {source_rows} union select run_id from {changes}
    ) as written where run_id not in (select run_id from {runs})`,
  'I9 points of a member are those of its rows': `
    select member_id from (
      select members.member_id,
        coalesce((select sum(coalesce(points, 0) + 500 * coalesce(stamps, 0))
          from {links} join {source_rows} using (source, source_member_id)
          where links.member_id = members.member_id and source_rows.gone_since is null), 0) as earned,
        coalesce((select sum(balance) from {points} where points.member_id = members.member_id), 0) as held
      from {members} where gone_since is null and merged_into is null
    ) as earnings where earned <> held`,
};

/** I2 to I7 and I9, of whatever state a target is in. */
export async function expectSound(ask: Ask, target: Target): Promise<void> {
  for (const [invariant, sql] of Object.entries(NO_ROWS)) expect(await ask(sql), invariant).toEqual([]);
  await expectIntegrity(ask, target);
}

/** I7: what the database itself has to check a table and its indexes. */
async function expectIntegrity(ask: Ask, { client, prefix = '' }: Target): Promise<void> {
  if (client === 'better-sqlite3') {
    expect(await ask('pragma integrity_check')).toEqual([{ integrity_check: 'ok' }]);
  } else if (client === 'pg') {
    await ask('create extension if not exists amcheck');
    // It throws where an index and its table differ.
    await ask(`select bt_index_check(indexrelid, true) from pg_index join pg_class on pg_class.oid = indrelid
      where relname like '${prefix}%' and relkind = 'r'`);
  } else {
    const tables = ['members', 'links', 'points', 'source_rows', 'changes', 'runs', 'meta'];
    const checked = await ask(
      `check table ${tables.map((table) => `{${table} itself}`).join(', ')} extended`,
    );
    expect(checked.map((row) => row.Msg_text)).toEqual(tables.map(() => 'OK'));
  }
}

/** I2: the accepted rows of this plan are the living rows of the target, each linked as the plan says. */
async function expectAccepted(ask: Ask, world: World, plan: string): Promise<void> {
  expect(await linksOfLivingRows(ask)).toEqual(plannedLinks(world, plan));
}

async function linksOfLivingRows(ask: Ask): Promise<readonly string[]> {
  const linked: readonly Cells[] = await ask(`select source, source_member_id, member_id
    from {links} join {source_rows} using (source, source_member_id)
    where source_rows.gone_since is null`);
  return linked.map((l) => `${l.source} ${l.source_member_id} ${l.member_id}`).toSorted();
}

function plannedLinks(world: World, plan: string): readonly string[] {
  return records(world.read(`${plan}/links.csv`))
    .map((l) => `${l.source} ${l.source_member_id} ${l.member_id}`)
    .toSorted();
}

/** I1. */
function expectAddsUp({ inputs, members }: Result): void {
  for (const c of Object.values(inputs))
    expect(c.accepted + c.repeated + c.excluded + c.rejected).toBe(c.records);
  expect(members.new + members.changed + members.unchanged).toBe(members.total);
}

/** I8. */
async function expectNothingLeftToDo(world: World, plan: string): Promise<void> {
  const { as_of } = world.json<{ as_of: string }>(`${plan}/result.json`);
  const again = await world.run('plan', '-q', '--detailed-exitcode', '--as-of', as_of);
  expect(again.stderr).toBe('');
  expect(again.code, again.stdout).toBe(0);
}

/** The target that the config of a world names. */
export function targetOf(world: World): Target {
  const { target } = parse(world.read('tier-merge.yaml')) as { target: Target };
  if (target.client !== 'better-sqlite3' || typeof target.connection === 'string') return target;
  return { ...target, connection: { filename: resolve(world.folder, String(target.connection.filename)) } };
}
