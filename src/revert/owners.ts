import type { Engine } from '../engine/engine.js';
import { sql } from '../engine/sql.js';

/**
 * `owners(part, member_id, source, source_member_id, bucket, state, now_run)`: every row that the run touched with each
 * member that it is or was of, before the run and now. A row of two members stands there twice.
 */
export async function findOwners(engine: Engine, run: string): Promise<void> {
  await engine.step(
    'owners',
    sql`with linked as (
        select source, source_member_id, member_id from previous_links
        union select source, source_member_id, member_id from links_before where run_id = ${run}
      )
      select 'members' as part, member_id, null as source, null as source_member_id, null as bucket, state, now_run
      from settled_members
      union all
      select 'points', member_id, null, null, bucket, state, now_run from settled_points
      union all
      select 'links', linked.member_id, source, source_member_id, null, state, now_run
      from settled_links join linked using (source, source_member_id)
      union all
      select 'source_rows', linked.member_id, source, source_member_id, null, state, now_run
      from settled_source_rows left join linked using (source, source_member_id)`,
  );
}

/**
 * Leaves in the `settled_` tables what belongs to one member: its own rows, and those of every member that the run
 * merged it with, split it from or moved one of its rows to or from. Gives these members, sorted; none where the run
 * did nothing to it.
 */
export async function keepMember(engine: Engine, run: string, member: string): Promise<readonly string[]> {
  await engine.step(
    'family',
    sql`with recursive moved as (
        select now.member_id as one, was.member_id as other from links_before as was join previous_links as now using (source, source_member_id)
        where was.run_id = ${run}
        union select was.member_id, now.merged_into from members_before as was join previous_members as now using (member_id)
        where was.run_id = ${run} and now.merged_into is not null
        union select member_id, merged_into from members_before where run_id = ${run} and merged_into is not null
        union select member_id, split_from from previous_members where first_run = ${run} and split_from is not null
      ),
      pairs as (select one, other from moved where one <> other union select other, one from moved where one <> other),
      kin as (
        select ${member} as member_id
        union
        select pairs.other from kin join pairs on pairs.one = kin.member_id
      )
      select member_id from kin`,
  );
  await engine.run(sql`delete from settled_members where member_id not in (from family)`);
  await engine.run(sql`delete from settled_points where member_id not in (from family)`);
  await keepRows(engine);
  const found = await engine.rows<{ member_id: string }>(
    sql`select distinct member_id from owners semi join family using (member_id) order by member_id`,
  );
  return found.map(({ member_id }) => member_id);
}

async function keepRows(engine: Engine): Promise<void> {
  for (const [table, part] of [
    [sql`settled_links`, 'links'],
    [sql`settled_source_rows`, 'source_rows'],
  ] as const) {
    await engine.run(
      sql`delete from ${table} where (source, source_member_id) not in (
        select (source, source_member_id) from owners where part = ${part} and member_id in (from family))`,
    );
  }
  await engine.run(sql`delete from owners where member_id is null or member_id not in (from family)`);
}
