import { stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { shownFrom } from '../config/shown-path.js';
import { Failure } from '../failure.js';
import type { Session } from './planning.js';

/** A folder as typed, or the run of that id under the config's output folder. */
export async function findPlan(
  { io, config }: Pick<Session, 'io' | 'config'>,
  plan: string,
): Promise<string> {
  for (const directory of [resolve(io.cwd, plan), join(config.output.dir, plan)]) {
    const isPlan = await stat(join(directory, 'result.json')).then(
      () => true,
      () => false,
    );
    if (isPlan) return directory;
  }
  throw new Failure(
    'usage',
    `${plan}: there is no plan or run of that name`,
    `tier-merge runs lists the runs; their folders are in ${shownFrom(io.cwd, config.output.dir)}`,
  );
}
