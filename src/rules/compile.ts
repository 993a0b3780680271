import type { Source } from '../config/config.js';
import { join, raw, type Sql, sql } from '../engine/sql.js';
import { compileCondition } from './expression/condition.js';
import type { GradeExpression } from './grade/grade.js';
import { MAPPED, NEWEST } from './person/mapped.js';
import { measureColumn, PersonColumns, type PersonContext, personScope } from './person/scope.js';
import type { Band, Decision, RuleSet } from './ruleset.js';

/** What the compilation of a rule file needs of it. */
export type RuleParts = Pick<RuleSet, 'grades' | 'map' | 'measures' | 'bands'>;

/**
 * The rules as SQL over two tables: the rows of a person, where MAPPED is the rank of a row's grade and
 * NEWEST orders the rows, and one line a person with `columns` and `previous_rank`. A rank is missing when
 * nothing is known and 0 for `none`.
 */
export interface CompiledRules {
  readonly mapped: Sql;
  /** What has to be known of a person; more may be added before it is computed. */
  readonly columns: PersonColumns;
  /** The highest mapped grade of each source, in the order of the sources. */
  readonly candidates: readonly { readonly source: string; readonly rank: Sql }[];
  readonly bestSource: Sql;
  readonly decide: readonly CompiledDecision[];
  readonly adjust: readonly { readonly name: string; readonly floor: Sql }[];
}

export interface CompiledDecision {
  readonly name: string;
  readonly when: Sql;
  readonly rank: Sql;
}

export function compileRules(rules: RuleSet, sources: readonly Source[]): CompiledRules {
  const context = personContext(rules, sources);
  const decide = rules.decide.map((decision) => compileDecision(decision, rules, context));
  const bestSource = context.bestSource();
  const candidates = sources.map(({ name }) => ({
    source: name,
    rank: highestMapped([name], rules, context),
  }));
  const adjust = rules.adjust.map(({ name, neverBelow }) => ({
    name,
    floor: neverBelow === 'previous' ? raw('previous_rank') : bestSource,
  }));
  return {
    mapped: mappedRank(rules, sources),
    columns: context.columns,
    candidates,
    bestSource,
    decide,
    adjust,
  };
}

export function personContext(rules: RuleParts, sources: readonly Source[]): PersonContext {
  const context: PersonContext = {
    sources,
    grades: rules.grades,
    measures: rules.measures,
    columns: new PersonColumns(),
    bestSource: () => highestMapped([...rules.map.keys()], rules, context),
  };
  return context;
}

/** Throws Misread for what a condition about a person cannot say. */
export function compileDecision(
  { name, when, grade }: Pick<Decision, 'name' | 'when' | 'grade'>,
  rules: RuleParts,
  context: PersonContext,
): CompiledDecision {
  const condition = when === undefined ? raw('true') : compileCondition(when, personScope(context));
  return { name, when: condition, rank: gradeSql(grade, rules, context) };
}

/** The rank of the label on a row. */
function mappedRank({ map }: RuleParts, sources: readonly Source[]): Sql {
  const arms = sources.flatMap(({ name, order }) => {
    const labels = [...(map.get(name) ?? [])].map(([label, rank]) => sql`when ${label} then ${rank}`);
    return labels.length === 0 ? [] : [sql`when ${order} then case grade ${join(labels, ' ')} end`];
  });
  return arms.length === 0 ? raw('null::utinyint') : sql`(case source_no ${join(arms, ' ')} end)::utinyint`;
}

/** greatest and least leave out what is missing, and are missing when all is. */
function gradeSql(grade: GradeExpression, rules: RuleParts, context: PersonContext): Sql {
  switch (grade.kind) {
    case 'label':
      return sql`${grade.rank}`;
    case 'none':
      return raw('0');
    case 'highest':
      return one(
        'greatest',
        grade.of.map((inner) => gradeSql(inner, rules, context)),
      );
    case 'lowest':
      return one(
        'least',
        grade.of.map((inner) => lowestSql(inner, rules, context)),
      );
    case 'map':
      return highestMapped(grade.sources, rules, context);
    case 'latest': {
      const rows = sql`${MAPPED} is not null and ${ofSources(grade.sources, context)}`;
      return context.columns.add('latest map', sql`arg_max(${MAPPED}, ${NEWEST}) filter (where ${rows})`);
    }
    case 'prefer':
      return one(
        'coalesce',
        grade.sources.map((source) => highestMapped([source], rules, context)),
      );
    case 'band':
      return bandSql(measureColumn(grade.measure, context), rules.bands.get(grade.measure) ?? []);
  }
}

function lowestSql(grade: GradeExpression, rules: RuleParts, context: PersonContext): Sql {
  if (grade.kind !== 'map') return gradeSql(grade, rules, context);
  return context.columns.add(
    'lowest map',
    sql`min(${MAPPED}) filter (where ${ofSources(grade.sources, context)})`,
  );
}

function highestMapped(wanted: readonly string[], { map }: RuleParts, context: PersonContext): Sql {
  const known = context.sources.filter(({ name }) => wanted.includes(name) && map.has(name));
  if (known.length === 0) return raw('null::utinyint');
  const ranks = known.map(({ name, order }) =>
    context.columns.add(`map ${name}`, sql`max(${MAPPED}) filter (where source_no = ${order})`),
  );
  return one('greatest', ranks);
}

function ofSources(wanted: readonly string[], { sources }: PersonContext): Sql {
  const orders = sources.filter(({ name }) => wanted.includes(name)).map(({ order }) => sql`${order}`);
  return sql`source_no in (${join(orders)})`;
}

function bandSql(amount: Sql, bands: readonly Band[]): Sql {
  const arms = bands.toReversed().map(({ from, rank }) => sql`when ${amount} >= ${raw(from)} then ${rank}`);
  return arms.length === 0 ? raw('null::utinyint') : sql`case ${join(arms, ' ')} end`;
}

function one(combine: 'greatest' | 'least' | 'coalesce', pieces: readonly Sql[]): Sql {
  const [first] = pieces;
  return pieces.length === 1 && first !== undefined ? first : sql`${raw(combine)}(${join(pieces)})`;
}
