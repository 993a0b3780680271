import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Folder } from '../files/folder.js';

/** Its file in the folder of a plan. */
export const CI_KEY = 'delta/ci.key';

/** Born with the first plan, kept by the target from its first run on: the CI itself is stored nowhere. */
export async function newCiKey(folder: Folder): Promise<string> {
  // 144 bits; a CI and its key fill two blocks of the hash, with a longer key three.
  const key = randomBytes(18).toString('base64url');
  await writeFile(join(folder.path, CI_KEY), key, { mode: 0o600 });
  return key;
}
