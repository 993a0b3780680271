import type { Facts } from '../../report/facts/collect.js';
import { measureArrivals } from '../inputs/arrival.js';
import type { Measured } from '../limits/limits.js';
import { measure } from '../limits/measure.js';
import { measurePoints } from '../points/change.js';
import type { Merged } from './merged.js';

/** Everything that the config may limit. */
export async function measureAll(
  { engine, config, asOf, isFirstRun, previous }: Merged,
  facts: Facts,
): Promise<readonly Measured[]> {
  const asksForPoints = !isFirstRun && config.limits.max_points_change !== undefined;
  return [
    ...measure(config, facts, previous.inputs),
    ...measureArrivals(config, { inputs: facts.inputs, asOf }),
    ...(asksForPoints ? await measurePoints(engine) : []),
  ];
}
