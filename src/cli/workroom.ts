import type { Engine } from '../engine/engine.js';
import { diskFailure } from '../plan/files/disk-fault.js';
import type { Folder } from '../plan/files/folder.js';
import { withPlanEngine } from '../plan/plan-engine.js';
import { asOfDay } from './options.js';
import type { Session } from './planning.js';
import { resources } from './resources.js';
import { statementLog } from './statement-log.js';
import { workFolder } from './work-folder.js';

/** An engine with a folder to spill into, for a command that leaves no plan. */
export interface Workroom {
  readonly engine: Engine;
  readonly folder: Folder;
  readonly threads: number;
  /** `YYYY-MM-DD` */
  readonly asOf: string;
}

/** Opens the engine for the exports of the config, and takes it away with all it wrote, also when interrupted. */
export async function inWorkroom<T>(session: Session, work: (room: Workroom) => Promise<T>): Promise<T> {
  const { io, flags, config, interrupt } = session;
  const folder = await workFolder();
  interrupt.cleanups.add(folder.discard);
  try {
    const { threads, memoryBytes } = await resources(flags, config);
    const asOf = asOfDay(flags, config, io);
    const options = { threads, memoryBytes, folder, ...statementLog(flags, io) };
    return await withPlanEngine(options, (engine) => work({ engine, folder, threads, asOf }));
  } catch (error) {
    throw diskFailure(error, folder);
  } finally {
    interrupt.cleanups.delete(folder.discard);
    folder.discard();
  }
}
