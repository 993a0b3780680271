import { createReadStream, createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Knex } from 'knex';
import type { Client } from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import { name } from '../engine/sql.js';
import { Failure } from '../failure.js';
import { withConnection } from './connection-of.js';
import { copyColumns, copyText } from './copy-text.js';
import type { Access, CopiedOut, CsvLoader, Dialect, Load, Locking, Page, Selection } from './dialect.js';
import { postgresFailure } from './postgres-fault.js';
import { CONNECT_TIMEOUT, connect } from './server-connection.js';
import { heldBy, LOCK_WAIT } from './server-lock.js';
import type { ColumnKind } from './tables.js';
import type { Place } from './target.js';

/** PostgreSQL 13 and later. */
export const postgres: Dialect = {
  tableOptions: '',
  transactionalSchema: true,
  columnType,
  exists: () => true,
  open,
  close: (db) => db.destroy(),
  beginRead: (db) => run(db, 'begin isolation level repeatable read, read only'),
  pages,
  copyOut,
  load,
  csv: { nullText: '', takes: async () => true, load: loadCsv },
  // Nobody else does it for a temporary table, and without it every join is planned for a handful of rows.
  analyse: (db, table) => run(db, `analyze ${table}`),
  lock,
  // The lock ends with its transaction.
  unlock: async () => {},
  settled,
  waitForReaders: async () => {},
  update: ({ table, staged, assignments, condition }) =>
    `update ${table} as t set ${assignments.map(({ column, value }) => `${column} = ${value}`).join(', ')}
      from ${staged} as s where ${condition}`,
  holdRows: ({ table, staged, condition }) =>
    `with held as (select 1 from ${table} as t join ${staged} as s on ${condition} for update of t)
      select count(*) from held`,
  remove: ({ table, staged, key }) =>
    `delete from ${table} as t using ${staged} as s
      where s.op = 'delete' and ${key.map((column) => `t.${column} = s.${column}`).join(' and ')}`,
  failure: postgresFailure,
};

/** Text is compared by its bytes, whatever the locale of the database. */
function columnType(kind: ColumnKind): string {
  const types = {
    key: 'text collate "C"',
    text: 'text collate "C"',
    integer: 'bigint',
    amount: 'numeric',
    flag: 'smallint',
    score: 'double precision',
  };
  return types[kind];
}

async function open(place: Place, access: Access): Promise<Knex> {
  const connection = {
    application_name: 'tier-merge',
    connectionTimeoutMillis: CONNECT_TIMEOUT,
    keepAlive: true,
    ...place.connection,
  };
  const settings = access === 'read' ? [...SETTINGS, ...READING] : [...SETTINGS, ...WRITING];
  const db = await connect<Client>({
    client: 'pg',
    connection,
    searchPath: place.schema,
    prepare: (client) => client.query(settings.join('; ')),
  });
  await requireSchema(db, place).catch(async (error: unknown) => {
    await db.destroy();
    throw error;
  });
  return db;
}

const SETTINGS = ['set extra_float_digits = 1', "set client_encoding = 'UTF8'"];
const READING = ['set default_transaction_read_only = on'];
const WRITING = [
  // Each statement sees what was committed before it, the first one behind the lock too.
  "set default_transaction_isolation = 'read committed'",
  "set lock_timeout = '20s'",
  "set work_mem = '64MB'",
  "set maintenance_work_mem = '256MB'",
  "set temp_buffers = '64MB'",
  // What is told to be done must outlive a power cut; a server that promises more keeps its promise.
  `select set_config('synchronous_commit', 'on', false) where current_setting('synchronous_commit') = 'off'`,
];

/** Without it a misspelt schema would be an empty target. */
async function requireSchema(db: Knex, { schema, shown }: Place): Promise<void> {
  const { rows } = await db.raw('select current_schema() as found');
  if (rows[0]?.found !== null) return;
  throw new Failure(
    'target',
    `${shown} has no schema ${schema ?? 'that the search path of the user names'}, or the user may not use it`,
    schema === undefined ? 'set target.schema' : `create schema "${schema}"`,
  );
}

function run(db: Knex, statement: string): Promise<void> {
  return withConnection<Client, void>(db, async (client) => {
    await client.query(statement);
  });
}

const ROWS_PER_PAGE = 2_000;

