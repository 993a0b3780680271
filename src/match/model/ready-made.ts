import type { Comparison } from '../identity.js';
import { type Chance, LOYALTY, PARTNER_AMONG_LEFT, type ReadyComparison } from '../loyalty.js';
import { rounded } from './chances.js';
import type { Model, ModelComparison } from './model.js';

/** How many rows there are: all of the larger source, and those of it that exact rules left alone. */
interface RowCounts {
  readonly rows: number;
  readonly left: number;
}

/** Below this a chance per row would be no chance: three rows do not make a third of all phones equal. */
const FEWEST_ROWS = 100;

/** The ready-made model of the loyalty preset for so many rows. */
export function readyModel(comparisons: readonly Comparison[], { rows, left }: RowCounts): Model {
  return {
    version: 1,
    prior: PARTNER_AMONG_LEFT / Math.max(left, 2),
    comparisons: comparisons.map((comparison) => readyComparison(comparison, Math.max(rows, FEWEST_ROWS))),
  };
}

function readyComparison(comparison: Comparison, rows: number): ModelComparison {
  const ready = LOYALTY.find(({ name }) => name === comparison.name);
  if (ready === undefined) throw new RangeError(`${comparison.name} has no ready-made weights`);
  return {
    name: comparison.name,
    levels: comparison.comparator.levels.map((level) => {
      const [m, u, household] = levelOf(ready, level);
      return { level, m, u: rounded(chanceOf(u, rows)), household };
    }),
  };
}

function levelOf(ready: ReadyComparison, level: string) {
  const chances = ready.levels[level];
  if (chances === undefined) throw new RangeError(`${ready.name} has no ready-made weight for ${level}`);
  return chances;
}

function chanceOf(chance: Chance, rows: number): number {
  return typeof chance === 'number' ? chance : chance.perRow / rows;
}
