import { createHash } from 'node:crypto';
import { join } from 'node:path';
import knex from 'knex';
import type { Target } from '../../src/config/schema.js';
import type { Dialect } from '../../src/store/dialect.js';
import { mysql } from '../../src/store/mysql/mysql.js';
import { postgres } from '../../src/store/postgres/postgres.js';
import { sqlite } from '../../src/store/sqlite/sqlite.js';
import { type Place, placeOf } from '../../src/store/target.js';

type Client = Target['client'];

/** The database that the tests of the store run on: SQLite, or under vitest.server.config.ts one of the servers. */
export const CLIENT = (process.env.TIER_MERGE_DATABASE ?? 'better-sqlite3') as Client;

const DIALECTS: Readonly<Record<Client, Dialect>> = {
  'better-sqlite3': sqlite,
  pg: postgres,
  mysql2: mysql,
};

export const dialect = DIALECTS[CLIENT];

/** What a store leaves in its folder. */
export const FILES: readonly string[] = CLIENT === 'better-sqlite3' ? ['members.sqlite'] : [];

/** The target of a folder: a file in it, or tables on the server whose prefix is the folder's own. */
export function targetIn(folder: string, prefix = '', client = CLIENT): Target {
  if (client === 'better-sqlite3') {
    return { client, connection: { filename: join(folder, 'members.sqlite') }, prefix };
  }
  const own = createHash('sha256').update(folder).digest('hex').slice(0, 12);
  return { client, connection: { ...connectionTo(client) }, prefix: `t${own}_${prefix}` };
}

export function placeIn(folder: string): Place {
  return placeOf(targetIn(folder), { baseDirectory: folder, env: {} });
}

/** Runs one statement on the target of a folder, `{name}` standing for a table of it; gives the rows. */
export async function query(
  folder: string,
  statement: string,
  client = CLIENT,
): Promise<readonly Record<string, unknown>[]> {
  const { connection, prefix } = targetIn(folder, '', client);
  const quote = client === 'mysql2' ? '`' : '"';
  const text = statement.replaceAll(/\{(\w+)\}/g, `${quote}${prefix}$1${quote}`);
  const db = knex({ client, connection: connection as object, useNullAsDefault: true });
  try {
    const result = await db.raw(text);
    if (client === 'pg') return result.rows;
    return client === 'mysql2' ? result[0] : result;
  } finally {
    await db.destroy();
  }
}

/** The tables of a folder's target without their prefix, sorted. */
export async function tablesIn(folder: string): Promise<readonly string[]> {
  const { prefix } = targetIn(folder);
  const all =
    CLIENT === 'better-sqlite3'
      ? `select name from sqlite_master where type = 'table' and name not like 'sqlite%'`
      : 'select table_name as name from information_schema.tables';
  const names = (await query(folder, all)).map((row) => String(row.name)).filter((n) => n.startsWith(prefix));
  return names.map((found) => found.slice(prefix.length)).sort();
}

/** The connection to a server that test/server/setup.ts has started. */
export function connectionTo(client: Exclude<Client, 'better-sqlite3'>): ServerConnection {
  const { TIER_MERGE_SERVERS: servers } = process.env;
  if (servers === undefined)
    throw new Error('no server runs: npx vitest run --config vitest.server.config.ts');
  return JSON.parse(servers)[client];
}

interface ServerConnection {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  readonly database: string;
}
