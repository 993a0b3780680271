import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { glob, isDynamicPattern } from 'tinyglobby';
import { Failure } from '../failure.js';
import type { YamlPath } from './yaml.js';

/** Whether the command reads the exports at all: for one that does not, they may be gone. */
export type ExportUse = 'read' | 'unread';

/** Paths in the order of their names; a glob that finds nothing is a fault of the input, not of the config. */
export async function resolveFiles(
  patterns: string | readonly string[],
  base: string,
  { path, use }: { readonly path: YamlPath; readonly use: ExportUse },
): Promise<readonly string[]> {
  const found: string[] = [];
  for (const pattern of [patterns].flat() as readonly string[]) {
    // A browser that downloads twice writes "members (1).csv", which would be a pattern too.
    if (!isDynamicPattern(pattern) || existsSync(resolve(base, pattern))) {
      found.push(resolve(base, pattern));
      continue;
    }
    const matches = await glob(pattern, {
      cwd: base,
      absolute: true,
      onlyFiles: true,
      expandDirectories: false,
    });
    if (matches.length === 0 && use === 'read') {
      throw new Failure(
        'input',
        `${path.at(-1)}: no file matches ${pattern} in ${base}`,
        `bring the export there, or correct ${path.join('.')}.files`,
      );
    }
    found.push(...matches);
  }
  return [...new Set(found)].sort();
}
