import type { Knex } from 'knex';
import type { Client } from 'pg';
import { Failure } from '../../failure.js';
import { withConnection } from '../connection-of.js';
import type { Access, Dialect, Page, Selection } from '../dialect.js';
import { CONNECT_TIMEOUT, connect } from '../server/connection.js';
import type { ColumnKind } from '../tables.js';
import type { Place } from '../target.js';
import { copyOut, load, loadCsv } from './copy.js';
import { postgresFailure } from './fault.js';
import { lock, settled } from './lock.js';
import { run } from './run.js';

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
