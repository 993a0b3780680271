import { join, name, raw, type Sql, sql } from '../engine/sql.js';
import type { CompiledRules } from '../rules/compile.js';
import { NO_RULE } from '../rules/ruleset.js';
import { type MergeContext, made } from './tables.js';

/**
 * `merge_decided`: each person's rank, the number of the rule that decided it and of the adjustment that changed
 * it, in numbers because they travel through two joins. Every select adds one thing to the one inside it.
 */
export function decided(compiled: CompiledRules, consents: readonly Sql[], context: MergeContext): Sql {
  const { candidates, bestSource, adjust } = compiled;
  return sql`
    select person_id, first_row, second_row, rows_count, presence, liveness, previous_grade, rule_no,
      ${rank(adjust.length)} as grade_rank,
      ${adjustmentNo(compiled)} as adjustment_no,
      ${bestSource} as best_rank
      ${join(
        candidates.map(({ source, rank }) => sql`, ${rank} as ${name(`map_${source}`)}`),
        '',
      )}
      ${join(
        consents.map((consent) => sql`, ${consent}`),
        '',
      )}
    from (${adjusted(compiled, answered(compiled, context))})`;
}

/** The decision in words, from the alias `decided`. */
export function decisionColumns({ rules, sources }: MergeContext): readonly Sql[] {
  const grade = (column: Sql) => worded(sql`decided.${column}`, rules.grades, { from: 1 });
  const names = (list: readonly { readonly name: string }[]) => list.map(({ name }) => name);
  return [
    sql`${grade(raw('grade_rank'))} as grade`,
    raw('nullif(decided.grade_rank, 0)::integer as grade_rank'),
    raw('decided.previous_grade'),
    sql`coalesce(${worded(raw('rule_no'), names(rules.decide), { from: 0 })}, ${NO_RULE}) as rule`,
    sql`${worded(raw('adjustment_no'), names(rules.adjust), { from: 0 })} as adjusted_by`,
    sql`${grade(raw('best_rank'))} as best_source`,
    ...sources
      .map((source) => name(`map_${source.name}`))
      .map((column) => sql`${grade(column)} as ${column}`),
    raw("case liveness when 2 then 'active' when 1 then 'dormant' else 'withdrawn' end as status"),
  ];
}

function worded(number: Sql, words: readonly string[], { from }: { readonly from: number }): Sql {
  const arms = words.map((word, index) => sql`when ${index + from} then ${word}`);
  return arms.length === 0 ? raw('null::varchar') : sql`case ${number} ${join(arms, ' ')} end`;
}

/** The first rule whose condition holds and whose grade is not missing. */
function answered({ decide }: CompiledRules, context: MergeContext): Sql {
  const first = decide.map(
    (rule, index) => sql`when (${rule.when}) and (${rule.rank}) is not null then ${index}`,
  );
  const ranks = decide.map((rule, index) => sql`when ${index} then ${rule.rank}`);
  return sql`
    select *, (case rule_no ${join(ranks, ' ')} end)::utinyint as ${rank(0)}
    from (select *, (case ${join(first, ' ')} end)::usmallint as rule_no
      from (${withPrevious(context)}))`;
}

function withPrevious(context: MergeContext): Sql {
  const ranks = context.rules.grades.map((grade, index) => sql`when ${grade} then ${index + 1}`);
  return sql`
    select persons.*, previous.grade as previous_grade,
      (case previous.grade ${join(ranks, ' ')} end)::utinyint as previous_rank
    from ${made(context, 'merge_persons')} as persons
    left join ${name(context.tables.previousGrades)} as previous using (person_id)`;
}

/** A person who left (0) is not lifted; one to whom no rule applied is. */
function adjusted({ adjust }: CompiledRules, from: Sql): Sql {
  return adjust.reduce((inner, { floor }, index) => {
    const before = rank(index);
    const lifted = sql`${before} is distinct from 0 and ${floor} > coalesce(${before}, 0)`;
    return sql`select *, case when ${lifted} then ${floor} else ${before} end as ${rank(index + 1)} from (${inner})`;
  }, from);
}

/** The last adjustment that changed the grade. */
function adjustmentNo({ adjust }: CompiledRules): Sql {
  const arms = adjust
    .map((_, index) => sql`when ${rank(index + 1)} is distinct from ${rank(index)} then ${index}`)
    .toReversed();
  return arms.length === 0 ? raw('null::utinyint') : sql`(case ${join(arms, ' ')} end)::utinyint`;
}

/** The rank after so many adjustments. */
function rank(adjustments: number): Sql {
  return name(`rank ${adjustments}`);
}
