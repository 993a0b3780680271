import { resolve } from 'node:path';
import type { Source } from '../../config/config.js';
import { exportsIn } from '../../config/source-fields.js';
import { readSmall } from '../../config/yaml.js';
import type { Engine } from '../../engine/engine.js';
import { withPassingEngine } from '../../engine/with-engine.js';
import { Failure } from '../../failure.js';
import { declaredExports } from '../../rules/file/declared.js';
import type { RuleContext } from '../../rules/file/section.js';
import { loadRules } from '../../rules/load.js';
import type { RuleSet } from '../../rules/ruleset.js';
import type { Io } from '../io.js';
import { type CommonFlags, readConfig } from '../options.js';
import { statementLog } from '../statement-log.js';

/** A rule file with what is needed to look at it. */
interface OpenRules {
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
  const { path, exports } = await ruleFile(io, flags, file);
  const { sources } = exports;
  const options = { threads: 2, memoryBytes: MEMORY, ...statementLog(flags, io) };
  return withPassingEngine(options, async (engine) =>
    work({ engine, sources, rules: await loadRules(path, { engine, ...exports }) }),
  );
}

/** A file that says which fields it reads can stand without a config. */
async function ruleFile(
  io: Io,
  flags: CommonFlags,
  file: string | undefined,
): Promise<{ readonly path: string; readonly exports: Omit<RuleContext, 'engine'> }> {
  if (file === undefined) {
    const config = await readConfig(flags, io);
    return { path: config.rules, exports: exportsIn(config) };
  }
  const path = resolve(io.cwd, file);
  await readSmall(path);
  const declared = flags.config === undefined ? await declaredExports(path) : undefined;
  if (declared !== undefined && declared.sources.length > 0) return { path, exports: declared };
  try {
    return { path, exports: exportsIn(await readConfig(flags, io)) };
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
