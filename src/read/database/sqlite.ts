import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Origin } from '../../config/origin.js';
import { name, type Sql, sql } from '../../engine/sql.js';
import { Failure } from '../../failure.js';
import { connect } from './connect.js';
import { CsvWriter } from './csv-writer.js';
import { allRows, noRows, relationSql } from './relation-sql.js';
import type { FoundColumn, Relation, Snapshot, SourceDatabase, Trouble } from './snapshot.js';

/** SQLite in a file, which is opened so that nothing can be written. */
export const sqlite: SourceDatabase = { open, trouble };

/** What is used of the driver, whichever package it is. */
interface Driver {
  exec(statement: string): void;
  prepare(statement: string): Statement;
}

interface Statement {
  columns(): readonly { readonly name: string; readonly type: string | null }[];
  raw(on: boolean): Statement;
  iterate(): Iterable<readonly Value[]>;
}

/** A text is a setting's; what a table holds comes as bytes, except for reals. */
type Value = Uint8Array | string | number | null;

async function open(origin: Origin): Promise<Snapshot> {
  const path = pathOf(origin);
  const { driver, destroy } = await connect<Driver>('better-sqlite3', {
    filename: `${pathToFileURL(path).href}?mode=ro`,
  });
  // libsql keeps a closed connection and its locks for as long as one of its statements is not collected.
  const close = async () => {
    driver.exec('rollback');
    await destroy();
  };
  try {
    for (const statement of ['pragma busy_timeout = 5000', 'pragma query_only = on', 'begin'])
      driver.exec(statement);
    const encoding = encodingOf(driver);
    return {
      columns: async (relation) => columnsOf(driver, relation),
      records: (relation, columns) => recordsOf(driver, statementOf(relation, columns), encoding),
      close,
    };
  } catch (error) {
    await destroy();
    throw error;
  }
}

function pathOf({ reveal, shown, baseDirectory }: Origin): string {
  const connection = reveal();
  const filename = typeof connection === 'string' ? connection : connection.filename;
  if (typeof filename !== 'string' || filename === '' || filename === ':memory:')
    throw new Failure('usage', `${shown}: its connection has no filename`, 'set from.connection to a path');
  const path = resolve(baseDirectory, filename);
  if (existsSync(path)) return path;
  throw new Failure('input', `${shown}: no such file`, 'bring the database there, or correct its path');
}

function columnsOf(driver: Driver, relation: Relation): readonly FoundColumn[] {
  const found = driver.prepare(noRows(relation, name).sql).columns();
  return found.map(({ name, type }) => ({ name, type: (type ?? '').toLowerCase() }));
}

function statementOf(relation: Relation, columns: readonly FoundColumn[]): Sql {
  const texts = columns.map(textOf);
  const bytes = texts.map((text) => sql`cast(${text} as blob)`);
  // The text of a real has fifteen digits: not enough to tell all of them apart.
  const written = columns.map(({ name: column }, i) => {
    const value = name(column);
    return sql`case typeof(${value}) when 'real' then ${value} else ${bytes[i]} end`;
  });
  return allRows(written, bytes, relationSql(relation, name));
}

/** As bytes: the driver ends the whole process at a text that is not valid UTF-8. */
function textOf({ name: column, type }: FoundColumn): Sql {
  const text = sql`cast(${name(column)} as text)`;
  if (type !== 'boolean' && type !== 'bool') return text;
  return sql`case ${text} when '1' then 'true' when '0' then 'false' else ${text} end`;
}

async function* recordsOf(driver: Driver, statement: Sql, encoding: string): AsyncGenerator<Uint8Array> {
  const writer = new CsvWriter();
  const inUtf8 = encoding === 'UTF-8';
  for (const row of driver.prepare(statement.sql).raw(true).iterate()) {
    writer.row(row.map((value) => (value === null ? null : bytesOf(value, inUtf8 ? undefined : encoding))));
    if (writer.full) yield writer.take();
  }
  yield writer.take();
}

/** Whether text is kept as UTF-8 is a matter of the file. */
function encodingOf(driver: Driver): string {
  const [[encoding = 'UTF-8'] = []] = driver.prepare('pragma encoding').raw(true).iterate();
  return typeof encoding === 'string' ? encoding : 'UTF-8';
}

function bytesOf(value: Exclude<Value, null>, wide: string | undefined): Uint8Array {
  if (typeof value !== 'object') return Buffer.from(String(value));
  if (wide === undefined) return value;
  const copy = Buffer.from(value);
  if (wide === 'UTF-16be') copy.swap16();
  return Buffer.from(copy.toString('utf16le'));
}

function trouble(error: Error): Trouble | undefined {
  const code = 'code' in error ? String(error.code) : '';
  if (error.message.startsWith('ConnectionFailed(')) return 'denied';
  if (!code.startsWith('SQLITE_')) return undefined;
  if (/^SQLITE_(BUSY|LOCKED|CANTOPEN|IOERR|NOTADB|CORRUPT)/.test(code)) return 'unreachable';
  if (/^SQLITE_(READONLY|PERM|AUTH)/.test(code)) return 'denied';
  return error.message.includes('no such table') ? 'no such table' : 'wrong query';
}
