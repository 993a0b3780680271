import { join } from 'node:path';
import type { Engine, EngineOptions } from '../engine/engine.js';
import { engineShare } from '../engine/share.js';
import { withEngine } from '../engine/with-engine.js';
import type { Folder } from './files/folder.js';

interface PlanEngine {
  readonly folder: Folder;
  readonly threads: number;
  /** For the whole process, in bytes. */
  readonly memoryBytes: number;
  readonly log?: EngineOptions['log'] | undefined;
}

/** An engine for exports as a whole, which spills into the folder of the plan. */
export function withPlanEngine<T>(
  { folder, threads, memoryBytes, log }: PlanEngine,
  work: (engine: Engine) => Promise<T>,
): Promise<T> {
  const options = {
    threads,
    memoryBytes: engineShare(memoryBytes),
    spillDirectory: join(folder.workDirectory, 'spill'),
    ...(log === undefined ? {} : { log }),
  };
  return withEngine(options, work);
}
