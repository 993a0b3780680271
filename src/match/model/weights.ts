import type { LevelChances, Model, PatternCount } from './model.js';

/** A model as whole thousandths of a bit, so that a sum does not depend on its order. */
export interface Weights {
  /** log2(λ / (1 - λ)): what a pair weighs before anything is compared. */
  readonly prior: number;
  readonly comparisons: readonly ComparisonWeights[];
}

interface ComparisonWeights {
  readonly name: string;
  readonly levels: readonly LevelWeights[];
}

interface LevelWeights {
  readonly level: string;
  /** log2(m / u): one person against two strangers. */
  readonly stranger: number;
  /** log2(m / household): one person against two members of one household; `stranger` where it is not told apart. */
  readonly household: number;
}

/** The most that one level says for or against, in thousandths of a bit. */
const MOST_WEIGHT = 60_000;

/**
 * The match weights of Fellegi and Sunter (1969) in binary logarithms: a pair weighs
 * W = log2(λ / (1 - λ)) + Σ log2(m / u) over the comparisons in which both rows have a value.
 */
export function weightsOf(model: Model): Weights {
  return {
    prior: weightAt(model.prior),
    comparisons: model.comparisons.map(({ name, levels }) => ({ name, levels: levels.map(levelWeights) })),
  };
}

/** What a pattern weighs, in thousandths of a bit, without the prior. */
export function patternWeight({ comparisons }: Weights, { levels }: Pick<PatternCount, 'levels'>): number {
  return levels.reduce<number>(
    (total, level, at) => (level === null ? total : total + (comparisons[at]?.levels[level]?.stranger ?? 0)),
    0,
  );
}

/** The probability 2^W / (1 + 2^W) of one person, from a weight in thousandths of a bit with the prior in it. */
export function probability(weight: number): number {
  return 1 / (1 + 2 ** (-weight / 1000));
}

/** The weight in thousandths of a bit at which the probability is this. Throws RangeError outside (0, 1). */
export function weightAt(chance: number): number {
  if (!(chance > 0 && chance < 1)) throw new RangeError(`${chance} is no probability between 0 and 1`);
  return thousandths(Math.log2(chance / (1 - chance)));
}

function levelWeights({ level, m, u, household }: LevelChances): LevelWeights {
  return { level, stranger: weight(m, u), household: weight(m, household ?? u) };
}

function weight(m: number, other: number): number {
  return Math.min(Math.max(thousandths(Math.log2(m / other)), -MOST_WEIGHT), MOST_WEIGHT);
}

/** Never -0, which is another value than 0 to whoever compares or prints it. */
function thousandths(bits: number): number {
  return Math.round(1000 * bits) || 0;
}
