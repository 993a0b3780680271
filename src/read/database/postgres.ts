import type { Client } from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import type { Origin } from '../../config/origin.js';
import { name, type Sql, sql } from '../../engine/sql.js';
import { addressOf, connect } from './connect.js';
import { allRows, noRows, relationSql } from './relation-sql.js';
import type { FoundColumn, Relation, Snapshot, SourceDatabase, Trouble } from './snapshot.js';

/** PostgreSQL makes the CSV itself: COPY casts, quotes and streams. */
export const postgres: SourceDatabase = { open, trouble };

async function open(origin: Origin): Promise<Snapshot> {
  // A URL is left to the driver, which knows what may stand behind the question mark.
  const connection = origin.reveal();
  addressOf(origin);
  const { driver, destroy } = await connect<Client>('pg', connection);
  try {
    for (const statement of SESSION) await driver.query(statement);
    await driver.query(`select set_config('TimeZone', $1, false)`, [origin.timeZone]);
    await driver.query('begin isolation level repeatable read read only');
  } catch (error) {
    await destroy();
    throw error;
  }
  return {
    columns: (relation) => columnsOf(driver, relation),
    records: (relation, columns) => driver.query(copyTo(copyStatement(relation, columns).sql)),
    close: destroy,
  };
}

const SESSION = [
  "set client_encoding to 'UTF8'",
  "set datestyle to 'ISO, YMD'",
  // The shortest text that reads back as the same number.
  'set extra_float_digits to 1',
  "set bytea_output to 'hex'",
];

async function columnsOf(driver: Client, relation: Relation): Promise<readonly FoundColumn[]> {
  // The extended protocol takes one statement only, whatever the query holds.
  const query = { text: noRows(relation, name).sql, queryMode: 'extended' };
  const { fields } = await driver.query(query);
  return fields.map(({ name, dataTypeID }) => ({ name, type: dataTypeID }));
}

function copyStatement(relation: Relation, columns: readonly FoundColumn[]): Sql {
  const texts = columns.map(textOf);
  const order = texts.map((text) => sql`${text} collate "C"`);
  // Alone in its record a null would be a blank line.
  const written = texts.length === 1 ? texts.map((text) => sql`coalesce(${text}, '')`) : texts;
  return sql`copy (${allRows(written, order, relationSql(relation, name))}) to stdout with (format csv)`;
}

const TIMESTAMP_WITH_ZONE = 1184;

function textOf({ name: column, type }: FoundColumn): Sql {
  // As the clock on the wall of the session's zone shows it: moments are read without a zone.
  const local = type === TIMESTAMP_WITH_ZONE ? sql`${name(column)}::timestamp` : name(column);
  return sql`(${local})::text`;
}

const UNREACHABLE = /^(08|53|57P|58)/;
const DENIED = /^(28|3D|42501)/;
const NO_SUCH_TABLE = /^(42P01|3F)/;
// A statement that is not understood, not supported where it stands, or that would write.
const WRONG_QUERY = /^(42|0A|25006)/;

function trouble(error: Error): Trouble | undefined {
  const code = 'code' in error ? String(error.code) : '';
  if (!/^[0-9A-Z]{5}$/.test(code)) return undefined;
  if (UNREACHABLE.test(code)) return 'unreachable';
  if (DENIED.test(code)) return 'denied';
  if (NO_SUCH_TABLE.test(code)) return 'no such table';
  return WRONG_QUERY.test(code) ? 'wrong query' : 'failed';
}
