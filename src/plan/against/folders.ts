import { withPassingEngine } from '../../engine/with-engine.js';
import { type Comparison, comparePlans } from './against.js';
import { openEarlierPlan } from './compared-plan.js';

const MEMORY = 1024 * 2 ** 20;

/** Compares two plans that lie on disk; writes to neither. */
export async function compareFolders({
  earlier,
  now,
  mask,
}: {
  readonly earlier: string;
  readonly now: string;
  readonly mask: boolean;
}): Promise<Comparison> {
  const [before, after] = [await openEarlierPlan(earlier), await openEarlierPlan(now)];
  return withPassingEngine({ threads: 1, memoryBytes: MEMORY }, (engine) =>
    comparePlans(engine, { earlier: before, now: after, mask }),
  );
}
