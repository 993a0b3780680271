import { type Chances, sum } from './chances.js';
import { type EqualPairs, equalShare } from './equal-share.js';
import { levelShares, withEqual } from './level-shares.js';
import type { Model, PatternCount } from './model.js';
import { patternWeight, probability, weightAt, weightsOf } from './weights.js';

interface StrangersInput {
  /** Patterns of random pairs. */
  readonly sample: readonly PatternCount[];
  /** Patterns of all blocked pairs, each once. */
  readonly candidates: readonly PatternCount[];
  /** The number of levels of each comparison. */
  readonly sizes: readonly number[];
  /** Per comparison what was counted exactly. */
  readonly equal: readonly (EqualPairs | undefined)[];
  /** Where true pairs are among the random ones: a model by which each counts as strangers only as far as it may be. */
  readonly known?: Model | undefined;
}

/**
 * u: the share of each level among strangers. Random pairs out of a file that holds several rows of a person are not
 * all strangers: one in a thousand is a true pair, but of two rows with one e-mail nearly all are, and an
 * e-mail would look like something that strangers share.
 */
export function strangerChances({ sample, candidates, sizes, equal, known }: StrangersInput): Chances {
  const chance = known === undefined ? () => 0 : chances(known);
  const strangers = sample.map((pattern) => ({ ...pattern, count: pattern.count * (1 - chance(pattern)) }));
  return levelShares(strangers, sizes).map((column, at) => {
    const counted = equal[at];
    if (counted === undefined) return column;
    const truePairs = (level: (found: number) => boolean) =>
      sum(
        candidates.map((pattern) => {
          const found = pattern.levels[at] ?? null;
          return found !== null && level(found) ? pattern.count * chance(pattern) : 0;
        }),
      );
    const top = column.length - 1;
    return withEqual(
      column,
      equalShare({
        equal: Math.max(counted.equal - truePairs((level) => level === top), 0),
        pairs: Math.max(counted.pairs - truePairs(() => true), 0),
      }),
    );
  });
}

/** The probability that a pair of this pattern is one person. */
function chances(model: Model): (pattern: PatternCount) => number {
  const weights = weightsOf(model);
  const prior = weightAt(model.prior);
  return (pattern) => probability(prior + patternWeight(weights, pattern));
}
