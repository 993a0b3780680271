import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import mysql2 from 'mysql2/promise';
import pg from 'pg';
import type { TestDatabase } from '../read/database/body.js';

export interface Server {
  /** A URL of a database that may be filled. */
  readonly url: string;
  stop(): Promise<void>;
}

const POSTGRES = '/usr/lib/postgresql/15/bin';

/** The server of TIER_MERGE_TEST_PG, or one of its own that ends with the tests. */
export async function startPostgres(): Promise<Server> {
  const given = process.env.TIER_MERGE_TEST_PG;
  if (given !== undefined) return { url: given, stop: async () => {} };
  const folder = mkdtempSync(join(tmpdir(), 'tier-merge-pg-'));
  execFileSync('chown', ['postgres', folder]);
  const port = await freePort();
  const as = (program: string, ...args: readonly string[]) =>
    execFileSync('runuser', ['-u', 'postgres', '--', join(POSTGRES, program), ...args], { stdio: 'ignore' });
  as(
    'initdb',
    '-D',
    `${folder}/data`,
    '-A',
    'trust',
    '-U',
    'tm',
    '-E',
    'UTF8',
    '--locale=C.UTF-8',
    '--no-sync',
  );
  const options = `-p ${port} -c listen_addresses=127.0.0.1 -k ${folder} -c fsync=off`;
  as('pg_ctl', '-D', `${folder}/data`, '-o', options, '-l', `${folder}/log`, '-w', 'start');
  return {
    url: `postgres://tm@127.0.0.1:${port}/postgres`,
    stop: async () => {
      as('pg_ctl', '-D', `${folder}/data`, '-m', 'immediate', 'stop');
      rmSync(folder, { recursive: true });
    },
  };
}

/** The server of TIER_MERGE_TEST_MYSQL, or one of its own that ends with the tests. */
export async function startMariadb(): Promise<Server> {
  const given = process.env.TIER_MERGE_TEST_MYSQL;
  if (given !== undefined) return { url: given, stop: async () => {} };
  const folder = mkdtempSync(join(tmpdir(), 'tier-merge-my-'));
  execFileSync('chown', ['mysql', folder]);
  const data = join(folder, 'data');
  execFileSync(
    'mariadb-install-db',
    ['--user=mysql', `--datadir=${data}`, '--auth-root-authentication-method=normal', '--skip-test-db'],
    { stdio: 'ignore' },
  );
  const socket = join(folder, 'socket');
  const port = await freePort();
  const child = spawn(
    '/usr/sbin/mariadbd',
    [
      '--no-defaults',
      '--user=mysql',
      `--datadir=${data}`,
      `--socket=${socket}`,
      `--port=${port}`,
      '--bind-address=127.0.0.1',
    ],
    { stdio: 'ignore' },
  );
  const ended = new Promise<void>((done) => child.on('exit', () => done()));
  while (!existsSync(socket)) await pause(50);
  const root = await mysql2.createConnection({ socketPath: socket, user: 'root' });
  await root.query('create database tm character set utf8mb4');
  for (const host of ['localhost', '127.0.0.1']) {
    await root.query(`create user tm@'${host}' identified by 'tm'`);
    await root.query(`grant all on *.* to tm@'${host}'`);
  }
  await root.end();
  return {
    url: `mysql://tm:tm@127.0.0.1:${port}/tm`,
    stop: async () => {
      child.kill('SIGKILL');
      await ended;
      rmSync(folder, { recursive: true });
    },
  };
}

export async function postgresSource(): Promise<TestDatabase> {
  const server = await startPostgres();
  const client = new pg.Client(server.url);
  await client.connect();
  const { host, pathname } = new URL(server.url);
  return {
    client: 'pg',
    connection: server.url,
    shown: `pg://${host}${pathname}`,
    types: { text: 'text', integer: 'bigint', amount: 'numeric(20,2)', moment: 'timestamp' },
    run: async (...statements) => {
      for (const statement of statements) await client.query(statement);
    },
    stop: async () => {
      await client.end();
      await server.stop();
    },
  };
}

export async function mariadbSource(): Promise<TestDatabase> {
  const server = await startMariadb();
  const client = await mysql2.createConnection(server.url);
  const { host, pathname } = new URL(server.url);
  return {
    client: 'mysql2',
    connection: server.url,
    shown: `mysql2://${host}${pathname}`,
    types: { text: 'text', integer: 'bigint', amount: 'decimal(20,2)', moment: 'datetime' },
    run: async (...statements) => {
      for (const statement of statements) await client.query(statement);
    },
    stop: async () => {
      await client.end();
      await server.stop();
    },
  };
}

function freePort(): Promise<number> {
  return new Promise((done, failed) => {
    const server = createServer();
    server.on('error', failed);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => done(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}
