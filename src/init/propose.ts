import { mkdtemp, writeFile } from 'node:fs/promises';
import { basename, join, relative, sep } from 'node:path';
import type { Source } from '../config/config.js';
import { loadConfig } from '../config/load.js';
import type { Engine } from '../engine/engine.js';
import { Faults } from '../failure.js';
import { type FileProfile, profileRows } from '../profile/profile.js';
import { readWhole } from '../profile/read-whole.js';
import { openSurveyed } from '../read/opening.js';
import { configText } from './config-text.js';
import { decide } from './decide.js';
import type { Decisions, ListDecisions } from './decisions.js';
import { type DraftedSource, draftLists } from './list-drafts.js';
import { onlyFile, profileLists } from './profile-lists.js';
import type { NamedFiles } from './source-draft.js';
import { type Trial, tryOut, tryReading } from './trial.js';
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
  const { files, folder } = options;
  const looks: Look[] = [];
  for (const named of files) looks.push(await lookAt(named, options));
  const headers = languageOf(looks.flatMap(({ drafted }) => profilesOf(drafted)));
  const lang = options.lang ?? headers;
  const project = /^[\p{L}]/u.test(basename(folder)) ? basename(folder) : 'memberships';
  const sources = looks.map(({ drafted, trial }) => ({
    ...shownFrom(folder, drafted),
    others: drafted.others.map((list) => shownFrom(folder, list)),
    trial,
  }));
  return decide({ lang, headers, project, sources }, initWords(lang));
}

/** What is known of one source after its files were read. */
interface Look {
  readonly drafted: DraftedSource;
  readonly trial: Trial;
}

async function lookAt(named: NamedFiles, options: ProposeOptions): Promise<Look> {
  const only = await onlyFile(named);
  return only === undefined ? lookAtLists(named, options) : lookAtFile(named, only, options);
}

/** One file is read once: what a plan would load is asked of the rows that were profiled. */
async function lookAtFile({ name, files }: NamedFiles, path: string, options: ProposeOptions): Promise<Look> {
  return readWhole(path, options, async (file) => {
    const profile = await profileRows(options.engine, file);
    const drafted = draftLists(
      name,
      [{ files, profile, header: 'every_file' }],
      wordsFor(options, [profile]),
    );
    const source = await sourceOf(drafted, options);
    const opened = await openSurveyed(file.survey, 0, { source });
    // Such as a header that stands there twice.
    if (opened.faults.length > 0) throw new Faults(opened.faults);
    return { drafted, trial: await tryOut(options.engine, { source, opened, file }) };
  });
}

async function lookAtLists(named: NamedFiles, options: ProposeOptions): Promise<Look> {
  const lists = await profileLists(named, options);
  const drafted = draftLists(
    named.name,
    lists,
    wordsFor(
      options,
      lists.map(({ profile }) => profile),
    ),
  );
  const source = await sourceOf(drafted, options);
  return { drafted, trial: await tryReading(options.engine, source, options.workDirectory) };
}

function wordsFor({ lang }: ProposeOptions, profiles: readonly FileProfile[]) {
  return initWords(lang ?? languageOf(profiles));
}

/** As a config says it, as far as it goes before the rows have been asked. */
async function sourceOf(drafted: DraftedSource, { workDirectory }: ProposeOptions): Promise<Source> {
  const lang = languageOf(profilesOf(drafted));
  const words = initWords(lang);
  const given = { lang, headers: lang, project: 'draft' };
  const text = configText(decide({ ...given, sources: [{ ...drafted, trial: NO_TRIAL }] }, words), words);
  const directory = await mkdtemp(join(workDirectory, 'draft-'));
  const path = join(directory, 'tier-merge.yaml');
  await writeFile(path, text);
  const config = await loadConfig(path, { workingDirectory: directory });
  const [source] = config.sources;
  if (source === undefined) throw new Error(`${drafted.name} is not in the config that was drafted for it`);
  return source;
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

function profilesOf({ draft, others }: DraftedSource): readonly FileProfile[] {
  return [draft.profile, ...others.map((list) => list.draft.profile)];
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
