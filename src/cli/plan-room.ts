import { dirname, join } from 'node:path';
import type { Engine } from '../engine/engine.js';
import { withEngine } from '../engine/with-engine.js';
import { readPlan, type SavedPlan } from '../plan/files/plan-file.js';
import type { RowsOfPlan } from '../plan/plan-rows.js';
import { openStore } from '../store/store.js';
import { TOOL } from './io.js';
import type { Session } from './planning.js';
import { workFolder } from './work-folder.js';

/** An engine beside a plan and the target it was made for, to look rows up in. */
interface PlanRoom {
  readonly engine: Engine;
  readonly saved: SavedPlan;
  readonly rows: RowsOfPlan;
  /** For what is thrown away. */
  readonly workDirectory: string;
}

/** For a few rows, not for an export. */
const MEMORY = 1024 * 2 ** 20;

/** Opens a plan for a command that reads a part of it; throws `stale` for one that was changed or moved. */
export async function inPlanRoom<T>(
  { io, config, interrupt }: Session,
  directory: string,
  work: (room: PlanRoom) => Promise<T>,
): Promise<T> {
  const saved = await readPlan(directory, TOOL);
  const options = { baseDirectory: dirname(config.path), create: false, env: io.env };
  const store = await openStore(config.target, options);
  const folder = await workFolder();
  interrupt.cleanups.add(folder.discard);
  try {
    const { workDirectory } = folder;
    const rows = { directory, head: saved.plan.target.head, store };
    const options = { threads: 1, memoryBytes: MEMORY, spillDirectory: join(workDirectory, 'spill') };
    return await withEngine(options, (engine) => work({ engine, saved, rows, workDirectory }));
  } finally {
    await store.close();
    interrupt.cleanups.delete(folder.discard);
    folder.discard();
  }
}