async function* pages(db: Knex, { from, values, key }: Selection): AsyncGenerator<Page> {
  const statement = `select ${values.join(', ')} from ${from} order by ${key.join(', ')}`;
  await run(db, `declare tier_merge_pages no scroll cursor for ${statement}`);
  const text = `fetch ${ROWS_PER_PAGE} from tier_merge_pages`;
  for (;;) {
    const page: Page = await withConnection<Client, Page>(
      db,
      async (client) => (await client.query({ text, rowMode: 'array' })).rows,
    );
    if (page.length > 0) yield page;
    if (page.length < ROWS_PER_PAGE) break;
  }
  await run(db, 'close tier_merge_pages');
}

/** Of a column of another scale the zeros would be part of the text. */
async function copyOut(
  db: Knex,
  { from, values, columns, key }: Selection,
  file: string,
): Promise<CopiedOut> {
  const exact = values.map((value, at) =>
    columns[at]?.kind === 'amount' && !value.startsWith('null') ? `trim_scale(${value})` : value,
  );
  const statement = `copy (select ${exact.join(', ')} from ${from} order by ${key.join(', ')}) to stdout (format csv)`;
  return withConnection<Client, CopiedOut>(db, async (client) => {
    const copy = client.query(copyTo(statement));
    await pipeline(copy, createWriteStream(file, { mode: 0o600 }));
    return { rows: copy.rowCount, quote: '"', nullText: '' };
  });
}

async function load(db: Knex, rows: Load): Promise<void> {
  const text = Readable.from(copyText(rows, { rows: 0 }), { objectMode: true, highWaterMark: 2 });
  await copyInto(db, { ...rows, text, form: '' });
}

async function loadCsv(db: Knex, { file, ...into }: Parameters<CsvLoader['load']>[1]): Promise<void> {
  const text = createReadStream(file.path, { highWaterMark: 262_144 });
  const taken = await copyInto(db, { ...into, text, form: '(format csv)' });
  if (taken !== file.rows) throw new Error(`${into.into} took ${taken} of ${file.rows} rows`);
}

interface Copy extends Omit<Load, 'batches'> {
  readonly text: Readable;
  readonly form: '' | '(format csv)';
}

async function copyInto(db: Knex, { text, form, ...into }: Copy): Promise<number> {
  const columns = copyColumns(into).map((column) => name(column).sql);
  return withConnection<Client, number>(db, async (client) => {
    const copy = client.query(copyFrom(`copy ${into.into} (${columns.join(', ')}) from stdin ${form}`));
    await pipeline(text, copy);
    return copy.rowCount;
  });
}

/** Advisory locks are per database; two numbers, so that no other program's single number is ours. */
const CLASS = 0x7469_6572;
const LOCK = `${CLASS}, hashtext(current_schema() || '.' || ?)`;

async function lock(trx: Knex, place: Place, locking: Locking | undefined): Promise<void> {
  const { rows } = await trx.raw(`select pg_try_advisory_xact_lock(${LOCK}) as got`, [place.prefix]);
  if (rows[0]?.got !== true) throw heldBy(place, await holder(trx, place));
  // Until the transaction ends, and with it the lock: this is how others learn who holds it.
  if (locking === undefined) return;
  await trx.raw(`select set_config('application_name', ?, true)`, [`tier-merge run ${locking.run_id}`]);
}

async function holder(trx: Knex, { prefix }: Place): Promise<string | undefined> {
  const { rows } = await trx.raw(
    `select a.application_name as name, a.pid,
        to_char(a.xact_start at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as since
      from pg_locks as l
      join pg_stat_activity as a on a.pid = l.pid
      where l.locktype = 'advisory' and l.granted and l.classid::bigint = ${CLASS}
        and l.database = (select oid from pg_database where datname = current_database())
        and l.objid::bigint = hashtext(current_schema() || '.' || ?)::bigint & 4294967295`,
    [prefix],
  );
  const [found] = rows;
  if (found === undefined) return undefined;
  const run = /^tier-merge (run .*)$/.exec(found.name ?? '')?.[1] ?? 'a program';
  return `${run} (backend ${found.pid})${found.since === null ? '' : ` since ${found.since}`}`;
}

async function settled(db: Knex, { prefix }: Place): Promise<void> {
  await run(db, `set lock_timeout = '${LOCK_WAIT}s'`);
  // Outside a transaction it is given back at once.
  await db.raw(`select pg_advisory_xact_lock(${LOCK})`, [prefix]);
}
