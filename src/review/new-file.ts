import { randomBytes } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { link, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { Failure } from '../failure.js';

/**
 * Writes a file for its owner alone; it is there when it is whole. Throws a usage Failure where it exists: somebody's
 * decisions may be in it.
 */
export async function writeNewFile(file: string, content: AsyncIterable<string | Uint8Array>): Promise<void> {
  const draft = join(dirname(file), `.${randomBytes(6).toString('hex')}.partial`);
  try {
    await pipeline(content, createWriteStream(draft, { mode: 0o600, flags: 'wx' }));
    // Unlike a renaming, this fails where the name is taken meanwhile.
    await link(draft, file);
  } catch (error) {
    throw unwritable(file, error as NodeJS.ErrnoException);
  } finally {
    await rm(draft, { force: true });
  }
}

function unwritable(file: string, error: NodeJS.ErrnoException): Error {
  if (error.code === undefined || error instanceof Failure) return error;
  if (error.code === 'EEXIST')
    return new Failure(
      'usage',
      `${file} exists already`,
      'name another file with -o: decisions may be in this one',
    );
  const hint = 'name a file in a folder that exists and has room';
  return new Failure('usage', `${file} cannot be written: ${error.code}`, hint, { cause: error });
}
