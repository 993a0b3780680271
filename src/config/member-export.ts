import type { Source } from './config.js';
import type { PresetInForce } from './expand-presets.js';
import type { ExportUse } from './resolve-files.js';
import { resolveInput } from './resolve-input.js';
import { resolveLists } from './resolve-lists.js';
import type { SourceFile } from './schema.js';
import type { Surroundings } from './secret.js';
import type { Yaml } from './yaml.js';

interface Named {
  readonly name: string;
  readonly order: number;
  /** The folder that paths are relative to. */
  readonly base: string;
  readonly yaml: Yaml;
  readonly use: ExportUse;
  readonly env: Surroundings['env'];
  readonly projectZone: string;
  /** The file that the command line names instead, absolute. */
  readonly instead?: string;
  readonly preset: PresetInForce | undefined;
}

/** A source of members as the reading room takes it. */
export async function memberExport(source: SourceFile, named: Named): Promise<Source> {
  const { name, order, base, yaml, use, env, projectZone, instead, preset } = named;
  const path = ['sources', name];
  const { from, preset: _, ...written } = source;
  const input =
    instead === undefined
      ? await resolveInput(from, { path, yaml, baseDirectory: base, env, timeZone: projectZone }, () =>
          resolveLists(source, base, { path, use }),
        )
      : { files: [instead] };
  const exclude = source.exclude.map((rule, at) => ({
    ...rule,
    place: yaml.where([...path, 'exclude', at, 'when']),
  }));
  return { ...written, name, order, ...(preset === undefined ? {} : { preset }), ...input, exclude };
}
