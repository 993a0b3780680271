import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Source } from '../../src/config/config.js';
import { type Engine, openEngine } from '../../src/engine/engine.js';
import { loadRules } from '../../src/rules/load.js';
import type { RuleSet } from '../../src/rules/ruleset.js';

export function smallEngine(): Promise<Engine> {
  return openEngine({ threads: 2, memoryBytes: 1_000_000_000, spillDirectory: tmpdir() });
}

/** A source with these canonical columns and extras; the rest of a config does not matter to rules. */
export function source(name: string, order: number, columns: string, extra = ''): Source {
  const same = (text: string) =>
    Object.fromEntries(
      text
        .split(' ')
        .filter(Boolean)
        .map((f) => [f, f]),
    );
  return {
    name,
    order,
    files: [],
    encoding: 'auto',
    quote: '"',
    header_row: 1,
    mode: 'full',
    one_row_per_person: false,
    columns: same(columns),
    extra: same(extra),
    formats: {},
    values: {},
    exclude: [],
    on_repeat: 'reject',
  } as Source;
}

export const ONLINE = source(
  'online',
  0,
  'member_id name phone email grade points spend orders joined_at last_activity_at consent_sms consent_email status',
  'feedback',
);
export const OFFLINE = source(
  'offline',
  1,
  'member_id name phone grade stamps points spend orders joined_at last_activity_at consent_sms store',
);
export const SOURCES = [ONLINE, OFFLINE];

export async function rulesFrom(
  engine: Engine,
  text: string,
  sources: readonly Source[] = SOURCES,
): Promise<RuleSet> {
  const path = join(await mkdtemp(join(tmpdir(), 'rules-')), 'rules.yaml');
  await writeFile(path, text);
  return loadRules(path, { engine, sources });
}

/** The faults of a rule file, each as `line:column message | hint`. */
export async function faultsOf(engine: Engine, text: string, sources = SOURCES): Promise<readonly string[]> {
  try {
    await rulesFrom(engine, text, sources);
  } catch (error) {
    const { faults = [] } = error as {
      faults?: readonly { line: number; column: number; message: string; hint?: string }[];
    };
    if (faults.length === 0) throw error;
    return faults.map(
      ({ line, column, message, hint }) => `${line}:${column} ${message}${hint ? ` | ${hint}` : ''}`,
    );
  }
  return [];
}
