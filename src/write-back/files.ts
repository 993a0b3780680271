import { randomBytes } from 'node:crypto';
import { type FileHandle, mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { LegacyFile } from '../config/legacy-files.js';
import { Failure } from '../failure.js';
import type { StoredRow } from '../store/pages.js';
import type { Store } from '../store/store.js';
import { byteOrderMark, encoded } from './encode.js';
import { textOf } from './labels.js';

/** A file that was written, and how many rows it has. */
interface WrittenFile {
  readonly source: string;
  readonly file: string;
  readonly rows: number;
}

/**
 * Writes the files for the legacy systems from what the target says was to be written: one line a living row, in the
 * order of the member ids. A file appears whole or not at all. Throws a Failure for a character that an encoding
 * lacks, naming the column, and for a file that cannot be written.
 */
export async function writeLegacyFiles(
  store: Pick<Store, 'read'>,
  files: readonly LegacyFile[],
): Promise<readonly WrittenFile[]> {
  if (files.length === 0) return [];
  const started = await Promise.all(files.map(start));
  try {
    for await (const rows of store.read('source_rows')) {
      for (const one of started) await append(one, rows);
    }
    for (const one of started) await finish(one);
  } catch (error) {
    throw told(error, started.map(({ legacy }) => legacy.file).join(', '));
  } finally {
    for (const one of started) await discard(one);
  }
  return started.map(({ legacy, rows }) => ({ source: legacy.source, file: legacy.file, rows }));
}

interface Started {
  readonly legacy: LegacyFile;
  readonly partial: string;
  readonly out: FileHandle;
  rows: number;
}

async function start(legacy: LegacyFile): Promise<Started> {
  const partial = `${legacy.file}.partial-${randomBytes(4).toString('hex')}`;
  try {
    await mkdir(dirname(legacy.file), { recursive: true });
    const out = await open(partial, 'wx', 0o600);
    const headers = Object.keys(legacy.columns);
    const line = encoded(`${headers.map(cell).join(',')}\r\n`, legacy.encoding);
    await out.write(Buffer.concat([byteOrderMark(legacy.encoding), line ?? Buffer.alloc(0)]));
    return { legacy, partial, out, rows: 0 };
  } catch (error) {
    throw told(error, legacy.file);
  }
}

async function append(started: Started, rows: readonly StoredRow[]): Promise<void> {
  const { legacy, out } = started;
  const due = rows.filter((row) => isDue(row, legacy));
  const lines = due.map((row) => lineOf(row, legacy));
  if (lines.length > 0) await out.appendFile(Buffer.concat(lines));
  started.rows += due.length;
}

function isDue(row: StoredRow, { source, rows }: LegacyFile): boolean {
  const { written_grade: written, grade, gone_since: gone } = row;
  if (row.source !== source || gone !== null || written === null) return false;
  return rows === 'all' || written !== grade;
}

function lineOf(row: StoredRow, legacy: LegacyFile): Buffer {
  const cells = Object.entries(legacy.columns).map(([header, content]) => {
    const text =
      content === 'label' ? textOf(String(row.written_grade), legacy) : String(row.source_member_id);
    const bytes = encoded(cell(text), legacy.encoding);
    if (bytes !== undefined) return bytes;
    throw new Failure(
      'usage',
      `${legacy.file}: the column ${header} has a character that ${legacy.encoding} lacks`,
      `set another encoding under legacy_files.${legacy.source}, then: tier-merge export`,
    );
  });
  const [comma, end] = [',', '\r\n'].map((text) => encoded(text, legacy.encoding) ?? Buffer.alloc(0));
  return Buffer.concat(
    cells
      .flatMap((bytes, at) => [at === 0 ? Buffer.alloc(0) : (comma as Buffer), bytes])
      .concat(end as Buffer),
  );
}

/** As it is: the file is read by a system, not by a spreadsheet. */
function cell(text: string): string {
  return /[",\r\n]/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

async function finish({ out, partial, legacy }: Started): Promise<void> {
  await out.sync();
  await out.close();
  await rename(partial, legacy.file);
}

/** Nothing to do once the file has its name. */
async function discard({ out, partial }: Started): Promise<void> {
  await out.close().catch(() => {});
  await rm(partial, { force: true }).catch(() => {});
}

function told(error: unknown, file: string): unknown {
  if (error instanceof Failure || !(error instanceof Error) || !('syscall' in error)) return error;
  const code = 'code' in error ? String(error.code) : 'unknown error';
  return new Failure(
    'internal',
    `${file} cannot be written: ${code}`,
    'what was planned is applied; once there is room and permission: tier-merge export',
    { cause: error },
  );
}
