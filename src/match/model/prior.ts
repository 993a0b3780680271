import type { PatternCount } from './model.js';
import { patternWeight, probability, type Weights, weightAt } from './weights.js';

export interface Prior {
  /** λ: expected true pairs by pairs that may be paired at all. */
  readonly prior: number;
  readonly truePairs: number;
  /** How often it was worked out anew. */
  readonly rounds: number;
}

const MOST_ROUNDS = 50;

/** Settled when λ changed by less than this part of itself. */
const SETTLED = 1e-6;

/**
 * λ for a random pair, from the candidate pairs, each counted once: the sum of their probabilities by the number
 * of pairs that may be paired (`pairable`, at least 2), with the λ that this gives put back in until it stays. Pairs that
 * no blocking rule produced count as strangers. Never less than one true pair, nor more than half of `pairable`.
 */
export function estimatePrior(
  candidates: readonly PatternCount[],
  weights: Weights,
  { pairable, start }: { pairable: number; start: number },
): Prior {
  const weighed = byWeight(candidates, weights);
  let prior = start;
  for (let rounds = 1; ; rounds++) {
    const before = weightAt(prior);
    const expected = weighed.reduce((sum, [weight, count]) => sum + count * probability(before + weight), 0);
    const truePairs = Math.min(Math.max(expected, 1), pairable / 2);
    const moved = Math.abs(truePairs / pairable - prior);
    prior = truePairs / pairable;
    if (moved <= SETTLED * prior || rounds === MOST_ROUNDS) return { prior, truePairs, rounds };
  }
}

/** Pairs by weight, lightest first: whole numbers, so neither the order nor the patterns matter to the sum. */
function byWeight(
  candidates: readonly PatternCount[],
  weights: Weights,
): readonly (readonly [number, number])[] {
  const counts = new Map<number, number>();
  for (const pattern of candidates) {
    const weight = patternWeight(weights, pattern);
    counts.set(weight, (counts.get(weight) ?? 0) + pattern.count);
  }
  return [...counts].toSorted(([a], [b]) => a - b);
}
