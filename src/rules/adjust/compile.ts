import { all, name, raw, type Sql, sql } from '../../engine/sql.js';
import { compileCondition } from '../expression/condition.js';
import { compileGrade } from '../grade/compile.js';
import type { PersonContext } from '../person/context.js';
import { MAPPED } from '../person/mapped.js';
import { personScope } from '../person/scope.js';
import type { RuleParts } from '../ruleset.js';
import type { Adjustment, Exceptions, Floor } from './adjustment.js';

export interface CompiledAdjustment {
  readonly name: string;
  /** The rank after it; 0 is none. */
  readonly rank: Sql;
}

/** A grade set by hand, as a column beside the persons. */
export interface CompiledExceptions {
  readonly column: string;
  readonly members: readonly {
    readonly sourceNo: number;
    readonly memberId: string;
    readonly rank: number;
  }[];
}

/**
 * What an adjustment makes of the rank that stands before it. Who left (0) is not changed; one to whom no rule
 * applied is. Throws Misread.
 */
export function compileAdjustment(
  adjustment: Adjustment,
  before: Sql,
  rules: RuleParts,
  context: PersonContext,
): CompiledAdjustment {
  const { when } = adjustment;
  const scope = personScope(context, { grade: { sql: before, type: 'grade' } });
  const applies = when === undefined ? [] : [compileCondition(when, scope)];
  const inside = [sql`${before} is distinct from 0`, ...applies];
  if (adjustment.kind === 'exceptions') {
    const set = exceptionColumn(adjustment.name);
    const isSet = all([...inside, sql`${set} is not null`]);
    return { name: adjustment.name, rank: sql`case when ${isSet} then ${set} else ${before} end` };
  }
  const floor = floorSql(adjustment, rules, context);
  const lifts = all([...inside, sql`${floor} > coalesce(${before}, 0)`]);
  return { name: adjustment.name, rank: sql`case when ${lifts} then ${floor} else ${before} end` };
}

function floorSql({ floor, down, until }: Floor, rules: RuleParts, context: PersonContext): Sql {
  const isOfRows = floor.kind === 'known' && floor.what === 'best_source';
  if (until === 'grade_valid_until' && isOfRows) return lowered(bestUnexpired(context), down);
  const rank = lowered(compileGrade(floor, rules, context), down);
  if (until === undefined) return rank;
  const day = sql`cast(${context.asOf} as date)`;
  const last =
    until === 'grade_valid_until'
      ? context.columns.add(until, raw('max(grade_valid_until)'))
      : sql`cast(${until.day} as date)`;
  return sql`(case when ${day} <= ${last} then ${rank} end)`;
}

/** The highest mapped grade of the rows whose grade still holds; one without a last day does not. */
function bestUnexpired({ columns, asOf }: PersonContext): Sql {
  const holds = sql`grade_valid_until >= cast(${asOf} as date)`;
  return columns.add('unexpired map', sql`max(${MAPPED}) filter (where ${holds})`);
}

function lowered(rank: Sql, down: number): Sql {
  return down === 0
    ? sql`(${rank})`
    : sql`greatest((${rank})::integer - ${down}, case when ${rank} >= 1 then 1 end)`;
}

/** Those whose exception holds on the day of the plan. */
export function compileExceptions(
  { name, members }: Exceptions & { readonly name: string },
  { sources, asOf }: Pick<PersonContext, 'sources' | 'asOf'>,
): CompiledExceptions {
  const orders = new Map(sources.map((source) => [source.name, source.order]));
  const holding = members.filter(({ until }) => until === undefined || until >= asOf);
  return {
    column: columnOf(name),
    members: holding.flatMap(({ source, memberId, rank }) => {
      const sourceNo = orders.get(source);
      return sourceNo === undefined ? [] : [{ sourceNo, memberId, rank }];
    }),
  };
}

function exceptionColumn(adjustment: string): Sql {
  return name(columnOf(adjustment));
}

function columnOf(adjustment: string): string {
  return `set by hand: ${adjustment}`;
}
