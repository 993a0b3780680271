import { risingChances } from './chances.js';
import type { Model } from './model.js';

/** What a comparison is called and which levels it has, `differs` first: what a model must fit. */
export interface ComparisonLevels {
  readonly name: string;
  readonly levels: readonly string[];
}

/** A model of which nothing is known: m rises towards `equal`, and strangers land on each level alike. */
export function startModel(comparisons: readonly ComparisonLevels[]): Model {
  return {
    version: 1,
    prior: 1e-6,
    comparisons: comparisons.map(({ name, levels }) => {
      const m = risingChances(levels.length);
      const u = 1 / levels.length;
      return { name, levels: levels.map((level, at) => ({ level, m: m[at] as number, u, household: null })) };
    }),
  };
}
