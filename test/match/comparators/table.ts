import { expect } from 'vitest';
import type { Comparator } from '../../../src/match/comparators/comparator.js';
import { smallEngine } from '../../engine/small-engine.js';
import { levelsOf } from './levels.js';

/** Without a level the two values say too little. */
export type Row = readonly [a: string, b: string, level: string | undefined];

/** Each row's two values must have its level, in this order and the other way round. */
export async function expectLevels(
  comparator: Comparator,
  rows: readonly Row[],
  type = 'varchar',
): Promise<void> {
  const engine = await smallEngine();
  try {
    const table = [...rows, ...rows.map(([a, b, level]): Row => [b, a, level])];
    const levels = await levelsOf(
      engine,
      comparator,
      table.map(([a, b]) => [a, b]),
      type,
    );
    expect(table.map(([a, b], at) => [a, b, levels[at]])).toEqual(table);
  } finally {
    engine.close();
  }
}
