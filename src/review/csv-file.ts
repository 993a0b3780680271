import { randomBytes } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { link, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { Failure } from '../failure.js';
import type { ReviewSheet } from './review-sheet.js';

/** A spreadsheet reads a CSV without it in the code page of the machine, and Hangul is lost. */
export const BYTE_ORDER_MARK = '\ufeff';

/**
 * Writes the sheet as UTF-8 with a byte order mark: the names of the columns, then the headings, then a line a pair.
 * The file is there when it is whole. Throws a usage Failure where it exists: somebody's decisions may be in it.
 */
export async function writeReviewCsv(sheet: ReviewSheet, file: string): Promise<void> {
  const draft = join(dirname(file), `.${randomBytes(6).toString('hex')}.partial`);
  try {
    await pipeline(textOf(sheet), createWriteStream(draft, { mode: 0o600, flags: 'wx' }));
    // Unlike a renaming, this fails where the name is taken meanwhile.
    await link(draft, file);
  } catch (error) {
    throw unwritable(file, error as NodeJS.ErrnoException);
  } finally {
    await rm(draft, { force: true });
  }
}

/** One record of a CSV with its line end. */
export function csvLine(cells: readonly string[]): string {
  return `${cells.map(csvCell).join(',')}\n`;
}

function csvCell(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

async function* textOf({ names, headings, rows }: ReviewSheet): AsyncGenerator<string> {
  yield BYTE_ORDER_MARK + csvLine(names) + csvLine(headings);
  for await (const batch of rows) yield batch.map(csvLine).join('');
}

function unwritable(file: string, error: NodeJS.ErrnoException): Error {
  if (error.code === undefined || error instanceof Failure) return error;
  if (error.code === 'EEXIST')
    return new Failure(
      'usage',
      `${file} exists already`,
      'name another file with -o: decisions may be in this one',
    );
  const hint = 'name a file in a folder that exists and has room';
  return new Failure('usage', `${file} cannot be written: ${error.code}`, hint, { cause: error });
}
