import { mkdir, writeFile } from 'node:fs/promises';
import { basename, join, relative, sep } from 'node:path';
import { loadConfig } from '../config/load.js';
import type { Engine } from '../engine/engine.js';
import type { FileProfile } from '../profile/profile.js';
import { configText } from './config-text.js';
import { decide } from './decide.js';
import type { Decisions, ListDecisions } from './decisions.js';
import { draftLists } from './list-drafts.js';
import { type ProfiledList, profileLists } from './profile-lists.js';
import type { NamedFiles } from './source-draft.js';
import { type Trial, tryOut } from './trial.js';
import { initWords } from './words.js';

export interface ProposeOptions {
  readonly engine: Engine;
  /** For temporary files; whoever made it removes it. */
  readonly workDirectory: string;
  readonly files: readonly NamedFiles[];
  /** The folder of the config, absolute. */
  readonly folder: string;
  /** Default: that of the headers. */
  readonly lang?: 'en' | 'ko';
}

/** Looks at the exports and decides what the config and the rules will say. Nothing is written but temporary files. */
export async function propose(options: ProposeOptions): Promise<Decisions> {
  const { engine, workDirectory, files, folder } = options;
  const exports: { name: string; lists: readonly ProfiledList[] }[] = [];
  for (const file of files)
    exports.push({ name: file.name, lists: await profileLists(file, { engine, workDirectory }) });
  const headers = languageOf(exports.flatMap(({ lists }) => lists.map(({ profile }) => profile)));
  const lang = options.lang ?? headers;
  const words = initWords(lang);
  const drafted = exports.map(({ name, lists }) => draftLists(name, lists, words));
  const project = /^[\p{L}]/u.test(basename(folder)) ? basename(folder) : 'memberships';
  const given = { lang, headers, project };
  const untried = drafted.map((source) => ({ ...source, trial: NO_TRIAL }));
  const first = decide({ ...given, sources: untried }, words);
  const trials = await tryAll(options, configText(first, words));
  const sources = drafted.map((source, at) => ({
    ...shownFrom(folder, source),
    others: source.others.map((list) => shownFrom(folder, list)),
    trial: trials[at] ?? NO_TRIAL,
  }));
  return decide({ ...given, sources }, words);
}

const NO_TRIAL: Trial = {
  records: 0,
  rejected: 0,
  hasDecimalComma: false,
  tests: 0,
  alike: 0,
  labels: [],
  phones: [],
};

/** Reads every export once with the config as far as it goes. */
async function tryAll({ engine, workDirectory }: ProposeOptions, config: string): Promise<readonly Trial[]> {
  const directory = join(workDirectory, 'trial');
  await mkdir(directory, { recursive: true });
  const path = join(directory, 'tier-merge.yaml');
  await writeFile(path, config);
  const { sources } = await loadConfig(path, { workingDirectory: directory });
  const trials: Trial[] = [];
  for (const source of sources) trials.push(await tryOut(engine, source, workDirectory));
  return trials;
}

function languageOf(profiles: readonly FileProfile[]): 'en' | 'ko' {
  const headers = profiles.flatMap(({ columns }) => columns.map(({ header }) => header));
  return headers.filter((header) => /\p{Script=Hangul}/u.test(header)).length * 2 > headers.length
    ? 'ko'
    : 'en';
}

function shownFrom<List extends ListDecisions>(folder: string, list: List): List {
  return { ...list, files: list.files.map((file) => shownPath(folder, file)) };
}

/** From the folder of the config, with slashes, so that the project can be moved; what is far away keeps its whole path. */
function shownPath(folder: string, path: string): string {
  const short = relative(folder, path).split(sep).join('/');
  return short.startsWith('../../../') ? path : short;
}
