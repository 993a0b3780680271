import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Engine, type EngineOptions, openEngine } from './engine.js';

/** Opens an engine for as long as the work takes. */
export async function withEngine<T>(
  options: EngineOptions,
  work: (engine: Engine) => Promise<T>,
): Promise<T> {
  const engine = await openEngine(options);
  try {
    return await work(engine);
  } finally {
    engine.close();
  }
}

/** An engine beside a new folder for what is thrown away; both are gone afterwards. */
export async function withPassingEngine<T>(
  options: Omit<EngineOptions, 'spillDirectory'>,
  work: (engine: Engine, workDirectory: string) => Promise<T>,
): Promise<T> {
  const workDirectory = await mkdtemp(join(tmpdir(), 'tier-merge-'));
  try {
    const spillDirectory = join(workDirectory, 'spill');
    return await withEngine({ ...options, spillDirectory }, (engine) => work(engine, workDirectory));
  } finally {
    await rm(workDirectory, { recursive: true, force: true });
  }
}
