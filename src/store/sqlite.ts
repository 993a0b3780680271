import { accessSync, closeSync, constants, existsSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { pathToFileURL } from 'node:url';
import knex, { type Knex } from 'knex';
import { insertAll } from './bulk-insert.js';
import type { Access, Dialect, Fault } from './dialect.js';
import { adaptTransactions, type Driver, rollBack, withDriver } from './driver.js';
import type { ColumnKind } from './tables.js';
import type { Place } from './target.js';

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
  endRead: (db) => withDriver(db, rollBack),
  page: (db, statement, bindings) =>
    withDriver(db, (driver) => driver.prepare(statement).raw(true).all(bindings)),
  load: (db, rows) => withDriver(db, (driver) => insertAll(driver, rows)),
  waitForReaders: (trx) => withDriver(trx, (driver) => driver.exec('pragma busy_timeout = 20000')),
  update: ({ table, staged, assignments, condition }) =>
    `update ${table} set ${assignments} from ${staged} where ${condition}`,
  fault,
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

const FAULTS: Readonly<Record<string, Fault>> = {
  SQLITE_BUSY: 'busy',
  SQLITE_LOCKED: 'busy',
  SQLITE_NOTADB: 'not a database',
  SQLITE_CORRUPT: 'damaged',
  SQLITE_FULL: 'full',
  SQLITE_READONLY: 'denied',
  SQLITE_PERM: 'denied',
  SQLITE_AUTH: 'denied',
  SQLITE_CANTOPEN: 'unreachable',
  SQLITE_IOERR: 'unreachable',
};

const SYSTEM_FAULTS: Readonly<Record<string, Fault>> = {
  ENOSPC: 'full',
  EDQUOT: 'full',
  EACCES: 'denied',
  EPERM: 'denied',
  EROFS: 'denied',
};

function fault(error: unknown, place: Place): Fault | undefined {
  if (!(error instanceof Error)) return undefined;
  if ('syscall' in error)
    return touches(error, place) ? (SYSTEM_FAULTS[codeOf(error)] ?? 'unreachable') : undefined;
  // libsql reports a file that cannot be opened in words of its own.
  if (error.message.startsWith('ConnectionFailed(')) return mayRead(place) ? 'unreachable' : 'denied';
  // Extended codes say more behind the plain one: SQLITE_IOERR_WRITE.
  return FAULTS[codeOf(error).split('_').slice(0, 2).join('_')];
}

/** Of what is there; what is not there nobody is kept from. */
function mayRead({ path }: Place): boolean {
  try {
    accessSync(path, constants.R_OK);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'EACCES';
  }
}

function codeOf(error: Error): string {
  return 'code' in error ? String(error.code) : '';
}

/** The file, one of the folders above it, or what lies beside it; not a file that a plan is read from. */
function touches(error: Error, { path }: Place): boolean {
  const at = 'path' in error ? String(error.path) : '';
  return at !== '' && (path.startsWith(at) || at.startsWith(path));
}
