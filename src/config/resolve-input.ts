import type { Source } from './config.js';
import type { DatabaseFile } from './database-schema.js';
import { originOf } from './origin.js';
import { resolveFiles } from './resolve-files.js';
import type { Surroundings } from './secret.js';
import type { Yaml, YamlPath } from './yaml.js';

export interface InputContext extends Surroundings {
  /** Of the export in the config. */
  readonly path: YamlPath;
  readonly yaml: Yaml;
  readonly timeZone: string;
}

/** The files of an export, or the database it is read from. */
export async function resolveInput(
  written: {
    readonly files?: string | readonly string[] | undefined;
    readonly from?: DatabaseFile | undefined;
  },
  { path, yaml, timeZone, ...surroundings }: InputContext,
): Promise<Pick<Source, 'files' | 'origin'>> {
  const { files, from } = written;
  if (from === undefined) return { files: await resolveFiles(files ?? [], surroundings.baseDirectory, path) };
  const columnsAt = { file: yaml.file, ...yaml.where([...path, 'columns']) };
  return { files: [], origin: originOf(from, { path, columnsAt, timeZone, ...surroundings }) };
}
