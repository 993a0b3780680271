import { join, sql } from '../../engine/sql.js';
import { PROBABILITIES } from '../../match/evaluate/thresholds.js';
import { weightAt } from '../../match/model/weights.js';
import type { ScoringReport } from '../model/scoring.js';
import type { FactContext } from './context.js';

/**
 * How many compared pairs would link from each weight on, pair by pair: exact rules, decisions and vetoes hold; no
 * clusters, ties or limits. Needs `compared`, `patterns` and `decisions`.
 */
export async function gatherThresholds({
  engine,
}: FactContext): Promise<NonNullable<ScoringReport['thresholds']>> {
  const weights = PROBABILITIES.map(weightAt);
  // What an exact rule or a person links does not depend on the weight.
  const columns = weights.map(
    (weight, at) =>
      sql`count(*) filter (where patterns.outcome = 'link' or decision = 'link' or weight >= ${weight}) as ${{ sql: `at_${at}` }}`,
  );
  const row = await engine.one<Record<string, bigint>>(
    sql`with decided as (select l, r, decision from decisions where state = 'in_force' and decision <> 'alone')
      select ${join(columns)} from compared join patterns using (pattern) left join decided using (l, r)
      where decision is distinct from 'no_link'
        and (decision = 'link' or patterns.outcome = 'link' or (patterns.outcome = 'score' and most = 'link'))`,
  );
  return weights.map((weight, at) => ({
    probability: PROBABILITIES[at] as number,
    weight,
    linked: Number(row[`at_${at}`] ?? 0n),
  }));
}
