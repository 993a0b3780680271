import type { Engine } from '../engine/engine.js';
import { join, sql } from '../engine/sql.js';
import type { Plan } from '../plan/files/plan-file.js';
import { gradesIn } from '../report/facts/grades-in.js';
import type { GradeReport } from '../report/model/grades.js';
import type { MemberCounts } from '../report/model/members.js';
import type { ReportModel } from '../report/model.js';
import { LIVES } from './content.js';

type Row<K extends string> = Record<K, bigint>;

/** The counts of the ledger once the revert is in the target. */
export async function countRevert(engine: Engine): Promise<Plan['counts']> {
  const row = await engine.one<Row<keyof Plan['counts']>>(sql`with leaving as (
      select member_id, op from back_members join previous_members as was using (member_id)
      where op = 'delete' or (op = 'update' and back_members.gone_since is not null and was.gone_since is null)
    )
    select (select count(*) from after_members) as members_total,
      (select count(*) from back_members where op = 'insert') as members_new,
      (select count(*) from back_members where op = 'update')
        - (select count(*) from leaving where op = 'update') as members_changed,
      (select count(*) from leaving) as members_gone,
      (select count(*) from after_links) as links_total, (select count(*) from after_points) as points_total,
      (select count(*) from changes) as changes_rows`);
  return numbers(row);
}

/** Members of the report: only those of today count. */
export async function countMembers(engine: Engine): Promise<MemberCounts> {
  const row = await engine.one<Row<'total' | 'new' | 'changed' | 'gone'>>(sql`select
      (select count(*) from unified) as total,
      (select count(*) from unified anti join previous_members using (member_id)) as new,
      (select count(*) from unified semi join (from back_members where op = 'update') using (member_id)) as changed,
      (select count(*) from (from previous_members where ${LIVES}) anti join unified using (member_id)) as gone`);
  const { total, new: fresh, changed, gone } = numbers(row);
  return { total, new: fresh, changed, unchanged: total - fresh - changed, gone };
}

/** Grades against those that the members have now. */
export async function countGrades(engine: Engine, ladder: readonly string[]): Promise<GradeReport> {
  const rank = (grade: 'grade' | 'previous_grade') =>
    sql`coalesce(list_position([${join(ladder.map((one) => sql`${one}`))}]::varchar[], ${{ sql: grade }}), 0)`;
  const moved = await engine.one<Row<'up' | 'down' | 'same' | 'left' | 'without_baseline'>>(sql`select
      count(*) filter (grade is not null and previous_grade is not null and ${rank('grade')} > ${rank('previous_grade')}) as up,
      count(*) filter (grade is not null and previous_grade is not null and ${rank('grade')} < ${rank('previous_grade')}) as down,
      count(*) filter ((grade is null and previous_grade is null)
        or (grade is not null and previous_grade is not null and ${rank('grade')} = ${rank('previous_grade')})) as same,
      count(*) filter (grade is null and previous_grade is not null) as left,
      count(*) filter (grade is not null and previous_grade is null) as without_baseline
    from unified`);
  const counts = await engine.rows<{ grade: string | null; before: bigint; after: bigint }>(
    sql`select grade, cast(sum(before) as bigint) as before, cast(sum(after) as bigint) as after from (
        select previous_grade as grade, 1 as before, 0 as after from unified union all select grade, 0, 1 from unified
      ) group by grade`,
  );
  return {
    ladder,
    baseline: 'previous',
    ...numbers(moved),
    counts: gradesIn(ladder, counts).map((grade) => {
      const found = counts.find((count) => count.grade === grade);
      return { grade, before: Number(found?.before ?? 0n), after: Number(found?.after ?? 0n) };
    }),
  };
}

type TakenBack = NonNullable<ReportModel['taken_back']>;

/** What the revert does, row by row counted. */
export async function countTakenBack(
  engine: Engine,
): Promise<Pick<TakenBack, 'ids' | 'rows' | 'points' | 'kept_rows' | 'below_zero'>> {
  const ids = await engine.rows<{ name: string; count: bigint }>(
    sql`select change as name, count(*) as count from id_changes group by change order by change`,
  );
  const rows = await engine.one<
    Row<'members' | 'links' | 'points' | 'source_rows' | 'kept' | 'below'>
  >(sql`select
      (select count(*) from back_members) as members, (select count(*) from back_links) as links,
      (select count(*) from back_points) as points, (select count(*) from back_source_rows) as source_rows,
      (select count(*) from settled_source_rows where state = 'kept') as kept,
      (select count(*) from back_points where balance < 0) as below`);
  const points = await engine.rows<{ bucket: string; before: string; after: string }>(
    sql`select bucket, cast(sum(before) as varchar) as before, cast(sum(after) as varchar) as after from (
        select bucket, balance as before, 0 as after from previous_points
        union all select bucket, 0, balance from after_points
      ) group by bucket order by bucket`,
  );
  const { kept, below, ...written } = numbers(rows);
  return {
    ids: ids.map(({ name, count }) => ({ name, count: Number(count) })),
    rows: written,
    points: points.map((row) => ({ ...row })),
    kept_rows: kept,
    below_zero: below,
  };
}

function numbers<K extends string>(row: Row<K>): Record<K, number> {
  return Object.fromEntries(Object.entries(row).map(([key, value]) => [key, Number(value)])) as Record<
    K,
    number
  >;
}
