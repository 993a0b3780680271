import { rmSync } from 'node:fs';
import { mkdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Failure } from '../failure.js';

const CONFIG = 'tier-merge.yaml';
const RULES = 'rules.yaml';

export function projectFiles(folder: string): { readonly config: string; readonly rules: string } {
  return { config: join(folder, CONFIG), rules: join(folder, RULES) };
}

/** Told before the exports are read. Throws a usage Failure. */
export async function refuseExisting(folder: string): Promise<void> {
  for (const file of Object.values(projectFiles(folder))) {
    const isThere = await stat(file).then(
      () => true,
      () => false,
    );
    if (isThere) throw existing(file);
  }
}

/** Both files or neither; what stands there is never overwritten. */
export async function writeProject(
  folder: string,
  texts: { readonly config: string; readonly rules: string },
): Promise<void> {
  const files = projectFiles(folder);
  await mkdir(folder, { recursive: true });
  await writeNew(files.config, texts.config);
  try {
    await writeNew(files.rules, texts.rules);
  } catch (error) {
    rmSync(files.config, { force: true });
    throw error;
  }
}

async function writeNew(path: string, text: string): Promise<void> {
  try {
    await writeFile(path, text, { flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') throw existing(path);
    throw error;
  }
}

function existing(path: string): Failure {
  return new Failure(
    'usage',
    `${path} exists already, and init overwrites nothing`,
    'name another folder: tier-merge init DIR, or move the file away',
  );
}
