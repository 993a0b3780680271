import type { Config } from '../config/config.js';
import type { Engine } from '../engine/engine.js';
import { join, type Sql, sql } from '../engine/sql.js';
import type { BlockingRule } from './blocking-keys.js';
import { type BlockCost, blockPairs, costOf, refuseTooMany, type Scope } from './blocks.js';
import { LINKED_PAIRS } from './decisions/follow-decisions.js';
import type { ExactRule, Identity } from './identity.js';

/** The blocking rules that exact rules need, with one of its own for each exact rule that none covers; and the others. */
export function splitBlocking({ exact, blocking }: Identity): {
  readonly wide: readonly BlockingRule[];
  readonly narrow: readonly BlockingRule[];
} {
  const covers = (rule: BlockingRule, { equal }: ExactRule) =>
    rule.keys.every((key) => key.whole && equal.includes(key.comparison));
  const wide = blocking.filter((rule) => exact.some((one) => covers(rule, one)));
  const own = exact
    .filter((one) => !wide.some((rule) => covers(rule, one)))
    .map(({ equal }) => ({
      name: equal.join(' + '),
      keys: equal.map((comparison) => ({ comparison, whole: true, of: (value: Sql) => value })),
    }));
  return { wide: [...wide, ...own], narrow: blocking.filter((rule) => !wide.includes(rule)) };
}

/** `<scope>_pairs(l, r, block)`: each pair once, by the first rule that gives it. */
export async function makeCandidates(
  engine: Engine,
  config: Config,
  {
    rules,
    scope,
    first,
    known,
  }: {
    readonly rules: readonly BlockingRule[];
    readonly scope: Scope;
    /** The number of the first of these rules among all. */
    readonly first: number;
    /** Costs that were counted before. */
    readonly known: readonly BlockCost[];
  },
): Promise<readonly BlockCost[]> {
  const costs = await costOf(engine, rules, { scope, known });
  refuseTooMany(costs, config.identity.max_pairs);
  const found = rules.map(
    (rule, at) =>
      sql`select l, r, ${first + at}::utinyint as block from (${blockPairs(config, rule, scope)})`,
  );
  const unknown = scope === 'all' ? sql`` : sql`anti join all_compared using (l, r)`;
  await engine.step(
    `${scope}_pairs`,
    sql`select l, r, min(block) as block from (${join([LINKED_PAIRS, ...found], ' union all ')}) ${unknown} group by l, r`,
  );
  return costs;
}
