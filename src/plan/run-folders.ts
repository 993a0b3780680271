import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** The folders of plans and runs in `directory`, by name; a folder that is still being written is none of them. */
export async function runFolders(directory: string): Promise<readonly string[]> {
  const entries = await readdir(directory, { withFileTypes: true }).catch(() => []);
  const names = entries.filter((entry) => entry.isDirectory() && !entry.name.includes('.partial-'));
  const found: string[] = [];
  for (const { name } of names.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    const folder = join(directory, name);
    const marks = ['plan.json', 'result.json', 'conflicts.csv'].map((file) => isThere(join(folder, file)));
    if ((await Promise.all(marks)).includes(true)) found.push(folder);
  }
  return found;
}

async function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
