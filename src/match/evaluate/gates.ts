import type { Estimate, EstimatedShare } from './estimate.js';

/** What a gate is measured on, in the shape of a measured limit: about `value` pairs of `of`. */
interface GateMeasure {
  readonly name: 'min_precision' | 'min_recall';
  readonly scope: null;
  readonly value: number;
  readonly of: number;
}

/**
 * What `min_precision` and `min_recall` are held against: the estimates themselves, not their lower limits, in
 * whole pairs. A figure that the sample says nothing about is left out.
 */
export function gateMeasures(
  estimate: Pick<Estimate, 'precision' | 'recall'> | null,
): readonly GateMeasure[] {
  if (estimate === null) return [];
  const measure = (name: GateMeasure['name'], share: EstimatedShare | null): readonly GateMeasure[] =>
    share === null ? [] : [{ name, scope: null, value: whole(share.part), of: Math.ceil(share.of - NEARLY) }];
  return [...measure('min_precision', estimate.precision), ...measure('min_recall', estimate.recall)];
}

/** Part of a pair is no right pair; 99950 that came out as 99949.99999999999 is. */
function whole(pairs: number): number {
  return Math.floor(pairs + NEARLY);
}

const NEARLY = 1e-6;
