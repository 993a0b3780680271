import type { Config } from '../config/config.js';
import type { Engine } from '../engine/engine.js';
import { sql } from '../engine/sql.js';
import { type Fault, Faults } from '../failure.js';
import { placeLots } from '../lots/placed.js';
import { mergePersons } from '../merge/merge.js';
import { PLAN_TABLES } from '../merge/tables.js';
import { countOrders } from '../orders/counted.js';
import { placeOrders } from '../orders/placed.js';
import { unmappedLabels } from '../rules/labels.js';
import type { RuleSet } from '../rules/ruleset.js';

/** Two rule files over the same persons. */
export interface BothRules {
  readonly a: RuleSet;
  readonly b: RuleSet;
}

/** What a comparison is gathered from: the tables `a_graded`, `b_graded`, `a_merged_points` and so on. */
export interface CompareContext {
  readonly engine: Engine;
  readonly config: Config;
  readonly rules: BothRules;
}

export const SIDES = ['a', 'b'] as const;

export type Side = (typeof SIDES)[number];

/** Merges `rows` and `person_rows`, with `orders` and `lots` where the config has them, by each rule file, as on a
 * first run. Throws Faults for labels without a map. */
export async function mergeBoth(
  { engine, config, rules }: CompareContext,
  { asOf }: { readonly asOf: string },
): Promise<void> {
  const { sources } = config;
  const sets = [...new Set([rules.a, rules.b])];
  const faults: Fault[] = [];
  for (const set of sets) faults.push(...(await unmappedLabels(engine, set, sources)));
  if (faults.length > 0) throw new Faults(faults);
  await engine.step(
    'previous_grades',
    sql`select cast(null as bigint) as person_id, cast(null as varchar) as grade, cast(null as varchar) as announced where false`,
  );
  const hasLots = (config.lots ?? []).length > 0;
  if (hasLots) await placeLots(engine, config, asOf);
  if (sets.some(({ orders }) => orders !== undefined)) await placeOrders(engine, config);
  for (const side of SIDES) {
    const { orders } = rules[side];
    // Which orders count is for each file to say.
    if (orders !== undefined) await countOrders(engine, { policy: orders.policy, asOf });
    const tables = {
      ...PLAN_TABLES,
      ...(orders === undefined ? {} : { countedOrders: 'counted_orders' }),
      ...(hasLots ? { placedLots: 'placed_lots' } : {}),
      prefix: `${side}_`,
    };
    await mergePersons(engine, { rules: rules[side], sources, asOf, tables, merged: 'view' });
  }
}
