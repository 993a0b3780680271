import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Source } from '../../config/config.js';
import { readSmall } from '../../config/yaml.js';
import { type Engine, openEngine } from '../../engine/engine.js';
import { Failure } from '../../failure.js';
import { declaredSources } from '../../rules/file/declared.js';
import { loadRules } from '../../rules/load.js';
import type { RuleSet } from '../../rules/ruleset.js';
import type { Io } from '../io.js';
import { type CommonFlags, readConfig } from '../options.js';
import { statementLog } from '../statement-log.js';

/** A rule file with what is needed to look at it. */
export interface OpenRules {
  readonly engine: Engine;
  readonly rules: RuleSet;
  readonly sources: readonly Source[];
}

/** A grid of twenty million cases takes this much. */
const MEMORY = 2 * 2 ** 30;

/** Reads the rule file of a command, or that of the config, and closes what it opened. Throws Faults. */
export async function withRules<T>(
  { io, flags, file }: { readonly io: Io; readonly flags: CommonFlags; readonly file: string | undefined },
  work: (open: OpenRules) => Promise<T>,
): Promise<T> {
  const { path, sources } = await ruleFile(io, flags, file);
  const directory = await mkdtemp(join(tmpdir(), 'tier-merge-'));
  const engine = await openEngine({
    threads: 2,
    memoryBytes: MEMORY,
    spillDirectory: join(directory, 'spill'),
    ...statementLog(flags, io),
  });
  try {
    return await work({ engine, sources, rules: await loadRules(path, { engine, sources }) });
  } finally {
    engine.close();
    await rm(directory, { recursive: true, force: true });
  }
}

/** A file that says which fields it reads can stand without a config. */
async function ruleFile(
  io: Io,
  flags: CommonFlags,
  file: string | undefined,
): Promise<{ readonly path: string; readonly sources: readonly Source[] }> {
  if (file === undefined) {
    const config = await readConfig(flags, io);
    return { path: config.rules, sources: config.sources };
  }
  const path = resolve(io.cwd, file);
  await readSmall(path);
  const declared = flags.config === undefined ? await declaredSources(path) : [];
  if (declared.length > 0) return { path, sources: declared };
  try {
    return { path, sources: (await readConfig(flags, io)).sources };
  } catch (error) {
    if (flags.config !== undefined || !(error instanceof Failure)) throw error;
    throw new Failure(
      'usage',
      `${file}: no config says which fields the sources have`,
      'name the config with -c, or declare them in the file: sources: { online: [grade, spend] }',
      { cause: error },
    );
  }
}
