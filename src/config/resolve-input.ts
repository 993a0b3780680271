import type { Source } from './config.js';
import type { DatabaseFile } from './database-schema.js';
import { originOf } from './origin.js';
import type { Surroundings } from './secret.js';
import type { Yaml, YamlPath } from './yaml.js';

export interface InputContext extends Surroundings {
  /** Of the export in the config. */
  readonly path: YamlPath;
  readonly yaml: Yaml;
  readonly timeZone: string;
}

/** The database that an export is read from; without one, its files as `findFiles` gives them. */
export async function resolveInput<Found extends Pick<Source, 'files'>>(
  from: DatabaseFile | undefined,
  { path, yaml, timeZone, ...surroundings }: InputContext,
  findFiles: () => Promise<Found>,
): Promise<Found | Pick<Source, 'files' | 'origin'>> {
  if (from === undefined) return findFiles();
  const columnsAt = { file: yaml.file, ...yaml.where([...path, 'columns']) };
  return { files: [], origin: originOf(from, { path, columnsAt, timeZone, ...surroundings }) };
}
