import { rm } from 'node:fs/promises';
import type { Engine } from '../engine/engine.js';
import { sql } from '../engine/sql.js';
import { literalPath } from './load.js';
import type { Reject } from './sink.js';

/** The table of all rejected records of all sources. */
export async function createRejects(engine: Engine): Promise<void> {
  await engine.run(sql`create table if not exists read_rejects (
    source varchar, file varchar, file_no integer, line bigint, reason varchar, "column" varchar, value varchar,
    raw_offset bigint, raw_bytes bigint)`);
}

/** One reject as a line of the file that `loadRejects` takes. */
export function rejectLine(reject: Reject, header: readonly string[]): string {
  const { line, reason, field, value, offset, bytes } = reject;
  const column = field === undefined ? null : header[field] || null;
  return `${JSON.stringify({ line, reason, column, value: value === undefined ? null : piece(value), offset, bytes })}\n`;
}

export interface RejectFile {
  readonly path: string;
  readonly source: string;
  readonly file: string;
  readonly fileNo: number;
}

/** Adds a file of rejects to the table and removes it. */
export async function loadRejects(engine: Engine, { path, source, file, fileNo }: RejectFile): Promise<void> {
  await engine.run(sql`insert into read_rejects
    select ${source}, ${file}, ${fileNo}, line, reason, "column", value, "offset", bytes
    from read_json(${literalPath(path)}, format = 'newline_delimited', columns = {line: 'BIGINT', reason: 'VARCHAR',
      "column": 'VARCHAR', value: 'VARCHAR', "offset": 'BIGINT', bytes: 'BIGINT'})`);
  await rm(path);
}

const PIECE = 80;

/** Enough of a value to recognise it; controls are spelled out. */
function piece(value: string): string {
  const characters = Array.from(value.slice(0, 2 * PIECE))
    .slice(0, PIECE)
    .join('');
  return characters.replace(/[\p{Cc}\p{Cs}]/gu, (c) => `\\x${c.charCodeAt(0).toString(16).padStart(2, '0')}`);
}
