import { stat } from 'node:fs/promises';
import { totalmem } from 'node:os';
import { join, resolve } from 'node:path';
import type { Command } from 'commander';
import { guessMarks } from '../config/guess-marks.js';
import { shownFrom } from '../config/shown-path.js';
import { openEngine } from '../engine/engine.js';
import { Failure } from '../failure.js';
import { askPerson } from '../init/ask.js';
import { configText } from '../init/config-text.js';
import type { Decisions } from '../init/decisions.js';
import { propose } from '../init/propose.js';
import { rulesText } from '../init/rules-text.js';
import type { NamedFile } from '../init/source-draft.js';
import { initWords } from '../init/words.js';
import { projectFiles, refuseExisting, writeProject } from '../init/write-project.js';
import { escapeTerminal } from '../report/escape.js';
import type { Language } from '../report/messages.js';
import { whyUnreadable } from '../unreadable.js';
import type { AddCommand } from './command.js';
import { watchSignals } from './interrupt.js';
import type { Io } from './io.js';
import { addFlags } from './options.js';
import { writeEvent } from './progress.js';
import { terminalPerson } from './terminal-person.js';
import { workFolder } from './work-folder.js';

interface InitFlags {
  readonly online?: string;
  readonly offline?: string;
  readonly source: readonly string[];
  readonly yes?: boolean;
  readonly json?: boolean;
  readonly quiet?: boolean;
  readonly lang?: Language;
}

export const addInitCommand: AddCommand = (program, io, done) => {
  addFlags(program.command('init'), sourceFlags)
    .description('look at two exports; write a config and rules for them that work at once')
    .argument('[dir]', 'folder of the config', '.')
    .option('--yes', 'ask nothing: what is unsure is marked in the files')
    .action(async (dir: string, flags: InitFlags) => {
      await init(io, flags, resolve(io.cwd, dir));
      done(0);
    });
};

function sourceFlags(command: Command): Command {
  return command
    .option('--online <file>', 'the export of the online membership')
    .option('--offline <file>', 'the export of the offline membership')
    .option(
      '--source <name=file>',
      'an export of another name; repeatable',
      (value: string, all: readonly string[]) => [...all, value],
      [],
    );
}

async function init(io: Io, flags: InitFlags, folder: string): Promise<void> {
  await refuseExisting(folder);
  const files = await namedFiles(io, flags);
  const proposed = await proposal(io, flags, { files, folder });
  const words = initWords(proposed.lang);
  const asks =
    flags.yes !== true && flags.json !== true && process.stdin.isTTY === true && io.stderr.isTTY === true;
  const decisions = asks ? await askPerson(proposed, words, terminalPerson(io)) : proposed;
  const texts = { config: configText(decisions, words), rules: rulesText(decisions, words) };
  await writeProject(folder, texts);
  report(io, flags, { folder, texts, decisions });
}

/** All exports in the order of the command line; each must be there before minutes are spent on the first. */
async function namedFiles(io: Io, flags: InitFlags): Promise<readonly NamedFile[]> {
  const given = [
    ...(flags.online === undefined ? [] : [`online=${flags.online}`]),
    ...(flags.offline === undefined ? [] : [`offline=${flags.offline}`]),
    ...flags.source,
  ];
  const files = given.map((text) => {
    const [, name = '', path = ''] = /^([a-z][a-z0-9_]{0,30})=(.+)$/s.exec(text) ?? [];
    if (name === '')
      throw new Failure('usage', `--source ${text}: must be NAME=FILE, the name in small letters`, EXAMPLE);
    return { name, path: resolve(io.cwd, path) };
  });
  if (files.length === 0) throw new Failure('usage', 'init needs at least one export', EXAMPLE);
  const twice = files.find(({ name, path }, at) =>
    files.slice(0, at).some((other) => other.name === name || other.path === path),
  );
  if (twice !== undefined)
    throw new Failure(
      'usage',
      `${twice.name}: ${twice.path} is named twice`,
      'each source has a name and a file of its own',
    );
  for (const { name, path } of files) await requireFile(name, path);
  return files;
}

const EXAMPLE = 'tier-merge init --online FILE --offline FILE';

async function requireFile(name: string, path: string): Promise<void> {
  const found = await stat(path).catch((error: unknown) => {
    throw new Failure('input', `${name}: ${path}: ${whyUnreadable(error)}`, 'check the path', {
      cause: error,
    });
  });
  if (!found.isFile()) throw new Failure('input', `${name}: ${path} is not a file`, 'name the export itself');
}

const MEMORY = 4 * 2 ** 30;

async function proposal(
  io: Io,
  flags: InitFlags,
  { files, folder }: { readonly files: readonly NamedFile[]; readonly folder: string },
): Promise<Decisions> {
  const work = await workFolder();
  const interrupt = watchSignals();
  interrupt.cleanups.add(work.discard);
  try {
    const engine = await openEngine({
      threads: 2,
      memoryBytes: Math.floor(Math.min(MEMORY, totalmem()) * 0.55),
      spillDirectory: join(work.workDirectory, 'spill'),
    });
    try {
      const { workDirectory } = work;
      if (flags.quiet !== true && flags.json !== true)
        for (const { path } of files) io.stderr.write(`${escapeTerminal(shownFrom(io.cwd, path))} ...\n`);
      return await propose({
        ...{ engine, workDirectory, files, folder },
        ...(flags.lang === undefined ? {} : { lang: flags.lang }),
      });
    } finally {
      engine.close();
    }
  } finally {
    interrupt.release();
    work.discard();
  }
}

interface Written {
  readonly folder: string;
  readonly texts: { readonly config: string; readonly rules: string };
  readonly decisions: Decisions;
}

function report(io: Io, flags: InitFlags, { folder, texts, decisions }: Written): void {
  const files = projectFiles(folder);
  const marks = [...guessMarks(files.config, texts.config), ...guessMarks(files.rules, texts.rules)];
  if (flags.json) {
    writeEvent(io, { event: 'initialised', ...files, guesses: marks });
    return;
  }
  const { done } = initWords(decisions.lang);
  const shown = (path: string) => escapeTerminal(shownFrom(io.cwd, path));
  const place = shownFrom(io.cwd, files.config);
  const config = place === 'tier-merge.yaml' ? '' : ` -c ${shown(files.config)}`;
  io.stdout.write(`${done.written({ config: shown(files.config), rules: shown(files.rules) })}\n`);
  io.stdout.write(`${done.guesses({ count: marks.length })}\n`);
  for (const { file, line, reason } of marks)
    io.stdout.write(`  ${shown(file)}:${line}: ${escapeTerminal(reason)}\n`);
  io.stdout.write(`${done.next}\n  tier-merge check${config}\n  tier-merge plan${config}\n`);
}
