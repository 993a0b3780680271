import type { Config } from '../../config/config.js';
import type { Engine } from '../../engine/engine.js';
import { listWronglyMerged, measureClusters } from './clusters.js';
import { measureCurve } from './curve.js';
import { estimate, reviewedParts } from './estimate.js';
import { measureLabels, measurePairs } from './pairwise.js';
import { placeRows } from './placed.js';
import { countEmptyRows, measureReach } from './reach.js';
import type { Evaluation, PairEvaluation, PersonEvaluation } from './report.js';
import { countOutcomes, countScores } from './scores.js';
import { measureThresholds } from './thresholds.js';
import { loadTruth, type PairTruth, type PersonTruth } from './truth.js';

interface EvaluateOptions {
  /** The file of what is known. */
  readonly path: string;
  readonly workDirectory: string;
}

/** Wrongly merged members that are listed. */
const LISTED = 50;

/**
 * Measures what matching made against a truth file. Needs `rows`, `person_rows` and `compared`. Throws Faults
 * for a truth file that cannot be used.
 */
export async function evaluate(
  engine: Engine,
  config: Config,
  options: EvaluateOptions,
): Promise<Evaluation> {
  const truth = await loadTruth(engine, config, options);
  return truth.kind === 'persons' ? ofPersons(engine, config, truth) : ofPairs(engine, config, truth);
}

async function ofPersons(engine: Engine, config: Config, truth: PersonTruth): Promise<PersonEvaluation> {
  await placeRows(engine, config);
  await countScores(engine, 'persons');
  const pairs = await measurePairs(engine);
  const evaluation: PersonEvaluation = {
    schema: 1,
    truth,
    pairs,
    clusters: await measureClusters(engine),
    wrongly_merged: await listWronglyMerged(engine, config, LISTED),
    reach: await measureReach(engine),
    ...(await scored(engine, config, pairs.known)),
  };
  await engine.drop('truth', 'absent', 'placed', 'score_counts');
  return evaluation;
}

async function ofPairs(engine: Engine, config: Config, truth: PairTruth): Promise<PairEvaluation> {
  await countScores(engine, 'pairs');
  const pairs = await measureLabels(engine);
  const evaluation: PairEvaluation = {
    schema: 1,
    truth,
    pairs,
    estimate: estimate(await reviewedParts(engine)),
    ...(await scored(engine, config, pairs.known)),
  };
  await engine.drop('labels', 'score_counts');
  return evaluation;
}

async function scored(engine: Engine, config: Config, known: number) {
  return {
    outcomes: await countOutcomes(engine),
    thresholds: await measureThresholds(engine, known),
    curve: await measureCurve(engine, known),
    empty_rows: await countEmptyRows(engine, config),
  };
}
