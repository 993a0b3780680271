import { readFile, stat } from 'node:fs/promises';
import { dirname, isAbsolute, join } from 'node:path';
import type { Source } from '../config/config.js';
import { Failure } from '../failure.js';
import type { Survey } from './survey.js';

/** Throws a Failure when the marker or the checksum that the config names does not vouch for the file. */
export async function requireComplete(source: Source, survey: Survey): Promise<void> {
  const { marker, checksum } = source.complete ?? {};
  if (marker !== undefined) await requireMarker(fileFor(marker, survey.path), survey);
  if (checksum !== undefined) await requireChecksum(fileFor(checksum, survey.path), survey);
}

/** `{file}` is the path of the export; another relative path starts from its folder. */
function fileFor(pattern: string, path: string): string {
  const file = pattern.replaceAll('{file}', () => path);
  return isAbsolute(file) ? file : join(dirname(path), file);
}

async function requireMarker(marker: string, { path, modified }: Survey): Promise<void> {
  const found = await stat(marker).catch(() => undefined);
  if (found === undefined)
    throw new Failure(
      'input',
      `${path}: expected the marker ${marker}, which is not there`,
      'wait until the export has ended, then run again',
    );
  if (found.mtimeMs >= modified) return;
  throw new Failure(
    'input',
    `${path}: expected a marker no older than the export, found ${marker} of ${moment(found.mtimeMs)}, the export is of ${moment(modified)}`,
    'wait until the export has ended, then run again',
  );
}

async function requireChecksum(file: string, { path, sha256 }: Survey): Promise<void> {
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (text === undefined)
    throw new Failure(
      'input',
      `${path}: expected its checksum in ${file}, which cannot be read`,
      'wait until the export has ended, then run again',
    );
  // As sha256sum writes it: the hash, perhaps a backslash before it, and the name of the file.
  const [, stated] = /^\\?([0-9a-fA-F]{64})(?:\s|$)/.exec(text.trim()) ?? [];
  if (stated === undefined)
    throw new Failure(
      'input',
      `${path}: expected its checksum in ${file}, found no sha256 there`,
      'write it with sha256sum',
    );
  if (stated.toLowerCase() === sha256) return;
  throw new Failure(
    'input',
    `${path}: expected the sha256 ${stated.toLowerCase()} of ${file}, found ${sha256}`,
    'copy the export again',
  );
}

function moment(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}
