import { Command, CommanderError } from 'commander';
import { escapeTerminal } from '../report/escape.js';
import type { AddCommand } from './command.js';
import { reportFailure } from './failure-text.js';
import { type Io, TOOL, useColor } from './io.js';
import { writeEvent } from './progress.js';

/** What a command needs is loaded when it is typed: the first sign of life must not wait for all of it. */
const COMMANDS: Readonly<Record<string, () => Promise<AddCommand>>> = {
  init: async () => (await import('./init.js')).addInitCommand,
  profile: async () => (await import('./profile.js')).addProfileCommand,
  check: async () => (await import('./check.js')).addCheckCommand,
  plan: async () => (await import('./plan.js')).addPlanCommand,
  approve: async () => (await import('./approve.js')).addApproveCommand,
  apply: async () => (await import('./apply.js')).addApplyCommand,
  announce: async () => (await import('./announce.js')).addAnnounceCommand,
  run: async () => (await import('./run.js')).addRunCommand,
  revert: async () => (await import('./revert.js')).addRevertCommand,
  forget: async () => (await import('./forget.js')).addForgetCommand,
  prune: async () => (await import('./prune.js')).addPruneCommand,
  show: async () => (await import('./show/command.js')).addShowCommand,
  export: async () => (await import('./export.js')).addExportCommand,
  runs: async () => (await import('./runs.js')).addRunsCommand,
  review: async () => (await import('./review/command.js')).addReviewCommand,
  rules: async () => (await import('./rules/command.js')).addRulesCommand,
  model: async () => (await import('./model/command.js')).addModelCommand,
  evaluate: async () => (await import('./evaluate/command.js')).addEvaluateCommand,
  generate: async () => (await import('./generate.js')).addGenerateCommand,
};

/** Runs one command line and gives its exit code; prints everything that is to be printed. */
export async function runProgram(argv: readonly string[], io: Io): Promise<number> {
  ignoreClosedPipe(io);
  let exitCode = 0;
  const program = createProgram(io);
  for (const name of neededCommands(argv)) {
    const add = await COMMANDS[name]?.();
    add?.(program, io, (code) => {
      exitCode = code;
    });
  }
  try {
    await program.parseAsync(argv, { from: 'user' });
    return exitCode;
  } catch (error) {
    const json = argv.includes('--json');
    if (error instanceof CommanderError) {
      if (error.exitCode === 0) return 0;
      // commander has told a person already.
      const { message } = error;
      if (json) writeEvent(io, { event: 'error', code: 'usage', exit_code: 10, message, hint: null });
      return 10;
    }
    const report = reportFailure(error, useColor(io.stderr, io, { color: !argv.includes('--no-color') }));
    if (json) writeEvent(io, report.event);
    io.stderr.write(report.text);
    return report.exitCode;
  }
}

/** The help lists all of them, and so does the advice for a command that there is not. */
function neededCommands([typed = '']: readonly string[]): readonly string[] {
  if (typed === '--version' || typed === '-V') return [];
  return Object.hasOwn(COMMANDS, typed) ? [typed] : Object.keys(COMMANDS);
}

function createProgram(io: Io): Command {
  return new Command('tier-merge')
    .description(
      'Unites retail memberships: matches identities, merges grades by written rules, accounts for every row.',
    )
    .version(TOOL)
    .exitOverride()
    .showSuggestionAfterError()
    .showHelpAfterError('(tier-merge --help lists the commands)')
    .configureOutput({
      writeOut: (text) => io.stdout.write(text),
      // It repeats what was typed.
      writeErr: (text) => io.stderr.write(text.split('\n').map(escapeTerminal).join('\n')),
    });
}

/** `tier-merge runs | head` is no error. */
function ignoreClosedPipe({ stdout, stderr }: Io): void {
  for (const stream of [stdout, stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
    });
  }
}
