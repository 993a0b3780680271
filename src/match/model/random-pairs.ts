import type { Engine } from '../../engine/engine.js';
import { type RareLevel, rareLevels } from './level-shares.js';
import type { PatternCount } from './model.js';
import { samplePairs, sampleRows } from './sample.js';
import type { TrainBounds, TrainInput } from './train.js';

interface RandomPairs {
  readonly counts: readonly PatternCount[];
  readonly pairs: number;
  readonly rare: readonly RareLevel[];
}

/** Grows the sample until it saw each level often enough, has no more pairs to give, or is as large as allowed. */
export async function countRandomPairs(
  engine: Engine,
  input: TrainInput,
  bounds: TrainBounds,
): Promise<RandomPairs> {
  const { comparisons } = input.start;
  const sizes = comparisons.map(({ levels }) => levels.length);
  const isCounted = ({ comparison, level }: RareLevel) =>
    input.equalPairs?.[comparisons[comparison]?.name ?? ''] !== undefined &&
    level === (sizes[comparison] ?? 0) - 1;
  const sampled = await sampleRows(engine, { table: input.rows, most: bounds.mostSamplePairs });
  let before = 0;
  for (let wanted = Math.min(bounds.samplePairs, bounds.mostSamplePairs); ; ) {
    const pairs = await samplePairs(engine, sampled, { pairs: wanted, pairable: input.strangers });
    const counts = await input.countPatterns('sample_pairs');
    const rare = rareLevels(counts, sizes, bounds.leastSeen).filter((level) => !isCounted(level));
    if (rare.length === 0 || pairs === before || wanted >= bounds.mostSamplePairs) {
      await engine.drop('sample_rows', 'sample_pairs');
      return { counts, pairs, rare };
    }
    before = pairs;
    wanted = Math.min(wanted * growth(rare, bounds.leastSeen), bounds.mostSamplePairs);
  }
}

/** At least twice as many; more where the rarest level asks for it, as each sample is compared from the start. */
function growth(rare: readonly RareLevel[], least: number): number {
  const rarest = Math.min(...rare.map(({ seen }) => seen));
  return Math.max(2, Math.ceil(least / Math.max(rarest, 1)));
}
