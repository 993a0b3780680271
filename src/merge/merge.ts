import type { Source } from '../config/config.js';
import type { Engine } from '../engine/engine.js';
import { join, name, raw, type Sql, sql } from '../engine/sql.js';
import { type CompiledRules, compileRules } from '../rules/compile.js';
import type { RuleSet } from '../rules/ruleset.js';
import { addConsents } from './consent.js';
import { conversions } from './conversions.js';
import { graded } from './decide.js';
import { manyRows } from './many-rows.js';
import { moveSteps } from './moves.js';
import { perPerson } from './per-person.js';
import { balances } from './points.js';
import { refusals } from './refusals.js';
import { survivors } from './survivors.js';
import { type MergeContext, type MergeTables, made, PLAN_TABLES } from './tables.js';

interface MergeInput {
  readonly rules: RuleSet;
  readonly sources: readonly Source[];
  /** The moment the plan is made for; rules that measure time read no other clock. */
  readonly asOf: string;
  readonly tables?: MergeTables;
  /** A view is cheaper than a table where `merged` is read once; it reads `merge_many_rows`, which then stays. */
  readonly merged?: 'table' | 'view';
  /** A table of the `person_id` of those who are written; what rules measure is of everybody all the same. */
  readonly only?: string;
}

/**
 * Makes `graded` and `merged`, one line a person, `merged_points`, one line a bucket that is not empty,
 * `merged_refusals`, `merged_conversions` and `merged_costs`, from `rows`, `person_rows` and `previous_grades`. One
 * pass over all rows makes what is known of each person (`merge_persons`); the rules read only that (`graded`);
 * `merged` has the surviving fields beside it.
 */
export async function mergePersons(engine: Engine, input: MergeInput): Promise<void> {
  const { rules, sources, asOf, tables = PLAN_TABLES, merged = 'table' } = input;
  const context: MergeContext = { rules, sources, asOf, tables };
  const { moving = [] } = tables;
  const compiled = compileRules(rules, { sources, asOf, moving });
  const consents = addConsents(compiled.columns, context);
  const step = (table: string) => `${tables.prefix}${table}`;
  await engine.step(step('merge_persons'), perPerson(compiled, context));
  await engine.step(step('graded'), graded(compiled, consents, context));
  if (input.only !== undefined) {
    for (const table of ['graded', 'merge_persons'].map(step))
      await engine.step(table, sql`from ${name(table)} semi join ${name(input.only)} using (person_id)`);
  }
  await engine.step(step('merged_points'), balances(compiled.points, context));
  for (const [table, select] of moveSteps(compiled.points, context)) await engine.step(table, select);
  await engine.step(step('merged_conversions'), conversions(compiled.points, context));
  await engine.step(step('merged_refusals'), refusals(compiled.points, context));
  if (rules.costs.size > 0) await engine.step(step('merged_costs'), costMeasures(compiled, context));
  await engine.step(step('merge_many_rows'), manyRows(context));
  await engine.drop(step('merge_persons'));
  if (merged === 'view') {
    await engine.run(sql`create or replace view ${name(step('merged'))} as ${survivors(context)}`);
    return;
  }
  await engine.step(step('merged'), survivors(context));
  await engine.drop(step('merge_many_rows'));
}

/** `merged_costs`: of each person the measures that grades cost a share of. */
function costMeasures({ costs }: CompiledRules, context: MergeContext): Sql {
  const columns = costs.map(({ name: column }) => sql`, ${name(column)}`);
  const some = raw(costs.length === 0 ? 'where false' : '');
  return sql`select person_id ${join(columns, '')} from ${made(context, 'graded')} ${some}`;
}
