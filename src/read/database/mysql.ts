import type { Connection, FieldPacket } from 'mysql2';
import type { Origin } from '../../config/origin.js';
import { raw, type Sql, sql } from '../../engine/sql.js';
import { Failure } from '../../failure.js';
import { addressOf, connect } from './connect.js';
import { constantOffset } from './constant-offset.js';
import { CsvWriter } from './csv-writer.js';
import { allRows, noRows, relationSql } from './relation-sql.js';
import type { FoundColumn, Relation, Snapshot, SourceDatabase, Trouble } from './snapshot.js';

/** MySQL and MariaDB send every value as text already: its bytes are taken as they come. */
export const mysql: SourceDatabase = { open, trouble };

async function open(origin: Origin): Promise<Snapshot> {
  const { driver, destroy } = await connect<Connection>('mysql2', {
    ...addressOf(origin),
    charset: 'utf8mb4',
    multipleStatements: false,
    // A server may otherwise ask for files of this machine.
    flags: ['-LOCAL_FILES'],
  });
  // What is left of a stream would hold up a polite end for ever.
  const close = async () => {
    driver.destroy();
    await destroy();
  };
  try {
    const hasZone = await setZone(driver, origin.timeZone);
    await run(driver, 'set session transaction isolation level repeatable read');
    await run(driver, 'start transaction with consistent snapshot, read only');
    return {
      columns: (relation) => columnsOf(driver, relation),
      records: (relation, columns) => {
        if (!hasZone && columns.some(({ type }) => type === TIMESTAMP)) throw zoneUnknown(origin);
        return recordsOf(driver, relation, columns);
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

// Numbers of column types in the protocol.
const FLOAT = 4;
const TIMESTAMP = 7;
const BIT = 16;

/** Few servers know zones by name. */
async function setZone(driver: Connection, timeZone: string): Promise<boolean> {
  for (const zone of [timeZone, constantOffset(timeZone)]) {
    if (zone === undefined) continue;
    const isSet = await run(driver, sql`set time_zone = ${zone}`.sql).then(
      () => true,
      (error: NodeJS.ErrnoException) => {
        if (error.code !== 'ER_UNKNOWN_TIME_ZONE') throw error;
        return false;
      },
    );
    if (isSet) return true;
  }
  return false;
}

function zoneUnknown({ shown, timeZone }: Origin): Failure {
  return new Failure(
    'usage',
    `${shown}: the server does not know the zone ${timeZone}, in which a TIMESTAMP is to be written`,
    'load its zones with mysql_tzinfo_to_sql, or read a query that casts the column to datetime',
  );
}

async function columnsOf(driver: Connection, relation: Relation): Promise<readonly FoundColumn[]> {
  const fields = await run(driver, noRows(relation, quote).sql);
  return fields.map(({ name, columnType }) => ({ name, type: columnType ?? -1 }));
}

async function* recordsOf(
  driver: Connection,
  relation: Relation,
  columns: readonly FoundColumn[],
): AsyncGenerator<Uint8Array> {
  const order = columns.map(({ name }) => sql`cast(convert(${quote(name)} using utf8mb4) as binary)`);
  const statement = allRows(columns.map(textOf), order, relationSql(relation, quote));
  const rows = driver
    .query({ sql: statement.sql, rowsAsArray: true, typeCast: (field) => field.buffer() })
    .stream({ highWaterMark: 512 });
  // A connection that is lost tells its own listeners, and the stream would wait for ever.
  driver.once('error', (error) => rows.destroy(error));
  const writer = new CsvWriter();
  for await (const row of rows as AsyncIterable<readonly (Buffer | null)[]>) {
    writer.row(row);
    if (writer.full) yield writer.take();
  }
  yield writer.take();
}

function textOf({ name, type }: FoundColumn): Sql {
  // The text of a FLOAT has six digits only; that of a BIT is a byte.
  if (type === FLOAT) return sql`${quote(name)} + 0e0`;
  return type === BIT ? sql`${quote(name)} + 0` : quote(name);
}

function quote(identifier: string): Sql {
  return raw(`\`${identifier.replaceAll('`', '``')}\``);
}

function run(driver: Connection, statement: string): Promise<readonly FieldPacket[]> {
  return new Promise((done, failed) => {
    driver.query(statement, (error, _rows, fields) => (error ? failed(error) : done(fields ?? [])));
  });
}

const TROUBLES: Readonly<Record<string, Trouble>> = {
  ER_ACCESS_DENIED_ERROR: 'denied',
  ER_ACCESS_DENIED_NO_PASSWORD_ERROR: 'denied',
  ER_DBACCESS_DENIED_ERROR: 'denied',
  ER_TABLEACCESS_DENIED_ERROR: 'denied',
  ER_COLUMNACCESS_DENIED_ERROR: 'denied',
  ER_BAD_DB_ERROR: 'denied',
  ER_CANT_EXECUTE_IN_READ_ONLY_TRANSACTION: 'wrong query',
  ER_NO_DB_ERROR: 'no such table',
  ER_NO_SUCH_TABLE: 'no such table',
  ER_SERVER_SHUTDOWN: 'unreachable',
  ER_CON_COUNT_ERROR: 'unreachable',
  PROTOCOL_CONNECTION_LOST: 'unreachable',
};

function trouble(error: Error): Trouble | undefined {
  const code = 'code' in error ? String(error.code) : '';
  const known = TROUBLES[code];
  if (known !== undefined) return known;
  if (!code.startsWith('ER_') && !('sqlState' in error)) return undefined;
  return 'sqlState' in error && String(error.sqlState).startsWith('42') ? 'wrong query' : 'failed';
}
