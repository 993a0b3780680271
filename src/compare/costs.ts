import { name, sql } from '../engine/sql.js';
import { plainDecimal } from '../engine/text.js';
import { sumOf } from '../report/decimal.js';
import { costOf } from '../report/facts/costs.js';
import type { CompareContext, Side } from './merge-both.js';
import type { CostComparison } from './model.js';

/**
 * What the grades of all members cost a year under each file, by that file's `costs`; each member's share of a
 * measure is rounded to hundredths.
 */
export async function gatherCosts(context: CompareContext): Promise<CostComparison | null> {
  const { rules } = context;
  if (rules.a.costs.size === 0 && rules.b.costs.size === 0) return null;
  const [a, b] = [await costsBy(context, 'a'), await costsBy(context, 'b')];
  const grades = [...new Set([...rules.a.grades, ...rules.b.grades]), null];
  const total = (side: Side, costs: readonly GradeSum[]) =>
    rules[side].costs.size === 0 ? null : sumOf(costs.map(({ cost }) => cost));
  return {
    a: total('a', a),
    b: total('b', b),
    by_grade: grades.map((grade) => {
      const [ofA, ofB] = [a, b].map((costs) => costs.find((one) => one.grade === grade));
      return {
        grade,
        members_a: Number(ofA?.members ?? 0n),
        members_b: Number(ofB?.members ?? 0n),
        a: rules.a.costs.size === 0 ? null : (ofA?.cost ?? '0'),
        b: rules.b.costs.size === 0 ? null : (ofB?.cost ?? '0'),
      };
    }),
  };
}

type GradeSum = { grade: string | null; members: bigint; cost: string };

async function costsBy({ engine, rules }: CompareContext, side: Side): Promise<readonly GradeSum[]> {
  const hasMeasures = rules[side].costs.size > 0;
  const measures = hasMeasures
    ? sql`left join ${name(`${side}_merged_costs`)} as measured using (person_id)`
    : sql``;
  return engine.rows<GradeSum>(
    sql`select ${name(`grade_${side}`)} as grade, count(*) as members,
        ${plainDecimal(sql`sum(${costOf({ rules: rules[side] }, name(`grade_${side}`))})`)} as cost
      from compared_members ${measures}
      group by grade`,
  );
}
