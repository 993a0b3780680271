import { join, name, raw, type Sql, sql } from '../engine/sql.js';
import { plainDecimal } from '../engine/text.js';
import { sumOf } from '../report/decimal.js';
import { costColumn } from '../rules/costs.js';
import type { BothRules, CompareContext, Side } from './merge-both.js';
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
        ${plainDecimal(sql`sum(${costOf(rules[side], name(`grade_${side}`))})`)} as cost
      from compared_members ${measures}
      group by grade`,
  );
}

function costOf({ costs, grades }: BothRules['a'], grade: Sql): Sql {
  const arms = [...costs].map(([rank, cost]) => {
    const label = grades[rank - 1] ?? '';
    if (cost.kind === 'amount') return sql`when ${label} then ${raw(cost.amount)}`;
    const measure = sql`measured.${name(costColumn(cost.measure))}`;
    const share = sql`greatest(coalesce(${measure}, 0), 0) * ${raw(hundredth(cost.percent))}`;
    return sql`when ${label} then round(${share}, 2)`;
  });
  if (arms.length === 0) return raw('cast(0 as decimal(38, 2))');
  return sql`cast(case ${grade} ${join(arms, ' ')} else 0 end as decimal(38, 2))`;
}

/** A percentage as a factor, in plain digits: the engine's division would not be exact. */
function hundredth(percent: string): string {
  const [whole = '', decimals = ''] = percent.split('.');
  const digits = whole.padStart(3, '0');
  return `${digits.slice(0, -2)}.${digits.slice(-2)}${decimals}`;
}
