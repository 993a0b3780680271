import { sql } from '../../engine/sql.js';
import type { BlockCost } from '../../match/blocks.js';
import { maskText, maskValue } from '../mask.js';
import type { BlockingReport } from '../model/scoring.js';
import type { FactContext } from './context.js';

/** The number of pairs that no rule gave, but a person named. */
const BY_DECISION = 255;

/** What each blocking rule cost and gave, in the order in which they were asked. Needs `pair_counts`. */
export async function gatherBlocking(context: FactContext): Promise<readonly BlockingReport[]> {
  const { engine, matched } = context;
  const made = await engine.rows<{ block: number; pairs: bigint }>(
    sql`select block::integer as block, sum(pairs)::bigint as pairs from pair_counts group by all`,
  );
  const madeBy = (block: number) => Number(made.find((one) => one.block === block)?.pairs ?? 0n);
  const rules = matched.costs.map((cost, at) => ({
    rule: cost.rule,
    at_most: cost.pairs,
    pairs: madeBy(at),
    largest: largestOf(context, cost),
  }));
  const decided = madeBy(BY_DECISION);
  if (decided === 0) return rules;
  return [...rules, { rule: 'decision', at_most: decided, pairs: decided, largest: null }];
}

function largestOf({ config }: FactContext, { rule, largest }: BlockCost): BlockingReport['largest'] {
  const [most] = largest;
  if (most === undefined) return null;
  return { value: config.report.mask ? maskBlock(rule, most.value) : most.value, rows: most.rows };
}

/** Of a key that is a part of a value, such as the last digits, nothing is shown. */
function maskBlock(rule: string, value: string): string {
  const keys = rule.split(' + ');
  const values = value.split(' + ');
  if (values.length !== keys.length) return maskText(value);
  return values.map((one, at) => maskValue(keys[at] ?? '', one)).join(' + ');
}
