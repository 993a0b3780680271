import { allFields } from '../../config/source-fields.js';
import { join, raw, type Sql, sql } from '../../engine/sql.js';
import { compileCondition } from '../expression/condition.js';
import { rowScope } from '../expression/scope.js';
import { type PersonContext, rowNames } from '../person/context.js';
import type { RuleParts } from '../ruleset.js';

/** The rank of the label on a row, where it counts. */
export function mappedRank(rules: RuleParts, context: Pick<PersonContext, 'sources' | 'asOf'>): Sql {
  const arms = context.sources.flatMap(({ name, order }) => {
    const labels = [...(rules.map.get(name) ?? [])].map(([label, rank]) => sql`when ${label} then ${rank}`);
    return labels.length === 0 ? [] : [sql`when ${order} then case grade ${join(labels, ' ')} end`];
  });
  if (arms.length === 0) return raw('null::utinyint');
  const rank = sql`(case source_no ${join(arms, ' ')} end)::utinyint`;
  if (rules.gradeCounts === undefined) return rank;
  return sql`case when ${countsSql(rules.gradeCounts, context)} then ${rank} end`;
}

/** Throws Misread. */
export function countsSql(
  condition: NonNullable<RuleParts['gradeCounts']>,
  context: Pick<PersonContext, 'sources' | 'asOf'>,
): Sql {
  return compileCondition(condition, rowScope(allFields(context.sources), rowNames(context)));
}
