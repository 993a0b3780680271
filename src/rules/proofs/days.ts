import type { Source } from '../../config/config.js';
import type { Engine } from '../../engine/engine.js';
import { SOME_DAY } from '../examples/read.js';
import type { Loosened } from './loosen.js';
import { DAYS, samplesBetween } from './number-line.js';
import { resolveTurns } from './resolve.js';

/** A day for every stretch of time that the rules tell apart. */
export async function daysOf(
  engine: Engine,
  { days }: Loosened,
  sources: readonly Source[],
): Promise<readonly string[]> {
  if (days.length === 0) return [SOME_DAY];
  const turns = await resolveTurns(engine, days, { asOf: SOME_DAY, sources });
  const edges = turns.map(({ text, side }) => ({ value: DAYS.read(text), side }));
  return samplesBetween(edges, DAYS).map(DAYS.write);
}
