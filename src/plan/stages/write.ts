import { join } from 'node:path';
import { writeDelta } from '../delta.js';
import { sha256, writeContent, writeLists } from '../files/content.js';
import type { Plan } from '../files/plan-file.js';
import { writeQuarantine, writeReview } from '../files/quarantine-files.js';
import type { MakeOptions } from '../make-options.js';
import { type IdCounts, writeMemberIds } from '../member-ids.js';
import { CI_KEY } from './ci-key.js';
import type { Merged } from './merged.js';

/** Writes the files of rows; the plan names those that `apply` reads, with their hashes. */
export async function writeTables(
  { engine, config, readings, masters, writesBack, scope, previous }: Merged,
  { folder, asOf }: MakeOptions,
): Promise<{ readonly files: Plan['files']; readonly contentHash: string; readonly ids: IdCounts }> {
  const { path: directory, workDirectory } = folder;
  const delta = await writeDelta(engine, config, {
    directory,
    asOf,
    isInitial: previous.head === null,
    isScoped: scope !== undefined,
    masters,
    writesBack,
  });
  await writeQuarantine(engine, config, { directory, readings });
  await writeReview(engine, config, directory);
  const ids = await writeMemberIds(engine, directory);
  const content = await writeContent(engine, { directory, workDirectory, format: config.output.format });
  const lists = await writeLists(engine, config, { directory, isScoped: scope !== undefined });
  const key = previous.ciKey === undefined ? { [CI_KEY]: await sha256(join(directory, CI_KEY)) } : {};
  return { files: { ...delta, ...content.files, ...lists, ...key }, contentHash: content.contentHash, ids };
}
