/** Per comparison, in the order of the model, the chance of each of its levels. */
export type Chances = readonly (readonly number[])[];

/** No chance is estimated below this: one pair in a million, a weight of at most 20 bits against a certain level. */
const LEAST_CHANCE = 1e-6;

/** Numbers of a column as chances: none under `LEAST_CHANCE`, so none is 0 or 1, and together 1. */
export function normalised(numbers: readonly number[]): readonly number[] {
  const total = sum(numbers);
  const floored = numbers.map((number) => Math.max(number / total, LEAST_CHANCE));
  const all = sum(floored);
  return floored.map((number) => number / all);
}

/**
 * A start for m where nothing is known: `equal` 0.9, and what is left shared among the weaker levels, each twice
 * the one before it.
 */
export function risingChances(levels: number): readonly number[] {
  const weaker = Array.from({ length: levels - 1 }, (_, level) => 2 ** level);
  const total = sum(weaker);
  return [...weaker.map((share) => (0.1 * share) / total), 0.9];
}

/**
 * As many digits as a model file holds, so that a model is the same before it was written and after it was read.
 * Where equal is one in a billion, differs would be rounded to 1, which is no chance.
 */
export function rounded(chance: number): number {
  return Math.min(Number(chance.toPrecision(8)), 0.99999999);
}

export function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
