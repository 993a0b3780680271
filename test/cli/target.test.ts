import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, mkdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { makeWorld, ONLINE, type World } from './program.js';

const HOLDER = fileURLToPath(new URL('holder.mjs', import.meta.url));

test('while another run holds the target, a run is 11 and says who holds it since when', async () => {
  const world = await applied();
  const { child, said } = await hold(world, '20260630-010203-abcdef');
  const [pid, host] = said.trim().split(' ');
  const outcome = await world.run('run', '-q');
  await release(child);
  expect(outcome.stderr).toBe(
    `tier-merge: ${world.path('members.sqlite')} is held by run 20260630-010203-abcdef (process ${pid} on ${host}) since 2026-06-30T01:02:03.000Z\n  → wait until that has finished, then try again; nothing was written\n`,
  );
  expect(outcome.code).toBe(11);
  expect((await world.run('run')).code).toBe(0);
});

test('a lock that is not ours is 11, too', async () => {
  const world = await applied();
  const { child } = await hold(world);
  const outcome = await world.run('run', '-q');
  await release(child);
  expect(outcome.stderr).toContain(`${world.path('members.sqlite')} is held by another program`);
  expect(outcome.code).toBe(11);
});

test('while another run holds the target, a plan can be made', async () => {
  const world = await applied();
  const { child } = await hold(world);
  const outcome = await world.run('plan', '-q');
  await release(child);
  expect(outcome.code).toBe(0);
});

test('of two runs at once one is 0, the other 11 or 5, and the ledger has one of them', async () => {
  const world = makeWorld();
  await world.run('plan', '-o', 'one');
  await world.run('plan', '-o', 'two');
  const outcomes = await Promise.all([world.spawn('apply', 'one', '-q'), world.spawn('apply', 'two', '-q')]);
  const codes = outcomes.map(({ code }) => code).sort();
  expect(codes[0]).toBe(0);
  expect([5, 11]).toContain(codes[1]);
  const runs = await world.run('runs', '--json');
  expect(runs.stdout.trim().split('\n')).toHaveLength(1);
});

test('of one plan applied twice at once one is 0, the other 11 or 5', async () => {
  const world = makeWorld();
  await world.run('plan', '-o', 'plan');
  const outcomes = await Promise.all([
    world.spawn('apply', 'plan', '-q'),
    world.spawn('apply', 'plan', '-q'),
  ]);
  const codes = outcomes.map(({ code }) => code).sort();
  expect(codes[0]).toBe(0);
  expect([5, 11]).toContain(codes[1]);
});

test('a folder where the target is meant is 12', async () => {
  const world = makeWorld();
  mkdirSync(world.path('members.sqlite'));
  await expectUnreachable(world, `${world.path('members.sqlite')} cannot be opened or read`);
});

test('a file that is no database is 12 and stays as it is', async () => {
  const world = makeWorld();
  const text = 'these are the minutes of our meeting\n'.repeat(200);
  world.write('members.sqlite', text);
  await expectUnreachable(world, `${world.path('members.sqlite')} is not an SQLite database`);
  expect(world.read('members.sqlite')).toBe(text);
});

test('a folder above the target that is a file is 12', async () => {
  const target = { client: 'better-sqlite3', connection: { filename: 'online.csv/members.sqlite' } };
  const world = makeWorld({ config: { target } });
  const outcome = await world.run('run', '-q');
  expect(outcome.stderr).toContain(`${world.path('online.csv/members.sqlite')} cannot be opened or read`);
  expect(outcome.code).toBe(12);
});

test('a folder that may not be written is 12, and the plan stays', async () => {
  const target = { client: 'better-sqlite3', connection: { filename: 'locked/members.sqlite' } };
  const world = makeWorld({ config: { target } });
  mkdirSync(world.path('locked'));
  chmodSync(world.path('locked'), 0o555);
  // root may write everywhere
  const isRoot = process.getuid?.() === 0;
  if (isRoot) chownSync(world.folder, 65_534, 65_534);
  const outcome = await world.with(isRoot ? { uid: 65_534 } : {}, 'run', '-q');
  expect(outcome.stderr).toContain(
    `no permission to read and write ${world.path('locked/members.sqlite')} and its folder`,
  );
  expect(outcome.code).toBe(12);
  expect(world.list('runs')).toHaveLength(1);
});

test('permissions are named: of an output folder, of a target, of an export', async () => {
  const world = makeWorld();
  mkdirSync(world.path('locked'));
  chmodSync(world.path('locked'), 0o555);
  const isRoot = process.getuid?.() === 0;
  if (isRoot) chownSync(world.folder, 65_534, 65_534);
  const asOther = isRoot ? { uid: 65_534 } : {};
  const plan = await world.with(asOther, 'plan', '-q', '-o', 'locked/plan');
  expect(plan.stderr).toBe(
    `tier-merge: ${world.path('locked/plan')} cannot be written: no permission\n  → let the user who runs this write there, or name another folder with -o or output.dir\n`,
  );
  expect(plan.code).toBe(1);
  world.write('members.sqlite', 'somebody else’s');
  chmodSync(world.path('members.sqlite'), 0o000);
  const closed = await world.with(asOther, 'runs');
  expect(closed.stderr).toContain(`no permission to read and write ${world.path('members.sqlite')} and its`);
  expect(closed.code).toBe(12);
  rmSync(world.path('members.sqlite'));
  chmodSync(world.path('online.csv'), 0o000);
  const unread = await world.with(asOther, 'plan', '-q', '-o', 'plan');
  expect(unread.stderr).toContain(`${world.path('online.csv')}: there is no permission to read it\n`);
  expect(unread.code).toBe(3);
});

test('a plan only reads the target: its bytes and its time stay', async () => {
  const world = await applied();
  const before = {
    bytes: readFileSync(world.path('members.sqlite')),
    time: statSync(world.path('members.sqlite')).mtimeMs,
  };
  world.write('online.csv', ONLINE.replace('SILVER', 'GOLD'));
  expect((await world.run('plan', '--detailed-exitcode')).code).toBe(2);
  expect(readFileSync(world.path('members.sqlite')).equals(before.bytes)).toBe(true);
  expect(statSync(world.path('members.sqlite')).mtimeMs).toBe(before.time);
  expect(world.list('.').filter((name) => name.startsWith('members'))).toEqual(['members.sqlite']);
});

test('commands that only look make no target', async () => {
  const world = makeWorld();
  for (const command of ['plan', 'check', 'runs']) expect((await world.run(command)).code).toBe(0);
  expect(world.list('.')).not.toContain('members.sqlite');
});

async function applied(): Promise<World> {
  const world = makeWorld();
  expect((await world.run('run')).code).toBe(0);
  return world;
}

async function hold(
  world: World,
  ...runId: readonly string[]
): Promise<{ child: ChildProcess; said: string }> {
  const child = spawn(process.execPath, [HOLDER, world.path('members.sqlite'), ...runId], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const [said] = await once(child.stdout, 'data');
  return { child, said: String(said) };
}

async function release(child: ChildProcess): Promise<void> {
  const exit = once(child, 'exit');
  child.stdin?.end();
  await exit;
}

async function expectUnreachable(world: World, message: string): Promise<void> {
  const outcome = await world.run('run', '-q');
  expect(outcome.stderr).toContain(`tier-merge: ${message}\n  → `);
  expect(outcome.code).toBe(12);
}
