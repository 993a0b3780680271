import { sql } from '../../engine/sql.js';
import { sumOf } from '../decimal.js';
import type { GradePointsReport } from '../model/grade-points.js';
import type { FactContext } from './context.js';
import { gradesIn } from './grades-in.js';

/**
 * What the members of each grade hold. Before: every balance of the target whose member is not gone, also one that
 * became another, under the grade it had there. After: the balances of the plan, under the new grade.
 */
export async function gatherGradePoints(context: FactContext): Promise<readonly GradePointsReport[]> {
  const { engine, rules, isFirstRun } = context;
  const after = await engine.rows<Held>(
    sql`select bucket, grade, cast(sum(balance) as varchar) as held from balances
      join graded using (member_id) group by all`,
  );
  const before = isFirstRun
    ? []
    : await engine.rows<Held>(
        sql`select bucket, grade, cast(sum(balance) as varchar) as held from previous_points
          join previous_members using (member_id) anti join absent using (member_id) group by all`,
      );
  const grades = gradesIn(rules.grades, before);
  return rules.buckets.map(({ name: bucket }) => {
    const by_grade = grades.map((grade) => ({
      grade,
      before: isFirstRun ? null : heldOf(before, bucket, (one) => one === grade),
      after: heldOf(after, bucket, (one) => one === grade),
    }));
    return {
      bucket,
      before: isFirstRun ? null : heldOf(before, bucket, () => true),
      after: heldOf(after, bucket, () => true),
      by_grade,
    };
  });
}

interface Held extends Record<string, string | null> {
  readonly bucket: string;
  readonly grade: string | null;
  readonly held: string;
}

function heldOf(rows: readonly Held[], bucket: string, isGrade: (grade: string | null) => boolean): string {
  return sumOf(rows.filter((row) => row.bucket === bucket && isGrade(row.grade)).map(({ held }) => held));
}
