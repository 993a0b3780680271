import type { Agreement } from './agreements.js';

/** The weight of one pair, piece by piece, in thousandths of a bit: total = prior + parts + frequency. */
export interface Waterfall {
  /** Whom one person is weighed against: whichever of the two explains the pair better. */
  readonly against: 'strangers' | 'household';
  readonly prior: number;
  readonly parts: readonly { readonly comparison: string; readonly level: string; readonly weight: number }[];
  /** What the rarity of the values adds in which the two rows agree; households share them anyway. */
  readonly frequency: number;
  readonly total: number;
}

/** The weight of a pair of this agreement that came out as `score`. */
export function waterfallOf(
  { strangers, household, parts }: Pick<Agreement, 'strangers' | 'household' | 'parts'>,
  score: number,
): Waterfall {
  const against = household !== null && score === household.total ? 'household' : 'strangers';
  const weighed = against === 'household' && household !== null ? household : strangers;
  return {
    against,
    prior: weighed.prior,
    parts: parts.map((part) => ({
      comparison: part.comparison,
      level: part.level,
      weight: part[against],
    })),
    frequency: score - weighed.total,
    total: score,
  };
}
