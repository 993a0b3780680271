/** The two-sided 95 % point of the normal distribution. */
const Z = 1.959963984540054;

/** A share or a total, with the limits between which it lies in 95 of 100 samples. */
export interface Estimated {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** One part of a whole: its size, how many of it were looked at, and how many of these are what is asked for. */
export interface Part {
  readonly size: number;
  readonly seen: number;
  readonly hits: number;
}

/**
 * The interval of E. B. Wilson, Probable Inference, JASA 22 (1927), for the share of hits in a part; `z` is the
 * point of the normal distribution. A part that was seen whole leaves nothing to guess.
 */
export function wilson(part: Part, z = Z): Estimated {
  const value = part.hits / part.seen;
  const n = effectiveSeen(part);
  if (n === Number.POSITIVE_INFINITY) return { value, low: value, high: value };
  const reach = (z / (1 + z ** 2 / n)) * Math.sqrt((value * (1 - value)) / n + z ** 2 / (4 * n ** 2));
  // Of all or none, the limit on that side is the value itself; the formula misses it by a rounding error.
  return {
    value,
    low: part.hits === 0 ? 0 : centre(value, n, z) - reach,
    high: part.hits === part.seen ? 1 : centre(value, n, z) + reach,
  };
}

/**
 * How many hits the parts hold together: Σ N·p. Its limits are those of X. Yan and X. G. Su, Stratified Wilson and
 * Newcombe Confidence Intervals for Multiple Binomial Proportions, Statistics in Biopharmaceutical Research 2
 * (2010): Σ N·limit, where the limits of all parts are taken at one z, smaller than that of a single part, because
 * not all of them are wrong in one direction at once: z·√(Σ N²v) / Σ N·√v. The variance v is taken at the centre of
 * each part's own interval and not at p, where it would be 0 for a part with hits alone.
 */
export function estimateTotal(parts: readonly Part[]): Estimated {
  const deviations = parts.map((part) => part.size * deviation(part));
  const all = sum(deviations, (one) => one);
  const z = all === 0 ? Z : (Z * Math.sqrt(sum(deviations, (one) => one ** 2))) / all;
  const each = parts.map((part) => ({ size: part.size, ...wilson(part, z) }));
  return {
    value: sum(each, ({ size, value }) => size * value),
    low: sum(each, ({ size, low }) => size * low),
    high: sum(each, ({ size, high }) => size * high),
  };
}

function deviation(part: Part): number {
  const n = effectiveSeen(part);
  if (n === Number.POSITIVE_INFINITY) return 0;
  const share = centre(part.hits / part.seen, n, Z);
  return Math.sqrt((share * (1 - share)) / n);
}

function centre(value: number, n: number, z: number): number {
  return (value + z ** 2 / (2 * n)) / (1 + z ** 2 / n);
}

/** n of N seen without putting back say as much as n(N - 1)/(N - n) of very many (W. G. Cochran, Sampling Techniques, 1977, 2.6). */
function effectiveSeen({ size, seen }: Part): number {
  return seen >= size ? Number.POSITIVE_INFINITY : (seen * (size - 1)) / (size - seen);
}

function sum<T>(all: readonly T[], of: (one: T) => number): number {
  return all.reduce((total, one) => total + of(one), 0);
}
