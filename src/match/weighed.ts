import type { Config } from '../config/config.js';
import type { Engine } from '../engine/engine.js';
import { type Agreement, listAgreements } from './agreements.js';
import { measureReviewed, type Reviewed } from './evaluate/reviewed.js';
import type { MatchedRows } from './match.js';
import { modelInForce, type Training } from './model/in-force.js';
import type { NamedModel } from './model/model-file.js';
import { countPairs } from './pair-counts.js';

/** The matching of a plan, with what explains and measures it. */
export interface Weighed extends MatchedRows {
  /** Every agreement that occurred, most pairs first. */
  readonly agreements: readonly Agreement[];
  readonly inForce: NamedModel;
  /** Where the config names a reviewed sample. */
  readonly reviewed: Reviewed | undefined;
}

/** Counts and measures what `matchRows` left; makes `pair_counts` (pair-counts.ts). */
export async function explainMatching(
  engine: Engine,
  config: Config,
  {
    matched,
    workDirectory,
    ...training
  }: Training & {
    readonly matched: MatchedRows;
    readonly workDirectory: string;
  },
): Promise<Weighed> {
  await countPairs(engine, matched.identity.comparisons.length);
  return {
    ...matched,
    agreements: await listAgreements(engine, matched),
    inForce: await modelInForce(engine, config, { model: matched.model, ...training }),
    reviewed: await measureReviewed(engine, config, workDirectory),
  };
}
