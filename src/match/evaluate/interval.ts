/** The two-sided 95 % point of the normal distribution. */
const Z = 1.959963984540054;

/** A share of a whole, with the limits between which it lies in 95 of 100 samples. */
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
 * The interval of E. B. Wilson, Probable Inference, JASA 22 (1927), for a share of a part of `size`. A part that
 * was seen whole has no uncertainty, and one that was seen in large part has less: n becomes n(N - 1)/(N - n)
 * (W. G. Cochran, Sampling Techniques, 1977, 2.6).
 */
export function wilson({ size, seen, hits }: Part): Estimated {
  const value = hits / seen;
  if (seen >= size) return { value, low: value, high: value };
  const n = (seen * (size - 1)) / (size - seen);
  const middle = (value + Z ** 2 / (2 * n)) / (1 + Z ** 2 / n);
  const reach = (Z / (1 + Z ** 2 / n)) * Math.sqrt((value * (1 - value)) / n + Z ** 2 / (4 * n ** 2));
  // Of all or none, the limit on that side is the value itself; the formula misses it by a rounding error.
  return {
    value,
    low: hits === 0 ? 0 : middle - reach,
    high: hits === seen ? 1 : middle + reach,
  };
}

/**
 * How many hits the parts hold together: Σ N·p. Its limits are those of the parts, combined as the distances of
 * independent estimates are, by the root of the sum of squares (R. G. Newcombe, Statistics in Medicine 17, 1998;
 * G. Y. Zou, W. Huang and X. Zhang, Computational Statistics and Data Analysis 53, 2009). A part with hits alone
 * keeps a lower limit below 1, which the usual variance of a stratified sample would not leave it.
 */
export function estimateTotal(parts: readonly Part[]): Estimated {
  const each = parts.map((part) => ({ size: part.size, ...wilson(part) }));
  const sum = (of: (one: (typeof each)[number]) => number) => each.reduce((total, one) => total + of(one), 0);
  const value = sum((one) => one.size * one.value);
  return {
    value,
    low: value - Math.sqrt(sum((one) => (one.size * (one.value - one.low)) ** 2)),
    high: value + Math.sqrt(sum((one) => (one.size * (one.high - one.value)) ** 2)),
  };
}
