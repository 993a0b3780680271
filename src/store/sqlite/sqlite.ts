import { closeSync, existsSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { pathToFileURL } from 'node:url';
import knex, { type Knex } from 'knex';
import { insertAll } from '../bulk-insert.js';
import type { Access, Dialect, Page, Selection } from '../dialect.js';
import type { ColumnKind } from '../tables.js';
import type { Place } from '../target.js';
import type { Bound } from '../values.js';
import { copyText } from './copy.js';
import { adaptTransactions, type Driver, rollBack, withDriver } from './driver.js';
import { sqliteFailure } from './fault.js';
import { announce, withdraw } from './holder.js';

/** SQLite in one file, through whatever driver the package name `better-sqlite3` stands for. */
export const sqlite: Dialect = {
  // The key is the order in which a table is stored, so that reading in key order is one sweep.
  tableOptions: ' without rowid',
  transactionalSchema: true,
  columnType,
  exists: (place) => existsSync(place.path),
  open,
  close,
  beginRead: (db) => withDriver(db, (driver) => driver.exec('begin')),
  pages,
  copyOut: copyText,
  load: (db, rows) => withDriver(db, (driver) => insertAll(driver, rows)),
  // The optimiser joins by keys alone.
  analyse: async () => {},
  // The transaction has had the lock since it began; this only says whose it is.
  lock: async (_, place, run) => {
    if (run !== undefined) announce(place, run);
  },
  unlock: async (_, place, { run_id }) => withdraw(place, run_id),
  // The writer was this process.
  settled: async () => {},
  waitForReaders: (trx) => withDriver(trx, (driver) => driver.exec('pragma busy_timeout = 20000')),
  update: ({ assignments, ...joined }) => {
    const set = assignments.map(({ column, value }) => `${column} = ${value}`).join(', ');
    return `update ${joined.table} as t set ${set} from ${joined.staged} as s where ${joined.condition}`;
  },
  remove: ({ table, staged, key }) =>
    `delete from ${table} where (${key}) in (select ${key} from ${staged} as s where s.op = 'delete')`,
  // Rows that earlier runs updated or deleted still lie in the free space of their pages.
  erasing: {
    begin: (db) => withDriver(db, (driver) => driver.exec('pragma secure_delete = on')),
    end: (db) => withDriver(db, (driver) => driver.exec('vacuum')),
  },
  failure: sqliteFailure,
};

/** Every column has a type: libsql binds each JavaScript number as a real, and only the type makes it 5 again. */
function columnType(kind: ColumnKind): string {
  const types = {
    key: 'text',
    text: 'text',
    integer: 'integer',
    amount: 'numeric',
    flag: 'integer',
    score: 'real',
  };
  return types[kind];
}

async function open(place: Place, access: Access): Promise<Knex> {
  if (access === 'create') createPrivately(place.path);
  const db = knex({
    client: 'better-sqlite3',
    // Never `rwc`: SQLite must not create a file that went away meanwhile. Not `ro` for reading either: after a
    // crash the first reader has to roll the journal back, or it could read nothing.
    connection: { filename: `${pathToFileURL(place.path).href}?mode=rw`, options: { safeIntegers: true } },
    useNullAsDefault: true,
    // knex would write the bound values into the message of an error.
    compileSqlOnError: false,
    // knex prints to the console, with the path, what it throws anyway.
    log: SILENT,
    pool: { min: 1, max: 1, afterCreate: prepareFor(access) },
  } as Knex.Config);
  // A file is opened by the first statement that reads it.
  await db.raw('select count(*) from sqlite_master').catch(async (error: unknown) => {
    await db.destroy();
    throw error;
  });
  return db;
}

const SILENT = { warn() {}, error() {}, deprecate() {}, debug() {} };

/** Only its owner may read a file that will hold personal data; the journal takes over the mode. */
function createPrivately(path: string): void {
  mkdirSync(dirname(path), { recursive: true });
  closeSync(openSync(path, 'a', 0o600));
}

const PRAGMAS: Readonly<Record<'read' | 'write', readonly string[]>> = {
  read: ['busy_timeout = 5000', 'query_only = on'],
  write: [
    'busy_timeout = 1000',
    // One file that anybody can open and copy afterwards; a write-ahead log would leave two more beside it, and
    // its reader writes. There is one writer and it writes in bulk, so a log would not be faster.
    'journal_mode = delete',
    // full, and the directory is synchronised too once the journal is gone: the commit outlives a power cut.
    'synchronous = extra',
    'cache_size = -65536',
    // libsql keeps temporary tables in memory unless told otherwise.
    'temp_store = file',
  ],
};

function prepareFor(access: Access) {
  return (driver: Driver, done: (error: unknown, driver: Driver) => void): void => {
    try {
      for (const pragma of PRAGMAS[access === 'read' ? 'read' : 'write']) driver.exec(`pragma ${pragma}`);
      adaptTransactions(driver);
      done(null, driver);
    } catch (error) {
      done(error, driver);
    }
  };
}

/** libsql keeps a closed connection and its locks for as long as one of its statements is not collected. */
async function close(db: Knex): Promise<void> {
  await withDriver(db, rollBack).catch(() => {});
  await db.destroy();
}

const ROWS_PER_PAGE = 2_000;

/** Each page begins behind the last key of the one before: an open cursor would hold its lock until collected. */
async function* pages(db: Knex, { from, values, key }: Selection): AsyncGenerator<Page> {
  const order = key.join(', ');
  const keyAt = key.map((column) => values.indexOf(column));
  let last: readonly Bound[] = [];
  for (;;) {
    const after = last.length > 0 ? `where (${order}) > (${key.map(() => '?').join(', ')})` : '';
    const statement = `select ${values.join(', ')} from ${from} ${after} order by ${order} limit ${ROWS_PER_PAGE}`;
    const page: Page = await withDriver(db, (driver) => driver.prepare(statement).raw(true).all(last));
    if (page.length > 0) yield page;
    if (page.length < ROWS_PER_PAGE) return;
    last = keyAt.map((at) => page.at(-1)?.[at] as Bound);
  }
}
