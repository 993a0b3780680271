import { join, raw, type Sql, sql } from '../engine/sql.js';
import { type CompiledRules, rankAfter } from './compile.js';

/**
 * The first rule whose condition holds and whose grade is not missing: adds `rule_no` and the rank that it gives
 * to each line of `from`.
 */
export function answered({ decide }: Pick<CompiledRules, 'decide'>, from: Sql): Sql {
  const first = decide.map(
    (rule, index) => sql`when (${rule.when}) and (${rule.rank}) is not null then ${index}`,
  );
  const ranks = decide.map((rule, index) => sql`when ${index} then ${rule.rank}`);
  return sql`
    select *, (${chosen(raw('rule_no'), ranks)})::utinyint as ${rankAfter(0)}
    from (select *, (${chosen(raw(''), first)})::usmallint as rule_no
      from (${from}))`;
}

/** Adds the rank after each adjustment. */
export function adjusted({ adjust }: Pick<CompiledRules, 'adjust'>, from: Sql): Sql {
  return adjust.reduce(
    (inner, { rank }, index) => sql`select *, (${rank})::utinyint as ${rankAfter(index + 1)} from (${inner})`,
    from,
  );
}

/** The last adjustment that changed the grade. */
export function adjustmentNo({ adjust }: Pick<CompiledRules, 'adjust'>): Sql {
  const arms = adjust
    .map((_, index) => sql`when ${rankAfter(index + 1)} is distinct from ${rankAfter(index)} then ${index}`)
    .toReversed();
  return arms.length === 0 ? raw('null::utinyint') : sql`(case ${join(arms, ' ')} end)::utinyint`;
}

/** A case over so many arms; missing when there are none. */
export function chosen(what: Sql, arms: readonly Sql[]): Sql {
  return arms.length === 0 ? raw('null') : sql`case ${what} ${join(arms, ' ')} end`;
}
