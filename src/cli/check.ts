import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { GuessMark } from '../config/guess-marks.js';
import { exportsIn, exportsOf } from '../config/source-fields.js';
import { openEngine } from '../engine/engine.js';
import { type Fault, Faults } from '../failure.js';
import { openIdentityFiles } from '../match/identity-files.js';
import { type ExampleResult, runExamples } from '../merge/examples.js';
import { compileExclusions } from '../plan/exclusions.js';
import { checkHeaders } from '../read/check.js';
import { messagesIn } from '../report/messages.js';
import { loadRules } from '../rules/load.js';
import { provenRules } from '../rules/proofs/proven.js';
import type { Finding, RuleSet } from '../rules/ruleset.js';
import { openStore } from '../store/store.js';
import { writtenLabels } from '../write-back/labels.js';
import type { AddCommand } from './command.js';
import { type ComposedField, composedFields, composedText } from './composed-fields.js';
import { foundGuesses, guessesText } from './found-guesses.js';
import { addFlags, type CommonFlags, configFlag, exportFlags, verboseFlag } from './options.js';
import type { Session } from './planning.js';
import { writeEvent } from './progress.js';
import { findingEvent, findingsText } from './rules/finding-text.js';
import { withSession } from './session.js';
import { presetLines, sourcesEvent, sourcesText } from './sources-in-force.js';
import { statementLog } from './statement-log.js';

export const addCheckCommand: AddCommand = (program, io, done) => {
  addFlags(program.command('check'), configFlag, exportFlags, verboseFlag)
    .description('config, rules and their examples, headers, target; writes nothing')
    .option('--print', 'print the sources with their presets written out, and check no more than the config')
    .action(async (flags: CheckFlags) => {
      if (flags.print === true) await withSession(io, flags, print, 'unread');
      else await withSession(io, flags, check);
      done(0);
    });
};

interface CheckFlags extends CommonFlags {
  readonly print?: boolean;
}

async function print({ io, flags, config }: Session): Promise<void> {
  if (flags.json) writeEvent(io, sourcesEvent(config));
  else io.stdout.write(sourcesText(config));
}

/** Rules and their examples are all that the engine sees. */
const MEMORY = 512 * 2 ** 20;

/** Everything that can be wrong before a row is read; throws all faults of one kind together. */
async function check(session: Session): Promise<void> {
  const { config, flags, io } = session;
  const workDirectory = await mkdtemp(join(tmpdir(), 'tier-merge-'));
  const engine = await openEngine({
    threads: 1,
    memoryBytes: MEMORY,
    spillDirectory: join(workDirectory, 'spill'),
    ...statementLog(flags, io),
  });
  try {
    const rules = await loadRules(config.rules, { engine, ...exportsIn(config) });
    await compileExclusions(engine, config);
    writtenLabels(rules, config);
    await openIdentityFiles(config);
    const findings = await provenRules(engine, rules, config.sources);
    const examples = await runExamples(engine, rules, config.sources);
    const failed = examples.filter((example) => !example.passed);
    if (failed.length > 0) throw new Faults(failed.map((example) => exampleFault(rules, example)));
    for (const source of exportsOf(config)) await checkHeaders(source, workDirectory);
    const store = await openStore(config.target, {
      baseDirectory: dirname(config.path),
      create: false,
      env: io.env,
    });
    const head = await store.head();
    await store.close();
    report(session, {
      guesses: await foundGuesses(config),
      composed: await composedFields(config),
      rules,
      findings,
      examples: examples.length,
      target: store.shown,
      head: head?.run_id ?? null,
    });
  } finally {
    engine.close();
    await rm(workDirectory, { recursive: true, force: true });
  }
}

function exampleFault(rules: RuleSet, { name, place, differences }: ExampleResult): Fault {
  const wrong = differences.map(({ what, expected, got }) => `${what} is ${got}, not ${expected}`).join('; ');
  return { file: rules.file, ...place, message: `example ${JSON.stringify(name)}: ${wrong}` };
}

interface Checked {
  readonly composed: readonly ComposedField[];
  readonly guesses: readonly GuessMark[];
  readonly rules: RuleSet;
  readonly findings: readonly Finding[];
  readonly examples: number;
  readonly target: string;
  readonly head: string | null;
}

function report({ io, flags, config }: Session, checked: Checked): void {
  const { rules, findings, guesses, composed, examples, target, head } = checked;
  if (flags.json) {
    writeEvent(io, {
      event: 'checked',
      config: config.path,
      rules: rules.file,
      examples,
      findings: findings.map(findingEvent),
      guesses,
      composed,
      target,
      head,
    });
    return;
  }
  const words = messagesIn(config.report.lang).cli;
  io.stdout.write(`${words.checked({ config: config.path, rules: rules.file, examples })}\n`);
  io.stdout.write(
    `${head === null ? words.targetIsEmpty({ target }) : words.targetIsAt({ target, run: head })}\n`,
  );
  io.stdout.write(presetLines(config));
  io.stdout.write(findingsText(findings.filter(({ accepted }) => accepted === undefined)));
  io.stdout.write(composedText(composed, config.report.lang));
  io.stdout.write(guessesText(guesses, config.report.lang));
}
