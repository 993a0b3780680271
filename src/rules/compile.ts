import { join, name, raw, type Sql, sql } from '../engine/sql.js';
import {
  type CompiledAdjustment,
  type CompiledExceptions,
  compileAdjustment,
  compileExceptions,
} from './adjust/compile.js';
import { type CostMeasure, compileCosts } from './costs.js';
import { compileCondition } from './expression/condition.js';
import type { Scope, Value } from './expression/scope.js';
import { compileGrade, highestMapped } from './grade/compile.js';
import { mappedRank } from './grade/mapped-rank.js';
import type { PersonColumns } from './person/columns.js';
import type { PersonContext } from './person/context.js';
import { personScope } from './person/scope.js';
import { type Occasion, personContext } from './person-context.js';
import { type CompiledPoints, compilePoints } from './points/compile.js';
import type { Decision, Refusal, RuleParts, RuleSet } from './ruleset.js';

/**
 * The rules as SQL over two tables: the rows of a person, where MAPPED is the rank of a row's grade and
 * NEWEST orders the rows, and one line a person with `columns`, `population`, `previous_rank` and
 * `announced_rank`. A rank is missing when nothing is known and 0 for `none`.
 */
export interface CompiledRules {
  /** What more can be compiled in, before `columns` are computed. */
  readonly context: PersonContext;
  readonly mapped: Sql;
  /** What has to be known of a person; more may be added before it is computed. */
  readonly columns: PersonColumns;
  /** What has to be known of the orders of a person that count, and of its lots that are carried. */
  readonly orders: PersonColumns | undefined;
  readonly lots: PersonColumns;
  /** What a person is among all persons. */
  readonly population: PersonColumns;
  /** The highest mapped grade of each source, in the order of the sources. */
  readonly candidates: readonly { readonly source: string; readonly rank: Sql }[];
  readonly bestSource: Sql;
  readonly decide: readonly CompiledDecision[];
  /** Each made of the rank that the one before it left: `rankAfter`. */
  readonly adjust: readonly CompiledAdjustment[];
  readonly exceptions: readonly CompiledExceptions[];
  /** The number of the refusal that holds for a person; missing when none does. */
  readonly refusalNo: Sql;
  readonly points: CompiledPoints;
  readonly costs: readonly CostMeasure[];
}

interface CompiledDecision {
  readonly name: string;
  readonly when: Sql;
  readonly rank: Sql;
}

/** Throws Misread for what cannot be said of a person; a rule file that was loaded has nothing of the kind. */
export function compileRules(rules: RuleSet, occasion: Occasion): CompiledRules {
  const context = personContext(rules, occasion);
  const decide = rules.decide.map((decision) => compileDecision(decision, rules, context));
  const candidates = occasion.sources.map(({ name }) => ({
    source: name,
    rank: highestMapped([name], context),
  }));
  const adjust = rules.adjust.map((adjustment, index) =>
    compileAdjustment(adjustment, rankAfter(index), rules, context),
  );
  const exceptions = rules.adjust.flatMap((adjustment) =>
    adjustment.kind === 'exceptions' ? [compileExceptions(adjustment, context)] : [],
  );
  const refusals = rules.refuse.map((refusal) => compileRefusal(refusal, rules, context));
  return {
    context,
    mapped: mappedRank(rules, context),
    columns: context.columns,
    orders: context.orders?.columns,
    lots: context.lots,
    population: context.population,
    candidates,
    bestSource: context.bestSource(),
    decide,
    adjust,
    exceptions,
    refusalNo: firstOf(refusals),
    points: compilePoints(rules.buckets, pointsScope(rules, context), context),
    costs: compileCosts(rules, context),
  };
}

/** The column of the rank after so many adjustments. */
export function rankAfter(adjustments: number): Sql {
  return name(`rank after ${adjustments}`);
}

/** Throws Misread for what a condition about a person cannot say. */
export function compileDecision(
  { name, when, grade }: Pick<Decision, 'name' | 'when' | 'grade'>,
  rules: RuleParts,
  context: PersonContext,
): CompiledDecision {
  const condition = when === undefined ? raw('true') : compileCondition(when, personScope(context));
  return { name, when: condition, rank: compileGrade(grade, rules, context) };
}

/** Throws Misread. */
export function compileRefusal(
  { when }: Pick<Refusal, 'when'>,
  rules: Pick<RuleSet, 'adjust'>,
  context: PersonContext,
): Sql {
  return compileCondition(when, personScope(context, { grade: decidedGrade(rules) }));
}

/** What points may ask for: the grade that was decided, and whether a request was refused. */
export function pointsScope(rules: Pick<RuleSet, 'adjust' | 'refuse'>, context: PersonContext): Scope {
  const refusals = rules.refuse.map((refusal) => sql`(${compileRefusal(refusal, rules, context)})`);
  const refused = refusals.length === 0 ? raw('false') : sql`(${join(refusals, ' or ')})`;
  return personScope(context, { grade: decidedGrade(rules), refused: { sql: refused, type: 'flag' } });
}

/** Who left has no grade. */
function decidedGrade({ adjust }: Pick<RuleSet, 'adjust'>): Value {
  return { sql: sql`nullif(${rankAfter(adjust.length)}, 0)`, type: 'grade' };
}

function firstOf(conditions: readonly Sql[]): Sql {
  const arms = conditions.map((condition, index) => sql`when ${condition} then ${index}`);
  return arms.length === 0 ? raw('null::usmallint') : sql`(case ${join(arms, ' ')} end)::usmallint`;
}
