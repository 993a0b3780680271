import { rmdirSync, rmSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readdir, rename, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Failure } from '../../failure.js';
import { cannotWrite } from './disk-fault.js';

/** A folder that appears under its name only when it is complete, and a place for what is thrown away. */
export interface Folder {
  /** Where files are written until `finish`. */
  readonly path: string;
  readonly workDirectory: string;
  finish(): Promise<void>;
  /** Removes everything that was not finished. Can be called at any time, also when the process is ending. */
  discard(): void;
}

/** Opens a folder to be called `target`, which must not exist or be empty. Files in it are for the owner alone. */
export async function openFolder(target: string): Promise<Folder> {
  await refuseTaken(target);
  const parent = dirname(target);
  const { path, made } = await told(target, async () => {
    const made = await mkdir(parent, { recursive: true });
    return { path: await mkdtemp(`${target}.partial-`), made };
  });
  await mkdir(join(path, 'delta'), { mode: 0o700 });
  const workDirectory = await mkdtemp(join(tmpdir(), 'tier-merge-'));
  return {
    path,
    workDirectory,
    finish: async () => {
      await keepPrivate(path);
      await told(target, async () => {
        await rm(target, { recursive: true, force: true });
        await rename(path, target);
      });
      // The plan is there: what stays behind of the work cannot make that a failure.
      await rm(workDirectory, { recursive: true, force: true }).catch(() => {});
    },
    discard: () => {
      removeNow(path);
      if (made !== undefined) removeEmpty(parent, made);
      removeNow(workDirectory);
    },
  };
}

const TRIES = 50;

/**
 * Removes a folder while the process ends. A write that is still under way may put a file into it meanwhile, and the
 * retries of `rmSync` do not look again at what is in it.
 */
function removeNow(path: string): void {
  for (let tried = 1; ; tried += 1) {
    try {
      rmSync(path, { recursive: true, force: true });
      return;
    } catch (error) {
      if (tried === TRIES) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20);
    }
  }
}

/** The folders that were made on the way, unless somebody has put something there meanwhile. */
function removeEmpty(folder: string, highest: string): void {
  try {
    rmdirSync(folder);
    if (folder !== highest) removeEmpty(dirname(folder), highest);
  } catch {
    // Not empty: it is somebody else's by now.
  }
}

async function refuseTaken(target: string): Promise<void> {
  const found = await stat(target).catch(() => undefined);
  if (found === undefined) return;
  if (found.isDirectory() && (await readdir(target)).length === 0) return;
  throw new Failure('usage', `${target} exists already`, 'name another folder with -o, or remove it');
}

async function keepPrivate(path: string): Promise<void> {
  for (const entry of await readdir(path, { recursive: true, withFileTypes: true })) {
    if (entry.isFile()) await chmod(join(entry.parentPath, entry.name), 0o600);
  }
  await chmod(path, 0o700);
}

async function told<T>(target: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw cannotWrite(target, (error as NodeJS.ErrnoException).code, error);
  }
}
