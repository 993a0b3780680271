import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Source } from '../config/config.js';
import { checkPunctuation } from './dialect.js';
import { openFiles } from './opening.js';
import { SIZES } from './source.js';

/** Looks at the files of a source and their headers, and reads no record. Throws as `readSource` does. */
export async function checkHeaders(source: Source, workDirectory: string): Promise<void> {
  checkPunctuation(source);
  const directory = await mkdtemp(join(workDirectory, `check-${source.name}-`));
  try {
    await openFiles(source, { directory, parallel: 2, chunkBytes: SIZES.chunkBytes });
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}
