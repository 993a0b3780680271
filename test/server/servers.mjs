// Private database servers in temporary folders, for tests and benches. A server that is not installed is an error.
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import mysql from 'mysql2/promise';
import pg from 'pg';

const PASSWORD = 'plänted-Passw0rd';
const DATABASE = 'membership';

/** Starts both and gives them once they answer. `stop` ends them and removes their folders. */
export async function startServers() {
  const [postgres, mariadb] = await Promise.all([startPostgres(), startMariadb()]);
  return { postgres, mariadb, stop: () => Promise.all([postgres.stop(), mariadb.stop()]) };
}

/** A PostgreSQL whose own order of text is Korean, not that of the bytes. */
export async function startPostgres(settings = []) {
  const bin = postgresFolder();
  const { folder, who } = home('postgres');
  const files = join(folder, 'files');
  writeFileSync(join(folder, 'password'), PASSWORD, { mode: 0o644 });
  const locale = ['--encoding=UTF8', '--locale=C.UTF-8', '--locale-provider=icu', '--icu-locale=ko-KR'];
  const login = ['--username=owner', '--auth=scram-sha-256', `--pwfile=${join(folder, 'password')}`];
  execFileSync(join(bin, 'initdb'), ['-D', files, ...locale, ...login], {
    ...who,
    stdio: 'ignore',
    cwd: folder,
  });
  const port = await freePort();
  const connection = { host: '127.0.0.1', port, user: 'owner', password: PASSWORD, database: DATABASE };
  const ask = async (statement, database = DATABASE) => {
    const client = new pg.Client({ ...connection, database });
    client.on('error', () => {});
    await client.connect();
    return client
      .query(statement)
      .then(({ rows }) => rows)
      .finally(() => client.end());
  };
  const options = [
    'listen_addresses=127.0.0.1',
    `port=${port}`,
    `unix_socket_directories=${folder}`,
    ...settings,
  ];
  const args = ['-D', files, ...options.flatMap((option) => ['-c', option])];
  const server = served({
    folder,
    launch: () => spawn(join(bin, 'postgres'), args, { ...who, stdio: 'ignore', cwd: folder }),
    ready: () => ask('select 1', 'postgres'),
    signal: 'SIGINT',
  });
  await server.start();
  await ask(`create database ${DATABASE}`, 'postgres');
  return { client: 'pg', connection, ask, ...server };
}

export async function startMariadb(settings = []) {
  const { folder, who } = home('mysql');
  const files = join(folder, 'files');
  const shared = ['--no-defaults', `--datadir=${files}`];
  const install = [
    ...shared,
    '--auth-root-authentication-method=normal',
    '--skip-test-db',
    '--skip-name-resolve',
  ];
  execFileSync('mariadb-install-db', install, { ...who, stdio: 'ignore', cwd: folder });
  const port = await freePort();
  const socket = join(folder, 'server.sock');
  const ask = async (statement, user = { socketPath: socket, user: 'root' }) => {
    const client = await mysql.createConnection({ ...user, multipleStatements: true, charset: 'utf8mb4' });
    return client
      .query(statement)
      .then(([rows]) => rows)
      .finally(() => client.end());
  };
  const network = [`--socket=${socket}`, `--port=${port}`, '--bind-address=127.0.0.1', '--skip-name-resolve'];
  const pid = `--pid-file=${join(folder, 'pid')}`;
  const args = [...shared, ...network, pid, '--innodb-buffer-pool-size=256M', ...settings];
  const server = served({
    folder,
    launch: () => spawn(mariadbd(), args, { ...who, stdio: 'ignore', cwd: folder }),
    ready: () => ask('select 1'),
    signal: 'SIGTERM',
  });
  await server.start();
  await ask(`create database ${DATABASE};
    create user owner@'%' identified by '${PASSWORD}';
    grant all on *.* to owner@'%' with grant option`);
  const connection = { host: '127.0.0.1', port, user: 'owner', password: PASSWORD, database: DATABASE };
  return {
    client: 'mysql2',
    connection,
    ask: (statement, database = DATABASE) => ask(statement, { ...connection, database }),
    ...server,
  };
}

/** Starts, stops and kills one server in its folder; `start` returns once it answers. */
function served({ folder, launch, ready, signal }) {
  let child;
  const end = async (by) => {
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const exit = once(child, 'exit');
    child.kill(by);
    await exit;
  };
  const start = async () => {
    child = launch();
    for (let tries = 0; ; tries += 1) {
      // Processes of a PostgreSQL that was killed end a moment later, and until then it does not start again.
      if (child.exitCode !== null && tries < 50) child = launch();
      if (child.exitCode !== null) throw new Error(`the server in ${folder} ended with ${child.exitCode}`);
      const refusal = await ready().then(
        () => undefined,
        (error) => error,
      );
      if (refusal === undefined) return;
      if (tries === 300) throw refusal;
      await setTimeout(100);
    }
  };
  const stop = async () => {
    await end(signal);
    rmSync(folder, { recursive: true, force: true });
  };
  return { folder, start, stop, kill: () => end('SIGKILL'), process: () => child };
}

/** Neither server runs as root. */
function home(user) {
  const folder = mkdtempSync(join(tmpdir(), `tier-merge-${user}-`));
  if (process.getuid?.() !== 0) return { folder, who: {} };
  const id = (flag) => Number(execFileSync('id', [flag, user], { encoding: 'utf8' }));
  const who = { uid: id('-u'), gid: id('-g') };
  mkdirSync(join(folder, 'files'), { mode: 0o700 });
  for (const path of [folder, join(folder, 'files')]) chownSync(path, who.uid, who.gid);
  chmodSync(folder, 0o755);
  return { folder, who };
}

function postgresFolder() {
  const root = '/usr/lib/postgresql';
  const versions = existsSync(root) ? readdirSync(root).sort((a, b) => Number(b) - Number(a)) : [];
  const found = versions
    .map((version) => join(root, version, 'bin'))
    .find((bin) => existsSync(join(bin, 'initdb')));
  if (found === undefined) throw new Error('PostgreSQL is not installed: apt-get install postgresql');
  return found;
}

function mariadbd() {
  const found = ['/usr/sbin/mariadbd', '/usr/bin/mariadbd', '/usr/sbin/mysqld'].find((path) =>
    existsSync(path),
  );
  if (found === undefined) throw new Error('MariaDB is not installed: apt-get install mariadb-server');
  return found;
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}
