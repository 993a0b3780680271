import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Source } from '../config/config.js';
import { checkOrigin } from './database/canonical-text.js';
import { checkPunctuation } from './dialect.js';
import { openFiles } from './opening.js';
import { SIZES } from './source.js';

/** Looks at the files of a source and their headers, or at its table, and reads no record. Throws as reading does. */
export async function checkHeaders(source: Source, workDirectory: string): Promise<void> {
  if (source.origin !== undefined) return checkOrigin(source, source.origin);
  checkPunctuation(source);
  const directory = await mkdtemp(join(workDirectory, `check-${source.name}-`));
  try {
    await openFiles(source, { directory, parallel: 2, chunkBytes: SIZES.chunkBytes });
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}
