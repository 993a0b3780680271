import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Source } from '../../config/config.js';
import { readSmall } from '../../config/yaml.js';
import { openEngine } from '../../engine/engine.js';
import { explainRules, explanationText } from '../../explain/explain.js';
import { Failure } from '../../failure.js';
import type { Language } from '../../report/messages.js';
import { declaredSources } from '../../rules/file/declared.js';
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
  const { sources, lang } = await sourcesOf(file, flags, io);
  const rules = await readRules(file, sources);
  const sections = explainRules(rules, { lang, sources });
  if (flags.json) writeEvent(io, { event: 'explained', rules: file, name: rules.name, lang, sections });
  else io.stdout.write(explanationText(rules.name, sections));
}

/** A file that says which fields it reads needs no config. */
async function sourcesOf(
  file: string,
  flags: CommonFlags,
  io: Io,
): Promise<{ readonly sources: readonly Source[]; readonly lang: Language }> {
  if (flags.config !== undefined) {
    const { sources, report } = await readConfig(flags, io);
    return { sources, lang: report.lang };
  }
  await readSmall(file, 'name a rule file');
  const sources = await declaredSources(file);
  if (sources.length > 0) return { sources, lang: flags.lang ?? 'en' };
  throw new Failure(
    'usage',
    `${file}: sources is missing, so nobody knows what its names mean`,
    'name the config with -c FILE, or add sources: { online: [grade, spend] } to the rules',
  );
}

/** The engine reads the expressions; no table is touched. */
async function readRules(file: string, sources: readonly Source[]): Promise<RuleSet> {
  const workDirectory = await mkdtemp(join(tmpdir(), 'tier-merge-'));
  const engine = await openEngine({
    threads: 1,
    memoryBytes: 256 * 2 ** 20,
    spillDirectory: join(workDirectory, 'spill'),
  });
  try {
    return await loadRules(file, { engine, sources });
  } finally {
    engine.close();
    await rm(workDirectory, { recursive: true, force: true });
  }
}
