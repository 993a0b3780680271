import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEngine } from '../../engine/engine.js';
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
  const spillDirectory = await mkdtemp(join(tmpdir(), 'tier-merge-'));
  const engine = await openEngine({ threads: 1, memoryBytes: MEMORY, spillDirectory });
  try {
    return await comparePlans(engine, { earlier: before, now: after, mask });
  } finally {
    engine.close();
    await rm(spillDirectory, { recursive: true, force: true });
  }
}
