import { resolve } from 'node:path';
import { readSmall } from '../../config/yaml.js';
import { withPassingEngine } from '../../engine/with-engine.js';
import { explainRules, explanationText } from '../../explain/explain.js';
import { Failure } from '../../failure.js';
import type { Language } from '../../report/messages.js';
import { declaredExports } from '../../rules/file/declared.js';
import type { RuleContext } from '../../rules/file/section.js';
import { loadRules } from '../../rules/load.js';
import type { RuleSet } from '../../rules/ruleset.js';
import type { AddCommand } from '../command.js';
import type { Io } from '../io.js';
import { addFlags, type CommonFlags, configFlag, readConfig } from '../options.js';
import { writeEvent } from '../progress.js';

export const addExplainCommand: AddCommand = (program, io, done) => {
  addFlags(program.command('explain'), configFlag)
    .description('the rules in plain sentences, fit to be shown to customers')
    .argument('<file>', 'a rule file')
    .action(async (file: string, flags: CommonFlags) => {
      await explain(resolve(io.cwd, file), flags, io);
      done(0);
    });
};

async function explain(file: string, flags: CommonFlags, io: Io): Promise<void> {
  const { exports, lang } = await exportsOf(file, flags, io);
  const rules = await readRules(file, exports);
  const sections = explainRules(rules, { lang, sources: exports.sources });
  if (flags.json) writeEvent(io, { event: 'explained', rules: file, name: rules.name, lang, sections });
  else io.stdout.write(explanationText(rules.name, sections));
}

type Exports = Omit<RuleContext, 'engine'>;

/** A file that says which fields it reads needs no config. */
async function exportsOf(
  file: string,
  flags: CommonFlags,
  io: Io,
): Promise<{ readonly exports: Exports; readonly lang: Language }> {
  if (flags.config !== undefined) {
    const { report, ...config } = await readConfig(flags, io);
    return { exports: config, lang: report.lang };
  }
  await readSmall(file, 'name a rule file');
  const exports = await declaredExports(file);
  if (exports.sources.length > 0) return { exports, lang: flags.lang ?? 'en' };
  throw new Failure(
    'usage',
    `${file}: sources is missing, so nobody knows what its names mean`,
    'name the config with -c FILE, or add sources: { online: [grade, spend] } to the rules',
  );
}

/** The engine reads the expressions; no table is touched. */
async function readRules(file: string, { sources, orders = [], lots = [] }: Exports): Promise<RuleSet> {
  return withPassingEngine({ threads: 1, memoryBytes: 256 * 2 ** 20 }, (engine) =>
    loadRules(file, { engine, sources, orders, lots }),
  );
}
