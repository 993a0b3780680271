import { createHash, randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { open, readFile, realpath, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { liveText } from '../engine/inert.js';
import { Failure } from '../failure.js';
import { openDecisions } from '../match/decisions/take-decisions.js';
import { BYTE_ORDER_MARK, csvLine } from './csv-file.js';
import { DECISIONS, type Decision } from './decision-word.js';
import { readSheets } from './read-sheets.js';

/** The columns that a new file of decisions has. */
export const COLUMNS = [
  'source_l',
  'id_l',
  'source_r',
  'id_r',
  'decision',
  'by',
  'at',
  'note',
  'rows_hash',
] as const;

/** What was decided in a line that a later decision has replaced; its column `decision` is empty then. */
export const REPLACED = 'was';

/** A file of decisions with all that it holds, also the columns that nobody reads. */
export interface DecisionsOnDisk {
  readonly path: string;
  readonly columns: readonly string[];
  readonly lines: readonly KnownLine[];
  /** Of the bytes; undefined where there is no file yet. */
  readonly sha256: string | undefined;
}

export interface KnownLine {
  /** In the file, from 1. */
  readonly line: number;
  readonly cells: Readonly<Record<string, string>>;
  /** Undefined in a line that decides nothing. */
  readonly decision: Decision | undefined;
  readonly source_l: string;
  readonly id_l: string;
  readonly source_r: string;
  readonly id_r: string;
  readonly rows_hash: string;
}

/** Reads the file of decisions; one that is not there yet has no lines. Throws Faults where it is none. */
export async function readDecisions(path: string): Promise<DecisionsOnDisk> {
  if (!existsSync(path)) return { path, columns: COLUMNS, lines: [], sha256: undefined };
  await openDecisions(path);
  const bytes = await readFile(path);
  const [{ rows } = { rows: [] }] = await readSheets(path);
  const [header = { line: 1, cells: [] }, ...rest] = rows;
  const columns = header.cells.map((cell) => cell.trim());
  const lines = rest.map(({ line, cells }) =>
    knownLine(line, Object.fromEntries(columns.map((column, at) => [column, cells[at] ?? '']))),
  );
  return { path, columns, lines, sha256: hashOf(bytes) };
}

function knownLine(line: number, cells: KnownLine['cells']): KnownLine {
  const read = (column: string) => cells[column]?.trim() ?? '';
  const decision = DECISIONS.find((known) => known === read('decision').toLowerCase());
  return {
    ...{ line, cells, decision },
    source_l: read('source_l'),
    id_l: liveText(read('id_l')),
    source_r: read('source_r'),
    id_r: liveText(read('id_r')),
    rows_hash: read('rows_hash'),
  };
}

/** The file as text: UTF-8 with a byte order mark, so that a spreadsheet reads its notes. */
export function decisionsText(columns: readonly string[], lines: readonly KnownLine['cells'][]): string {
  const records = lines.map((cells) => csvLine(columns.map((column) => cells[column] ?? '')));
  return BYTE_ORDER_MARK + csvLine(columns) + records.join('');
}

/**
 * Puts this text in the place of the file, whole or not at all. Throws `stale` when somebody has written to it
 * since it was read.
 */
export async function replaceDecisions({ path, sha256 }: DecisionsOnDisk, text: string): Promise<void> {
  const file = existsSync(path) ? await realpath(path) : path;
  const draft = join(dirname(file), `.${randomBytes(6).toString('hex')}.partial`);
  try {
    const mode = existsSync(file) ? (await stat(file)).mode & 0o777 : 0o600;
    const out = await open(draft, 'wx', mode);
    await out
      .writeFile(text)
      .then(() => out.sync())
      .finally(() => out.close());
    const now = existsSync(file) ? hashOf(await readFile(file)) : undefined;
    if (now !== sha256)
      throw new Failure('stale', `${path} was changed while its decisions were checked`, 'import again');
    await rename(draft, file);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (error instanceof Failure || code === undefined) throw error;
    throw new Failure(
      'usage',
      `${path} cannot be written: ${code}`,
      'name a file in a folder that exists and has room',
      { cause: error },
    );
  } finally {
    await rm(draft, { force: true });
  }
}

function hashOf(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
