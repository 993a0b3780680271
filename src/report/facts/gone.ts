import { sql } from '../../engine/sql.js';
import { maskName } from '../mask.js';
import type { GoneMember, GoneReport } from '../model/losses.js';
import { type FactContext, MOST_SHOWN } from './context.js';
import { listed } from './listed.js';

/** Members who are in no export any more, as the target has them. Needs `absent`. */
export async function gatherGone(context: FactContext): Promise<GoneReport> {
  const { engine, rules, config } = context;
  const grades = await engine.rows<{ grade: string | null; members: bigint }>(
    sql`select grade, count(*) as members from previous_members semi join (${NEWS}) using (member_id) group by grade`,
  );
  const points = await engine.rows<{ bucket: string; balance: string }>(
    sql`select bucket, cast(sum(balance) as varchar) as balance from previous_points
      semi join (${NEWS}) using (member_id) group by bucket having sum(balance) <> 0 order by bucket`,
  );
  const place = (grade: string | null) =>
    grade === null ? rules.grades.length : rules.grades.indexOf(grade);
  const byGrade = grades
    .map(({ grade, members }) => ({ grade, members: Number(members) }))
    .sort((a, b) => place(a.grade) - place(b.grade));
  return {
    by_grade: byGrade,
    points,
    examples: {
      total: byGrade.reduce((sum, { members }) => sum + members, 0),
      shown: await gatherMembers(context),
      // A first run has no members before it, so nobody is gone.
      file: `changes.${config.output.format}`,
    },
  };
}

/** Those who were gone before are no news. */
const NEWS = sql`select member_id from absent where is_news`;

async function gatherMembers({ engine, rules, config }: FactContext): Promise<readonly GoneMember[]> {
  const members = await engine.rows<{ member_id: string; name: string | null; grade: string | null }>(
    sql`select member_id, name, grade from previous_members semi join (${NEWS}) using (member_id)
      order by coalesce(list_position([${listed(rules.grades)}], grade), 0) desc, member_id limit ${MOST_SHOWN}`,
  );
  if (members.length === 0) return [];
  const rows = await engine.rows<{ member_id: string; source: string; count: bigint }>(
    sql`select member_id, source, count(*) as count from previous_links
      where member_id in (${listed(members.map(({ member_id }) => member_id))}) group by all order by source`,
  );
  return members.map(({ member_id, name, grade }) => ({
    member_id,
    name: name !== null && config.report.mask ? maskName(name) : name,
    grade,
    rows: rows
      .filter((row) => row.member_id === member_id)
      .map(({ source, count }) => ({ name: source, count: Number(count) })),
  }));
}
