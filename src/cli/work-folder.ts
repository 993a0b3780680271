import { rmSync } from 'node:fs';
import { mkdtemp, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Failure } from '../failure.js';
import type { Folder } from '../plan/files/folder.js';

/** A folder for what is thrown away, where a command leaves nothing else. */
export async function workFolder(): Promise<Folder> {
  const workDirectory = await mkdtemp(join(tmpdir(), 'tier-merge-'));
  return {
    path: workDirectory,
    workDirectory,
    finish: async () => {},
    discard: () => rmSync(workDirectory, { recursive: true, force: true }),
  };
}

/** Told before minutes are spent; the file is never replaced later either. */
export async function refuseTaken(file: string, hint: string): Promise<void> {
  const taken = await stat(file).then(
    () => true,
    () => false,
  );
  if (taken) throw new Failure('usage', `${file} exists already`, hint);
}
