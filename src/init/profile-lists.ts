import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { resolveFiles } from '../config/resolve-files.js';
import type { Engine } from '../engine/engine.js';
import { Failure } from '../failure.js';
import { type FileProfile, profileFile } from '../profile/profile.js';
import { noHeader } from '../profile/read-whole.js';
import type { WorkbookCopy } from '../read/workbook/copy-sheet.js';
import { joinParts, openPart, type Part } from './part.js';
import type { NamedFiles } from './source-draft.js';

/** Files of one source that are laid out alike. */
export interface ProfiledList {
  /** As they were named, absolute: paths and globs. */
  readonly files: readonly string[];
  /** Of all of them together. */
  readonly profile: FileProfile;
  /** first_file: of an export in parts only the first has it. */
  readonly header: 'every_file' | 'first_file';
}

interface Room {
  readonly engine: Engine;
  readonly workDirectory: string;
}

/** The path of a source that is one file; undefined where there are several. */
export async function onlyFile({ files, name }: NamedFiles): Promise<string | undefined> {
  const paths = new Set<string>();
  for (const pattern of files) for (const path of await found(pattern, name)) paths.add(path);
  const [only] = paths;
  return paths.size === 1 ? only : undefined;
}

/** Looks at all files of a source: numbered parts become one list, files with other columns one of their own. */
export async function profileLists(named: NamedFiles, room: Room): Promise<readonly ProfiledList[]> {
  const given = await Promise.all(
    named.files.map(async (pattern) => ({ pattern, paths: await found(pattern, named.name) })),
  );
  const paths = [...new Set(given.flatMap((one) => one.paths))];
  const directory = await mkdtemp(join(room.workDirectory, 'parts-'));
  const parts: Part[] = [];
  for (const [at, path] of paths.entries())
    parts.push(await openPart(path, join(directory, `${at}-unpacked`)));
  const groups = groupsOf(named.name, inOrder(parts));
  const lists: ProfiledList[] = [];
  for (const [at, group] of groups.entries()) {
    const profile = await profileGroup(group, { ...room, joined: join(directory, `${at}-joined`) });
    lists.push({ files: filesOf(group, given), profile, header: headerOf(named.name, group) });
  }
  return inOneSource(named.name, lists);
}

async function found(pattern: string, name: string): Promise<readonly string[]> {
  const paths = await resolveFiles(pattern, '/', { path: ['sources', name], use: 'unread' });
  if (paths.length > 0) return paths;
  throw new Failure(
    'input',
    `${name}: no file matches ${pattern}`,
    'bring the export there, or correct the pattern',
  );
}

/** As they were named, or where only the first has a header by their numbers: members_2.csv before members_10.csv. */
function inOrder(parts: readonly Part[]): readonly Part[] {
  if (parts.every(({ layout }) => layout !== undefined)) return parts;
  const { compare } = new Intl.Collator('en', { numeric: true });
  return parts.toSorted((a, b) => compare(a.path, b.path));
}

function groupsOf(name: string, parts: readonly Part[]): readonly (readonly Part[])[] {
  const groups = new Map<string, Part[]>();
  let last: Part[] | undefined;
  for (const part of parts) {
    if (part.layout === undefined) {
      if (last === undefined) throw noHeader(part.path);
      if (last[0]?.layout?.header.length !== part.width) throw otherWidth(name, part, last);
      last.push(part);
      continue;
    }
    const { header, headerRow, headerRows } = part.layout;
    const key = JSON.stringify([header, headerRow, headerRows, part.encoding]);
    last = groups.get(key) ?? [];
    last.push(part);
    groups.set(key, last);
  }
  return [...groups.values()];
}

function otherWidth(name: string, { path, width }: Part, [first]: readonly Part[]): Failure {
  return new Failure(
    'input',
    `${name}: ${path} has no header, and its records have ${width} values where the header of ${first?.path} has ${first?.layout?.header.length}`,
    'put a line with the names of its columns above its records, or leave the file out',
  );
}

async function profileGroup(
  parts: readonly Part[],
  { joined, ...room }: Room & { readonly joined: string },
): Promise<FileProfile> {
  const [first] = parts;
  if (first === undefined) throw new Error('a group has no part');
  if (parts.length === 1) return profileFile(first.path, room);
  await joinParts(parts, joined);
  const profile = await profileFile(joined, room);
  const { workbook } = first.survey;
  const bytes = parts.reduce((sum, { survey }) => sum + survey.bytes, 0);
  const headers = parts.slice(1).map(({ layout }) => (layout ? layout.headerRow - 1 + layout.headerRows : 0));
  const lines = profile.lines + headers.reduce((sum, count) => sum + count, 0);
  const shown = { ...profile, path: first.path, bytes, lines, encoding: first.encoding };
  if (first.survey.isPage) return { ...shown, kind: 'html' };
  if (workbook === undefined) return shown;
  const sum = (of: (copy: WorkbookCopy) => number) =>
    parts.reduce((all, { survey }) => all + (survey.workbook === undefined ? 0 : of(survey.workbook)), 0);
  const cells = { longNumbers: sum((copy) => copy.longNumbers), errors: sum((copy) => copy.errors) };
  return { ...shown, kind: 'xlsx', sheet: workbook.sheet, sheets: workbook.sheets, cells };
}

interface Given {
  readonly pattern: string;
  readonly paths: readonly string[];
}

/** A glob stays one where all of its files are laid out alike: tomorrow there may be one more. */
function filesOf(parts: readonly Part[], given: readonly Given[]): readonly string[] {
  const own = new Set(parts.map(({ path }) => path));
  return [
    ...new Set(
      given.flatMap(({ pattern, paths }) =>
        paths.every((path) => own.has(path)) ? [pattern] : paths.filter((path) => own.has(path)),
      ),
    ),
  ];
}

function headerOf(name: string, parts: readonly Part[]): ProfiledList['header'] {
  const bare = parts.filter(({ layout }) => layout === undefined);
  if (bare.length === 0) return 'every_file';
  const own = parts.slice(1).find(({ layout }) => layout !== undefined);
  if (own === undefined) return 'first_file';
  throw new Failure(
    'input',
    `${name}: ${own.path} has a header of its own, and ${bare[0]?.path} has none`,
    'export all parts in the same way: the header in each, or in the first alone',
  );
}

/** A source has one line for its header, and one sheet. */
function inOneSource(name: string, lists: readonly ProfiledList[]): readonly ProfiledList[] {
  const [first, ...others] = lists;
  for (const { profile, header } of others) {
    if (header === 'first_file' || first?.header === 'first_file')
      throw apart(name, `${profile.path} has other columns than a list in parts`);
    const [line, firstLine] = [profile.headerRow, first?.profile.headerRow];
    if (line !== firstLine || profile.headerRows !== first?.profile.headerRows)
      throw apart(
        name,
        `${profile.path}: its header is on line ${line}, and that of ${first?.profile.path} on line ${firstLine}`,
      );
    if (profile.sheet !== null && first.profile.sheet !== null && profile.sheet !== first.profile.sheet)
      throw apart(
        name,
        `${profile.path} has its members on sheet ${profile.sheet}, and ${first.profile.path} on ${first.profile.sheet}`,
      );
  }
  return lists;
}

function apart(name: string, what: string): Failure {
  return new Failure(
    'usage',
    `${name}: ${what}`,
    'lay the files out alike, or make it a source of its own: --source NAME=FILE',
  );
}
