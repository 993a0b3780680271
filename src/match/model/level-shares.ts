import { type Chances, sum } from './chances.js';
import type { PatternCount } from './model.js';

export interface RareLevel {
  readonly comparison: number;
  readonly level: number;
  readonly seen: number;
}

/**
 * u from the patterns of random pairs: the share of each level among the pairs in which both rows have a value.
 * `sizes` is the number of levels of each comparison. Half a pair is added to each level (Krichevsky and
 * Trofimov 1981), so that one never seen is rare and not impossible.
 */
export function levelShares(counts: readonly PatternCount[], sizes: readonly number[]): Chances {
  return levelCounts(counts, sizes).map((seen) => {
    const total = sum(seen) + seen.length / 2;
    return seen.map((count) => (count + 0.5) / total);
  });
}

/** The levels seen less than `least` times: the caller draws a larger sample, or takes what it has. */
export function rareLevels(
  counts: readonly PatternCount[],
  sizes: readonly number[],
  least: number,
): readonly RareLevel[] {
  return levelCounts(counts, sizes).flatMap((seen, comparison) =>
    seen.flatMap((count, level) => (count < least ? [{ comparison, level, seen: count }] : [])),
  );
}

/** The shares of a comparison with another share of `equal`, its last level; the others keep their proportions. */
export function withEqual(shares: readonly number[], equal: number): readonly number[] {
  const weaker = shares.slice(0, -1);
  const total = sum(weaker);
  return [...weaker.map((share) => (share / total) * (1 - equal)), equal];
}

function levelCounts(
  counts: readonly PatternCount[],
  sizes: readonly number[],
): readonly (readonly number[])[] {
  const seen = sizes.map((size) => Array.from({ length: size }, () => 0));
  for (const { levels, count } of counts) {
    for (const [comparison, level] of levels.entries()) {
      if (level === null) continue;
      const column = seen[comparison];
      if (column?.[level] === undefined)
        throw new RangeError(`comparison ${comparison} has no level ${level}`);
      column[level] += count;
    }
  }
  return seen;
}
