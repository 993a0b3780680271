import { join, name, raw, type Sql, sql } from '../engine/sql.js';
import type { CompiledExceptions } from '../rules/adjust/compile.js';
import { type CompiledRules, rankAfter } from '../rules/compile.js';
import { adjusted, adjustmentNo, answered, chosen } from '../rules/decided.js';
import type { PersonColumns } from '../rules/person/columns.js';
import { NO_RULE } from '../rules/ruleset.js';
import { type MergeContext, made } from './tables.js';

/** `graded`: one narrow line a person: what was decided, its consents, and its rows, one or two by their ids. */
export function graded(compiled: CompiledRules, consents: readonly Sql[], context: MergeContext): Sql {
  const { personIds } = context.tables;
  const numbers = ['liveness', 'previous_grade', 'rule_no', 'grade_rank', 'adjustment_no', 'best_rank'];
  const mapped = context.sources.map((source) => `map_${source.name}`);
  return sql`
    select ${join(words(context))}, decided.* exclude (${join([...numbers, ...mapped].map(name))})
      ${personIds === undefined ? sql`` : sql`, ids.* exclude (person_id)`}
    from (${decided(compiled, consents, context)}) as decided
    ${personIds === undefined ? sql`` : sql`join ${name(personIds)} as ids using (person_id)`}`;
}

/** The columns of `graded` that say what was decided. */
export function gradedColumns({ sources }: MergeContext): readonly Sql[] {
  return [
    'person_id',
    'grade',
    'grade_rank',
    'previous_grade',
    'rule',
    'adjusted_by',
    'best_source',
    ...sources.map((source) => `map_${source.name}`),
    'status',
    'rows_count',
    'presence',
  ].map(name);
}

/**
 * Each person's rank, the number of the rule that decided it and of the adjustment that changed it. Every select
 * adds one thing to the one inside it.
 */
function decided(compiled: CompiledRules, consents: readonly Sql[], context: MergeContext): Sql {
  const { candidates, bestSource, adjust, refusalNo, points, costs } = compiled;
  return sql`
    select person_id, first_row, second_row, rows_count, presence, liveness, previous_grade, rule_no,
      ${rankAfter(adjust.length)} as grade_rank,
      ${refusalNo} as refusal_no,
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
      ${join(
        [...points.carried, ...costs].map(({ name: column, value }) => sql`, ${value} as ${name(column)}`),
        '',
      )}
    from (${decidedLines(compiled, context)})`;
}

/** One line a person: what is known of it, the number of its rule, and its rank after each adjustment. */
export function decidedLines(compiled: CompiledRules, context: MergeContext): Sql {
  const known = amongAll(compiled.population, withPrevious(compiled.exceptions, context));
  return adjusted(compiled, answered(compiled, known));
}

/** The decision in words, from the alias `decided`. */
function words({ rules, sources }: MergeContext): readonly Sql[] {
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

/** What each person is among all of them; a pass over all persons, so only where a rule asks. */
function amongAll(population: PersonColumns, from: Sql): Sql {
  const columns = population
    .list()
    .map(({ name: column, aggregate }) => sql`, ${aggregate} as ${name(column)}`);
  return columns.length === 0 ? from : sql`select * ${join(columns, '')} from (${from})`;
}

function withPrevious(exceptions: CompiledRules['exceptions'], context: MergeContext): Sql {
  const ranks = context.rules.grades.map((grade, index) => sql`when ${grade} then ${index + 1}`);
  const own = exceptions.filter(({ members }) => members.length > 0);
  const none = exceptions.filter(({ members }) => members.length === 0);
  return sql`
    select persons.*, previous.grade as previous_grade,
      (${chosen(raw('previous.grade'), ranks)})::utinyint as previous_rank,
      (${chosen(raw('previous.announced'), ranks)})::utinyint as announced_rank
      ${join(
        none.map(({ column }) => sql`, null::utinyint as ${name(column)}`),
        '',
      )}
      ${join(
        own.map(({ column }) => sql`, ${name(column)}.rank as ${name(column)}`),
        '',
      )}
    from ${made(context, 'merge_persons')} as persons
    left join ${name(context.tables.previousGrades)} as previous using (person_id)
    ${join(
      own.map(
        (set) => sql`left join (${exceptionRanks(set, context)}) as ${name(set.column)} using (person_id)`,
      ),
      ' ',
    )}`;
}

/** The highest grade that was set by hand for a row of the person. */
function exceptionRanks({ members }: CompiledExceptions, { tables }: MergeContext): Sql {
  const values = members.map(({ sourceNo, memberId, rank }) => sql`(${sourceNo}, ${memberId}, ${rank})`);
  return sql`
    select person_id, max(set_by_hand.rank)::utinyint as rank
    from (values ${join(values)}) as set_by_hand(source_no, member_id, rank)
    join ${name(tables.rows)} using (source_no, member_id)
    join ${name(tables.personRows)} using (row_id)
    group by person_id`;
}
