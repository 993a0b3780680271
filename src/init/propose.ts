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
import type { Decisions } from './decisions.js';
import { draftSource, type NamedFile, type SourceDraft } from './source-draft.js';
import { type Trial, tryOut } from './trial.js';
import { initWords } from './words.js';

export interface ProposeOptions {
  readonly engine: Engine;
  /** For temporary files; whoever made it removes it. */
  readonly workDirectory: string;
  readonly files: readonly NamedFile[];
  /** The folder of the config, absolute. */
  readonly folder: string;
  /** Default: that of the headers. */
  readonly lang?: 'en' | 'ko';
}

/** Looks at the exports and decides what the config and the rules will say. Nothing is written but temporary files. */
export async function propose(options: ProposeOptions): Promise<Decisions> {
  const { files, folder } = options;
  const looks: Look[] = [];
  for (const file of files) looks.push(await lookAt(file, options));
  const headers = languageOf(looks.map(({ draft }) => draft.profile));
  const lang = options.lang ?? headers;
  const project = /^[\p{L}]/u.test(basename(folder)) ? basename(folder) : 'memberships';
  const sources = looks.map(({ draft, trial }) => ({
    ...{ name: draft.name, draft, trial },
    file: shownPath(folder, draft.profile.path),
  }));
  return decide({ lang, headers, project, sources }, initWords(lang));
}

/** What is known of one export after it was read once. */
interface Look {
  readonly draft: SourceDraft;
  readonly trial: Trial;
}

async function lookAt({ name, path }: NamedFile, options: ProposeOptions): Promise<Look> {
  return readWhole(path, options, async (file) => {
    const draft = draftSource(name, await profileRows(options.engine, file));
    const source = await draftedSource(draft, options.workDirectory);
    const opened = await openSurveyed(file.survey, 0, { source });
    // Such as a header that stands there twice.
    if (opened.faults.length > 0) throw new Faults(opened.faults);
    return { draft, trial: await tryOut(options.engine, { source, opened, file }) };
  });
}

/** As a config says it, as far as it goes before the rows have been asked. */
async function draftedSource(draft: SourceDraft, workDirectory: string): Promise<Source> {
  const { name, profile } = draft;
  const lang = languageOf([profile]);
  const sources = [{ ...{ name, draft, trial: NO_TRIAL }, file: profile.path }];
  const words = initWords(lang);
  const text = configText(decide({ ...{ lang, headers: lang, project: 'draft' }, sources }, words), words);
  const directory = await mkdtemp(join(workDirectory, 'draft-'));
  const path = join(directory, 'tier-merge.yaml');
  await writeFile(path, text);
  const config = await loadConfig(path, { workingDirectory: directory, files: { [name]: profile.path } });
  const [source] = config.sources;
  if (source === undefined) throw new Error(`${name} is not in the config that was drafted for it`);
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

function languageOf(profiles: readonly FileProfile[]): 'en' | 'ko' {
  const headers = profiles.flatMap(({ columns }) => columns.map(({ header }) => header));
  return headers.filter((header) => /\p{Script=Hangul}/u.test(header)).length * 2 > headers.length
    ? 'ko'
    : 'en';
}

/** From the folder of the config, with slashes, so that the project can be moved; what is far away keeps its whole path. */
function shownPath(folder: string, path: string): string {
  const short = relative(folder, path).split(sep).join('/');
  return short.startsWith('../../../') ? path : short;
}
