import type { Engine } from '../engine/engine.js';
import { name } from '../engine/sql.js';
import { expectedNameShare } from './comparators/surnames.js';
import type { Comparison } from './identity.js';
import type { Model } from './model/model.js';
import { termFrequencies } from './model/term-frequency.js';

/**
 * `<comparison>_frequency(value, adjust)` for each comparison in which a rare value weighs more. Small files know
 * little about how rare a Korean name is; the census does. Gives the names of these comparisons.
 */
export async function frequenciesOf(
  engine: Engine,
  comparisons: readonly Comparison[],
  model: Model,
): Promise<readonly string[]> {
  const weighed = comparisons.filter((comparison) => comparison.termFrequency);
  for (const { name: comparison, kind, value } of weighed) {
    const levels = model.comparisons.find((one) => one.name === comparison)?.levels;
    const uEqual = levels?.at(-1)?.u ?? 0.5;
    const prior = kind === 'name' ? { prior: expectedNameShare(name('value')) } : {};
    await termFrequencies(engine, { table: 'rows', comparison, column: value, uEqual, ...prior });
  }
  return weighed.map((comparison) => comparison.name);
}
