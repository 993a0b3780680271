import type { Engine, Row } from '../engine/engine.js';
import { join, name, raw, type Sql, sql } from '../engine/sql.js';
import { plainDecimal } from '../engine/text.js';
import { decidedLines } from '../merge/decide.js';
import type { MergeContext } from '../merge/tables.js';
import { type CompiledRules, rankAfter } from '../rules/compile.js';
import { compileGrade } from '../rules/grade/compile.js';
import type { NamedCandidate } from './candidates.js';
import type { Grade, Trace } from './trace.js';

/** What is asked of a person beside what the rules compute anyway; each in a column of its own. */
export interface Asked {
  readonly candidates: readonly (NamedCandidate & { readonly rank: Sql })[];
  readonly measures: readonly { readonly name: string; readonly value: Sql }[];
}

/** Compiles what a trace asks for. Comes before the pass over the rows, to which it may add columns. */
export function askFor(
  candidates: readonly NamedCandidate[],
  { context }: CompiledRules,
  { rules }: MergeContext,
): Asked {
  return {
    candidates: candidates.map((one) => ({ ...one, rank: compileGrade(one.expression, rules, context) })),
    measures: context.measures.flatMap((measure) => {
      const value = context.measure(measure, 1);
      if (value === undefined) return [];
      const text = value.type === 'number' ? plainNumber(value.sql) : sql`cast(${value.sql} as varchar)`;
      return [{ name: measure, value: text }];
    }),
  };
}

/** A measure may be a decimal of any width, or a quotient. */
function plainNumber(value: Sql): Sql {
  return plainDecimal(sql`cast(${value} as decimal(38, 6))`);
}

export type Decided = Pick<
  Trace,
  'measures' | 'candidates' | 'rules' | 'adjustments' | 'previous' | 'best_source' | 'grade'
>;

/** What was decided of a person, by the statements of a plan. Needs `merge_persons`. */
export async function gatherDecision(
  engine: Engine,
  compiled: CompiledRules,
  {
    context,
    asked,
    person,
  }: { readonly context: MergeContext; readonly asked: Asked; readonly person: bigint },
): Promise<Decided> {
  const row = await engine.one(decisionOf(compiled, context, { asked, person }));
  const { rules } = context;
  const gradeAt = (column: string): Grade => gradeOf(row[column], rules.grades);
  return {
    measures: asked.measures.map(({ name: measure }, at) => ({
      name: measure,
      value: textIn(row, `measure ${at}`),
    })),
    candidates: asked.candidates.map(({ code, words }, at) => ({
      code,
      words,
      grade: gradeAt(`candidate ${at}`),
    })),
    rules: rules.decide.map(({ name: rule }, at) => ({
      name: rule,
      holds: row[`when ${at}`] === true,
      grade: gradeAt(`grade ${at}`),
      decides: row.rule_no === at,
    })),
    adjustments: rules.adjust.map(({ name: adjustment }, at) => ({
      name: adjustment,
      before: gradeAt(`after ${at}`),
      after: gradeAt(`after ${at + 1}`),
    })),
    previous: textIn(row, 'previous_grade'),
    best_source: gradeAt('best'),
    grade: gradeAt(`after ${rules.adjust.length}`),
  };
}

/** The grade of a rank. */
export function gradeOf(rank: unknown, grades: readonly string[]): Grade {
  if (rank === null || rank === undefined) return null;
  const number = Number(rank);
  return number === 0 ? 'none' : (grades[number - 1] ?? null);
}

function decisionOf(
  compiled: CompiledRules,
  context: MergeContext,
  { asked, person }: { readonly asked: Asked; readonly person: bigint },
): Sql {
  const rank = (value: Sql) => sql`cast(${value} as integer)`;
  const columns = [
    ...asked.measures.map(({ value }, at) => sql`${value} as ${name(`measure ${at}`)}`),
    ...asked.candidates.map((one, at) => sql`${rank(one.rank)} as ${name(`candidate ${at}`)}`),
    ...compiled.decide.flatMap((rule, at) => [
      sql`coalesce((${rule.when}), false) as ${name(`when ${at}`)}`,
      sql`${rank(rule.rank)} as ${name(`grade ${at}`)}`,
    ]),
    ...[...Array(compiled.adjust.length + 1).keys()].map(
      (at) => sql`${rank(rankAfter(at))} as ${name(`after ${at}`)}`,
    ),
    sql`${rank(compiled.bestSource)} as best`,
    raw('previous_grade'),
    raw('cast(rule_no as integer) as rule_no'),
  ];
  return sql`select ${join(columns)} from (${decidedLines(compiled, context)}) where person_id = ${person}`;
}

function textIn(row: Row, column: string): string | null {
  const value = row[column];
  return value === null || value === undefined ? null : String(value);
}
