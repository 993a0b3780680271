import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Source } from '../../../src/config/config.js';
import type { Engine } from '../../../src/engine/engine.js';
import { runExamples } from '../../../src/merge/examples.js';
import { loadRules } from '../../../src/rules/load.js';
import { source } from '../../rules/support.js';

export const ONLINE = source(
  'online',
  0,
  'member_id name phone address postal_code card_no grade grade_origin grade_valid_until points spend orders joined_at last_activity_at consent_sms consent_sms_at status',
  'feedback visits mode bonus until',
);
export const OFFLINE = source(
  'offline',
  1,
  'member_id name phone address postal_code card_no grade stamps points spend orders joined_at last_activity_at consent_sms consent_sms_at',
  'bonus',
);
export const SOURCES = [ONLINE, OFFLINE];

export interface Files {
  readonly rules: string;
  /** CSV files beside it. */
  readonly csv?: Readonly<Record<string, string>>;
  readonly sources?: readonly Source[];
}

export async function written({ rules, csv = {} }: Files): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'language-'));
  for (const [name, text] of Object.entries(csv)) await writeFile(join(directory, name), text);
  await writeFile(join(directory, 'rules.yaml'), rules);
  return join(directory, 'rules.yaml');
}

/** What differs from the examples of the file: `name: what is got, not expected`. */
export async function differences(engine: Engine, files: Files): Promise<readonly string[]> {
  const { sources = SOURCES } = files;
  const rules = await loadRules(await written(files), { engine, sources });
  const results = await runExamples(engine, rules, sources);
  return results.flatMap(({ name, differences: all }) =>
    all.map(({ what, expected, got }) => `${name}: ${what} is ${got}, not ${expected}`),
  );
}

/** The faults of a rule file, each as `file:line:column message | hint`, the file without its folder. */
export async function faults(engine: Engine, files: Files): Promise<readonly string[]> {
  try {
    await loadRules(await written(files), { engine, sources: files.sources ?? SOURCES });
    return [];
  } catch (error) {
    const { faults: all } = error as {
      faults?: readonly { file: string; line: number; column: number; message: string; hint?: string }[];
    };
    if (all === undefined) throw error;
    return all.map(
      ({ file, line, column, message, hint }) =>
        `${file.split('/').at(-1)}:${line}:${column} ${message}${hint ? ` | ${hint}` : ''}`,
    );
  }
}

/** A rule file on the ladder A < B < C < D, in which the labels of both sources are the grades in small letters. */
export function ladder(lines: string, examples: string): string {
  return `version: 1
name: t
grades: [A, B, C, D]
map: { online: { a: A, b: B, c: C, d: D }, offline: { a: A, b: B, c: C, d: D } }
${lines.trim()}
examples:
${examples.replace(/^\n/, '').trimEnd()}
`;
}
