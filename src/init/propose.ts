import { mkdir, writeFile } from 'node:fs/promises';
import { basename, join, relative, sep } from 'node:path';
import { loadConfig } from '../config/load.js';
import type { Engine } from '../engine/engine.js';
import { Faults } from '../failure.js';
import { type FileProfile, profileRows } from '../profile/profile.js';
import { readWhole } from '../profile/read-whole.js';
import { openSurveyed } from '../read/opening.js';
import type { Survey } from '../read/survey.js';
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
  const words = initWords(lang);
  const project = /^[\p{L}]/u.test(basename(folder)) ? basename(folder) : 'memberships';
  const sources = looks.map(({ draft, trial }) => ({
    ...{ name: draft.name, draft, trial },
    file: shownPath(folder, draft.profile.path),
  }));
  const decisions = decide({ ...{ lang, headers, project, sources } }, words);
  await requireHeaders(options, { config: configText(decisions, words), looks });
  return decisions;
}

/** What is known of one export after it was read once. */
interface Look {
  readonly survey: Survey;
  readonly draft: SourceDraft;
  readonly trial: Trial;
}

async function lookAt({ name, path }: NamedFile, { engine, workDirectory }: ProposeOptions): Promise<Look> {
  return readWhole(path, { engine, workDirectory }, async (file) => {
    const draft = draftSource(name, await profileRows(engine, file));
    return { survey: file.survey, draft, trial: await tryOut(engine, file, draft) };
  });
}

/** Throws the Faults that a plan with this config would find in the headers, such as one that stands there twice. */
async function requireHeaders(
  { workDirectory, files }: ProposeOptions,
  { config, looks }: { readonly config: string; readonly looks: readonly Look[] },
): Promise<void> {
  const directory = join(workDirectory, 'trial');
  await mkdir(directory, { recursive: true });
  const path = join(directory, 'tier-merge.yaml');
  await writeFile(path, config);
  const instead = Object.fromEntries(files.map((file) => [file.name, file.path]));
  const { sources } = await loadConfig(path, { workingDirectory: directory, files: instead });
  const faults = [];
  for (const [at, { survey }] of looks.entries()) {
    const [source] = sources.slice(at);
    if (source !== undefined) faults.push(...(await openSurveyed(survey, 0, { source })).faults);
  }
  if (faults.length > 0) throw new Faults(faults);
}

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
