import type { Config } from '../config/config.js';
import type { Engine } from '../engine/engine.js';
import { sql } from '../engine/sql.js';
import type { BlockCost } from './blocks.js';
import { makeCandidates, splitBlocking } from './candidates.js';
import { compare } from './compare.js';
import { frequenciesOf } from './frequencies.js';
import { makeIdentities } from './identities.js';
import { type Identity, identityOf } from './identity.js';
import type { Judge } from './judgement.js';
import { finalModel, priorsOf, startingModel } from './model/for-plan.js';
import type { Model } from './model/model.js';
import type { TrainedModel } from './model/train.js';
import { weightsOf } from './model/weights.js';
import { judgePatterns, weigh } from './score.js';
import { vetoes } from './vetoes.js';

/** How the pairs were found and weighed. */
export interface Matched {
  readonly identity: Identity;
  readonly model: Model;
  /** Where these exports trained it. */
  readonly training: TrainedModel | null;
  readonly costs: readonly BlockCost[];
}

/**
 * From `rows` to judged pairs. First the blocks that exact rules need, over all rows; then, for rows that no
 * exact rule gave a person, the other blocks. Needs `decisions`. Makes `compared`, `patterns` (see score.ts), and
 * - `pairs(l, r, weight, score, pattern)`: two rows, l < r, that are one person; the weight is the score and what its
 *   rule is worth beside others;
 * - `review(l, r, reason, torn)`: two rows that a person must decide.
 */
export async function matchPairs(engine: Engine, config: Config): Promise<Matched> {
  const identity = identityOf(config);
  const { comparisons } = identity;
  const known = await makeIdentities(engine, config, comparisons);
  const { wide, narrow } = splitBlocking(identity);
  const wideCosts = await makeCandidates(engine, config, { rules: wide, scope: 'all', first: 0, known });
  await compare(engine, comparisons, { from: 'all_pairs', to: 'all_compared' });
  const start = await startingModel(engine, config, identity);
  await separateLeft(engine, judgeOf(config, identity, start));
  const scope = identity.exact.length === 0 ? 'all' : 'left';
  const narrowCosts = await makeCandidates(engine, config, {
    rules: narrow,
    scope,
    first: wide.length,
    known: [],
  });
  await compare(engine, comparisons, { from: `${scope}_pairs`, to: `${scope}_compared` });
  const both = scope === 'all' ? sql`from all_compared` : sql`from all_compared union all from left_compared`;
  await engine.run(sql`create or replace view candidates as ${both}`);
  const rules = [...wide, ...narrow];
  const { model, training } = await finalModel(engine, { config, identity, start, rules });
  await judgePatterns(engine, 'candidates', judgeOf(config, identity, model));
  const frequencies = await frequenciesOf(engine, comparisons, model);
  await weigh(engine, {
    comparisons: comparisons.length,
    frequencies,
    thresholds: config.identity.thresholds,
  });
  await sortOut(engine);
  await engine.run(sql`drop view candidates`);
  await engine.drop('all_pairs', 'all_compared', 'left_pairs', 'left_compared');
  await engine.drop('left_rows', 'settled_rows', 'identities');
  return { identity, model, training, costs: [...wideCosts, ...narrowCosts] };
}

function judgeOf(config: Config, identity: Identity, model: Model): Judge {
  return {
    identity,
    weights: weightsOf(model),
    vetoes: vetoes(config).map((veto) => veto.name),
    priors: priorsOf(model),
  };
}

/** `settled_rows`: rows that an exact rule gave a person; `left_rows`: all others of `identities`. */
async function separateLeft(engine: Engine, judge: Judge): Promise<void> {
  await judgePatterns(engine, 'all_compared', judge);
  await engine.step(
    'settled_rows',
    sql`with linked as (select l, r from all_compared join patterns using (pattern) where outcome = 'link')
      select l as row_id from linked union select r from linked`,
  );
  await engine.step('left_rows', sql`select * from identities where row_id not in (from settled_rows)`);
}

/** More, in thousandths of a bit, than the weights of two links differ. */
const WORTH_OF_A_PLACE = 60_000;

/**
 * From `compared` the pairs that are links, and those for a person. Exact rules stand strongest first: where links
 * exclude each other, a place decides before any score.
 */
async function sortOut(engine: Engine): Promise<void> {
  await engine.step(
    'pairs',
    sql`select l, r, weight + rank * ${WORTH_OF_A_PLACE} as weight, weight as score, pattern
      from compared join patterns using (pattern) where compared.outcome = 'link'`,
  );
  await engine.step(
    'review',
    sql`select l, r, how as reason, cast(null as bigint) as torn
      from compared join patterns using (pattern) where compared.outcome = 'review'`,
  );
}
