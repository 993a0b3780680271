import { existsSync, statSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { totalmem } from 'node:os';
import { join, resolve } from 'node:path';
import type { Command } from 'commander';
import { isDynamicPattern } from 'tinyglobby';
import { guessMarks } from '../config/guess-marks.js';
import { shownFrom } from '../config/shown-path.js';
import { openEngine } from '../engine/engine.js';
import { engineShare } from '../engine/share.js';
import { Failure } from '../failure.js';
import { askPerson } from '../init/ask.js';
import { configText } from '../init/config-text.js';
import type { Decisions } from '../init/decisions.js';
import { propose } from '../init/propose.js';
import { rulesText } from '../init/rules-text.js';
import type { NamedFiles } from '../init/source-draft.js';
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
  readonly online: readonly string[];
  readonly offline: readonly string[];
  readonly source: readonly string[];
  readonly yes?: boolean;
  readonly json?: boolean;
  readonly quiet?: boolean;
  readonly lang?: Language;
}

export const addInitCommand: AddCommand = (program, io, done) => {
  addFlags(program.command('init'), sourceFlags)
    .description('look at two exports; write a config and rules for them that work at once')
    .argument('[dir...]', 'folder of the config (default: here)')
    .option('--yes', 'ask nothing: what is unsure is marked in the files')
    .action(async (dirs: readonly string[], flags: InitFlags) => {
      await init(io, flags, folderOf(io, dirs));
      done(0);
    });
};

function sourceFlags(command: Command): Command {
  return command
    .option('--online <file>', 'the export of the online membership, or a glob; repeatable', collect, [])
    .option('--offline <file>', 'the export of the offline membership, or a glob; repeatable', collect, [])
    .option('--source <name=file>', 'an export of another name, or a glob; repeatable', collect, []);
}

function collect(value: string, all: readonly string[]): readonly string[] {
  return [...all, value];
}

/** A shell turns members_*.csv into many words, of which the second would be taken for the folder. */
function folderOf(io: Io, dirs: readonly string[]): string {
  const [dir = '.'] = dirs;
  const file = dirs.find((path) => statSync(resolve(io.cwd, path), { throwIfNoEntry: false })?.isFile());
  if (file !== undefined)
    throw new Failure(
      'usage',
      `${file} is a file, and what stands alone here is the folder of the config`,
      'several files of one source: --online FILE once for each, or a glob in quotes, such as --online "members_*.csv"',
    );
  if (dirs.length > 1)
    throw new Failure('usage', `init takes one folder, not ${dirs.length}: ${dirs.join(', ')}`, EXAMPLE);
  return resolve(io.cwd, dir);
}

async function init(io: Io, flags: InitFlags, folder: string): Promise<void> {
  await refuseExisting(folder);
  const files = await namedFiles(io, flags);
  const proposed = await proposal(io, flags, { files, folder });
  const words = initWords(proposed.lang);
  const asks =
    flags.yes !== true && flags.json !== true && process.stdin.isTTY === true && io.stderr.isTTY === true;
  const decisions = asks ? await asked(io, proposed) : proposed;
  const texts = { config: configText(decisions, words), rules: rulesText(decisions, words) };
  await writeProject(folder, texts);
  report(io, flags, { folder, texts, decisions });
}

async function asked(io: Io, proposed: Decisions): Promise<Decisions> {
  const person = terminalPerson(io);
  try {
    return await askPerson(proposed, initWords(proposed.lang), person);
  } finally {
    person.close();
  }
}

/** All exports in the order of the command line; each must be there before minutes are spent on the first. */
async function namedFiles(io: Io, flags: InitFlags): Promise<readonly NamedFiles[]> {
  const given = [
    ...flags.online.map((file) => `online=${file}`),
    ...flags.offline.map((file) => `offline=${file}`),
    ...flags.source,
  ];
  const files = given.map((text) => {
    const [, name = '', path = ''] = /^([a-z][a-z0-9_]{0,30})=(.+)$/s.exec(text) ?? [];
    if (name === '')
      throw new Failure('usage', `--source ${text}: must be NAME=FILE, the name in small letters`, EXAMPLE);
    return { name, path: resolve(io.cwd, path) };
  });
  if (files.length === 0) throw new Failure('usage', 'init needs at least one export', EXAMPLE);
  const twice = files.find(({ path }, at) => files.slice(0, at).some((other) => other.path === path));
  if (twice !== undefined)
    throw new Failure(
      'usage',
      `${twice.name}: ${twice.path} is named twice`,
      'each file belongs to one source',
    );
  for (const { name, path } of files) if (!isGlob(path)) await requireFile(name, path);
  const names = [...new Set(files.map(({ name }) => name))];
  return names.map((name) => ({
    name,
    files: files.filter((file) => file.name === name).map(({ path }) => path),
  }));
}

function isGlob(path: string): boolean {
  return isDynamicPattern(path) && !existsSync(path);
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
  { files, folder }: { readonly files: readonly NamedFiles[]; readonly folder: string },
): Promise<Decisions> {
  const work = await workFolder();
  const interrupt = watchSignals();
  interrupt.cleanups.add(work.discard);
  try {
    const engine = await openEngine({
      threads: 2,
      memoryBytes: engineShare(Math.min(MEMORY, totalmem())),
      spillDirectory: join(work.workDirectory, 'spill'),
    });
    try {
      const { workDirectory } = work;
      if (flags.quiet !== true && flags.json !== true)
        for (const path of files.flatMap((source) => source.files))
          io.stderr.write(`${escapeTerminal(shownFrom(io.cwd, path))} ...\n`);
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
