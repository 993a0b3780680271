import type { Config } from '../../config/config.js';
import { GATES } from '../../config/gates.js';
import type { Engine } from '../../engine/engine.js';
import { Failure, Faults } from '../../failure.js';
import { type Estimate, estimate, reviewedParts } from './estimate.js';
import { type EstimatedAt, estimateCurve, estimateThresholds } from './estimated-curve.js';
import { gateMeasures } from './gates.js';
import type { PairTruth } from './labels.js';
import { loadTruth } from './truth.js';
import { openTruthFile } from './truth-file.js';

/** What a reviewed sample says of matching as it is now. */
export interface Reviewed {
  readonly truth: PairTruth;
  /** Null when not one of its decisions counts. */
  readonly estimate: Estimate | null;
  readonly thresholds: readonly EstimatedAt[];
  readonly curve: readonly EstimatedAt[];
}

const HINT = 'name a sample that evaluate --sample N -o FILE drew, with its decisions filled in';

/** Looks at the header alone, so that the wrong file is told before minutes are spent. Throws Faults or a Failure. */
export async function openReviewed(path: string): Promise<void> {
  const { header, kind } = await openTruthFile(path);
  const missing = ['stratum', 'stratum_pairs'].filter((column) => !header.includes(column));
  if (kind === 'pairs' && missing.length === 0) return;
  const message = 'identity.reviewed is no sample with strata, so that it stands for nothing but itself';
  throw new Faults([{ file: path, line: 1, column: 1, message, hint: HINT }]);
}

/**
 * Measures what matching made against the sample that the config names; undefined where it names none. Needs
 * `rows`, `person_rows`, `compared` and `patterns`. Throws Faults for lines that cannot be used, and a Failure where
 * the sample says nothing about a limit that is set.
 */
export async function measureReviewed(
  engine: Engine,
  config: Config,
  workDirectory: string,
): Promise<Reviewed | undefined> {
  const path = config.identity.reviewed;
  if (path === undefined) return undefined;
  await openReviewed(path);
  const truth = await loadTruth(engine, config, { path, workDirectory });
  if (truth.kind !== 'pairs') throw new Error('the header was that of decided pairs');
  const estimated = estimate(await reviewedParts(engine));
  refuseUnmeasured(config, path, estimated);
  const reviewed = {
    truth,
    estimate: estimated,
    thresholds: await estimateThresholds(engine, config.identity.thresholds.review),
    curve: await estimateCurve(engine, config.identity.thresholds.review),
  };
  await engine.drop('labels');
  return reviewed;
}

function refuseUnmeasured({ limits }: Config, path: string, estimated: Estimate | null): void {
  const measured = gateMeasures(estimated).map(({ name }) => name);
  const open = GATES.filter((gate) => limits[gate] !== undefined && !measured.includes(gate));
  if (open.length === 0) return;
  throw new Failure(
    'decision',
    `${path} says nothing about ${open.join(' and ')}: no pair that counts is decided for it`,
    'decide more of its pairs, or draw a new sample: evaluate --sample N -o FILE',
  );
}
