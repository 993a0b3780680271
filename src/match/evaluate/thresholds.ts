import type { Engine } from '../../engine/engine.js';
import { weightAt } from '../model/weights.js';
import { share } from './ratios.js';
import { countAbove } from './scores.js';

/** The probabilities at which one would think of setting the threshold. */
export const PROBABILITIES = [0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99, 0.995, 0.999, 0.9999] as const;

/** What would link at a threshold, pair by pair: exact rules and vetoes hold; no clusters, ties or limits. */
export interface Threshold {
  readonly probability: number;
  /** Thousandths of a bit. */
  readonly weight: number;
  readonly linked: number;
  readonly right: number;
  readonly precision: number | null;
  /** Of all known pairs, also those that were never compared. */
  readonly recall: number | null;
}

/** `known` is the number of true pairs. Needs `score_counts`. */
export async function measureThresholds(engine: Engine, known: number): Promise<readonly Threshold[]> {
  const weights = PROBABILITIES.map(weightAt);
  const counts = await countAbove(engine, weights);
  return counts.map(({ linked, right }, at) => ({
    probability: PROBABILITIES[at] as number,
    weight: weights[at] as number,
    linked,
    right,
    precision: share(right, linked),
    recall: share(right, known),
  }));
}
