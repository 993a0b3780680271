import type { Model } from './model.js';
import { weightsOf } from './weights.js';

/** What two models say of the same thing, in thousandths of a bit. */
interface WeightDifference {
  readonly comparison: string;
  readonly level: string;
  /** null where that model has no such level. */
  readonly a: number | null;
  readonly b: number | null;
  /** b - a. */
  readonly difference: number | null;
}

export interface ModelDifference {
  readonly prior: { readonly a: number; readonly b: number; readonly difference: number };
  /** Levels of the comparisons that both have: first what only one has, then the largest difference, then by name. */
  readonly rows: readonly WeightDifference[];
  /** Names of the comparisons that only one has, sorted. */
  readonly onlyInA: readonly string[];
  readonly onlyInB: readonly string[];
}

/** Compares the weights of two models. */
export function compareModels(a: Model, b: Model): ModelDifference {
  const [inA, inB] = [levelsOf(a), levelsOf(b)];
  const rows = [...inA].flatMap(([comparison, levelsA]) => {
    const levelsB = inB.get(comparison);
    return levelsB === undefined ? [] : differences(comparison, levelsA, levelsB);
  });
  const [priorA, priorB] = [weightsOf(a).prior, weightsOf(b).prior];
  return {
    prior: { a: priorA, b: priorB, difference: priorB - priorA },
    rows: rows.toSorted(largestFirst),
    onlyInA: [...inA.keys()].filter((name) => !inB.has(name)).sort(),
    onlyInB: [...inB.keys()].filter((name) => !inA.has(name)).sort(),
  };
}

type LevelsByName = ReadonlyMap<string, number>;

function levelsOf(model: Model): ReadonlyMap<string, LevelsByName> {
  return new Map(
    weightsOf(model).comparisons.map(({ name, levels }) => [
      name,
      new Map(levels.map(({ level, stranger }) => [level, stranger])),
    ]),
  );
}

function differences(comparison: string, inA: LevelsByName, inB: LevelsByName): readonly WeightDifference[] {
  return [...new Set([...inA.keys(), ...inB.keys()])].map((level) => {
    const a = inA.get(level) ?? null;
    const b = inB.get(level) ?? null;
    return { comparison, level, a, b, difference: a === null || b === null ? null : b - a };
  });
}

function largestFirst(x: WeightDifference, y: WeightDifference): number {
  const [far, near] = [size(x), size(y)];
  if (far !== near) return near - far;
  return x.comparison === y.comparison ? before(x.level, y.level) : before(x.comparison, y.comparison);
}

function size({ difference }: WeightDifference): number {
  return difference === null ? Number.MAX_SAFE_INTEGER : Math.abs(difference);
}

function before(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
