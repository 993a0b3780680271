import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { deltaOf, emptyFolder, firstLoad, gradesIn, migrated, UPDATED } from './world.js';

const SINCE = '2026-02-28T22:10:00.000Z';

test('while another process writes, the second says which run holds the lock and since when', async () => {
  const folder = emptyFolder();
  const store = await migrated(folder);
  await store.apply(firstLoad());
  const holder = await holdLock(folder);
  writeFileSync(
    join(folder, 'members.sqlite.lock.json'),
    JSON.stringify({ pid: holder.pid, host: hostname(), run_id: 'R-night', since: SINCE }),
  );
  await expect(store.apply(deltaOf('R2', 'R1', {}, UPDATED))).rejects.toMatchObject({
    code: 'locked',
    exitCode: 11,
    message: `${join(folder, 'members.sqlite')} is held by run R-night (process ${holder.pid} on ${hostname()}) since ${SINCE}`,
  });
  expect(JSON.parse(readFileSync(join(folder, 'members.sqlite.lock.json'), 'utf8')).run_id).toBe('R-night');

  await end(holder);
  await store.apply(deltaOf('R2', 'R1', {}, UPDATED));
  expect(readdirSync(folder)).toEqual(['members.sqlite']);
});

test('the name that a crashed run left behind is not blamed', async () => {
  const folder = emptyFolder();
  const store = await migrated(folder);
  await store.apply(firstLoad());
  const gone = spawn(process.execPath, ['-e', '']);
  await once(gone, 'exit');
  const left = { pid: gone.pid, host: hostname(), run_id: 'R-crashed', since: SINCE };
  writeFileSync(join(folder, 'members.sqlite.lock.json'), JSON.stringify(left));
  const holder = await holdLock(folder);
  await expect(store.apply(deltaOf('R2', 'R1', {}, UPDATED))).rejects.toMatchObject({
    code: 'locked',
    message: `${join(folder, 'members.sqlite')} is held by another program`,
  });
  await end(holder);
});

test('while a run writes, its name stands beside the target', async () => {
  const folder = emptyFolder();
  const store = await migrated(folder);
  const path = join(folder, 'members.sqlite.lock.json');
  let seen: unknown;
  const members = async function* () {
    seen = JSON.parse(readFileSync(path, 'utf8'));
    yield [];
  };
  await store.apply(deltaOf('R1', null, { members: members() }));
  expect(seen).toEqual({
    pid: process.pid,
    host: hostname(),
    run_id: 'R1',
    since: '2026-03-01T00:00:00.000Z',
  });
  expect(existsSync(path)).toBe(false);
});

test('of eight attempts to apply one plan at once, one succeeds and the others say why not', async () => {
  const folder = emptyFolder();
  await migrated(folder);
  const stores = await Promise.all(Array.from({ length: 8 }, () => migrated(folder)));
  const outcomes = await Promise.all(
    stores.map((store) =>
      store.apply(firstLoad()).then(
        () => 'done',
        (error) => error.code,
      ),
    ),
  );
  expect(outcomes.filter((outcome) => outcome === 'done')).toHaveLength(1);
  expect(outcomes.filter((outcome) => !['done', 'stale', 'locked'].includes(outcome))).toEqual([]);
  const [store] = stores;
  if (store !== undefined) expect(await gradesIn(store)).toEqual(['M1 GOLD R1', 'M2 BASIC R1']);
});

/** Another process that has the write lock until it is ended. */
async function holdLock(folder: string): Promise<ChildProcess> {
  const program = `
    const Database = require('better-sqlite3');
    const db = new Database(${JSON.stringify(join(folder, 'members.sqlite'))});
    db.exec('begin immediate');
    process.stdout.write('held');
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['-e', program], { stdio: ['ignore', 'pipe', 'inherit'] });
  if (child.stdout !== null) await once(child.stdout, 'data');
  return child;
}

async function end(child: ChildProcess): Promise<void> {
  const exit = once(child, 'exit');
  child.kill('SIGKILL');
  await exit;
}
