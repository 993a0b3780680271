import type { Engine } from '../../engine/engine.js';
import { sql } from '../../engine/sql.js';
import { share } from './ratios.js';
import { countAbove } from './scores.js';

/** Precision and recall when all pairs of at least this weight link, in thousandths of a bit. */
export interface CurvePoint {
  readonly weight: number;
  readonly linked: number;
  readonly right: number;
  readonly precision: number | null;
  readonly recall: number | null;
}

const MOST_POINTS = 60;

/** Steps one would choose, in thousandths of a bit. */
const STEPS = [250, 500, 1_000, 2_000, 5_000, 10_000] as const;

/** Below and above, one more bit says nothing more about a threshold (p = 0.001 and p = 1 - 10⁻⁹). */
const LEAST = -10_000;
const MOST = 30_000;

/** At most 60 points over the weights that occur, in even steps. `known` is the number of true pairs. Needs `score_counts`. */
export async function measureCurve(engine: Engine, known: number): Promise<readonly CurvePoint[]> {
  const weights = await weightsOfCurve(engine);
  if (weights.length === 0) return [];
  const counts = await countAbove(engine, weights);
  return counts.map(({ linked, right }, at) => ({
    weight: weights[at] as number,
    linked,
    right,
    precision: share(right, linked),
    recall: share(right, known),
  }));
}

async function weightsOfCurve(engine: Engine): Promise<readonly number[]> {
  const { least, most } = await engine.one<{ least: number | null; most: number | null }>(
    sql`select min(weight)::integer as least, max(weight)::integer as most
      from score_counts where decided <> 'never'`,
  );
  return least === null || most === null ? [] : evenSteps(within(least), within(most));
}

/** Whole multiples of a step from at most `least` to at least `most`. */
export function evenSteps(least: number, most: number): readonly number[] {
  const pointsAt = (step: number) => Math.ceil(most / step) - Math.floor(least / step) + 1;
  const step = STEPS.find((one) => pointsAt(one) <= MOST_POINTS) ?? STEPS[5];
  const first = Math.floor(least / step);
  return Array.from({ length: pointsAt(step) }, (_, at) => (first + at) * step || 0);
}

function within(weight: number): number {
  return Math.min(MOST, Math.max(LEAST, weight));
}
