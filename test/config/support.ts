import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Config } from '../../src/config/config.js';
import { loadConfig, type Overrides } from '../../src/config/load.js';

/** A config that says no more than it must; the lines of a test come from line 8 on, inside `online`. */
export function withOnline(lines: string): string {
  return `version: 1
project: acme
rules: rules.yaml
target: { client: better-sqlite3, connection: t.sqlite }
sources:
  online:
    files: online.csv
${lines}
`;
}

/** A whole config with these lines behind it, from line 7 on. */
export function withEnd(lines: string): string {
  return `version: 1
project: acme
rules: rules.yaml
target: { client: better-sqlite3, connection: t.sqlite }
sources: { online: { files: online.csv, columns: { member_id: id, name: n, joined_at: j } } }

${lines}
`;
}

/** Writes files below a new directory, each empty unless its text is given; gives the directory. */
export async function folderOf(files: Readonly<Record<string, string>>): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'config-'));
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(directory, path)), { recursive: true });
    await writeFile(join(directory, path), text);
  }
  return directory;
}

export async function load(text: string, overrides: Partial<Overrides> = {}): Promise<Config> {
  const directory = await folderOf({ 'tier-merge.yaml': text });
  return loadConfig(join(directory, 'tier-merge.yaml'), { workingDirectory: directory, ...overrides });
}

/** The faults of a config, each as `line:column message | hint`. */
export async function faultsOf(text: string): Promise<readonly string[]> {
  const error = await load(text).then(
    () => ({ faults: [] }),
    (thrown) => thrown,
  );
  if (!('faults' in error)) throw error;
  const { faults } = error as {
    readonly faults: readonly { line: number; column: number; message: string; hint?: string }[];
  };
  return faults.map(
    ({ line, column, message, hint }) => `${line}:${column} ${message}${hint ? ` | ${hint}` : ''}`,
  );
}
