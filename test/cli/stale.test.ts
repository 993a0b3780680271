import { createHash } from 'node:crypto';
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { makeWorld, type World } from './program.js';

const AGAIN = '  → make the plan again: tier-merge plan\n';

test('of two plans from one state the second is stale, and names the run that came between', async () => {
  const world = makeWorld();
  await world.run('plan', '-o', 'one');
  await world.run('plan', '-o', 'two');
  expect((await world.run('apply', 'one')).code).toBe(0);
  const { run_id } = world.json<{ run_id: string }>('one/result.json');
  const second = await world.run('apply', 'two');
  expect(second.code).toBe(5);
  expect(second.stderr).toContain(run_id);
  expect(second.stderr).toContain('→ make the plan again');
  expect(await runIds(world)).toEqual([run_id]);
});

test('a plan that meets a changed member names it', async () => {
  const world = makeWorld();
  await world.run('run');
  const csv = world.read('online.csv');
  world.write('online.csv', csv.replace('SILVER', 'GOLD'));
  await world.run('plan', '-o', 'gold');
  world.write('online.csv', csv.replace('SILVER', 'BRONZE'));
  expect((await world.run('run')).code).toBe(0);
  const stale = await world.run('apply', 'gold');
  expect(stale.code).toBe(5);
  const [changed = ''] = /M[0-9a-f]{20}(?=,grade,)/.exec(world.read('gold/changes.csv')) ?? [];
  expect(stale.stderr).toContain(changed);
});

test('a plan is applied once', async () => {
  const world = makeWorld();
  await world.run('plan', '-o', 'plan');
  expect((await world.run('apply', 'plan')).code).toBe(0);
  const again = await world.run('apply', 'plan');
  expect(again.code).toBe(5);
  expect(again.stderr).toMatch(/applied/);
  expect(await runIds(world)).toHaveLength(1);
});

test('a plan without changes is applied once, too', async () => {
  const world = makeWorld();
  await world.run('run');
  await world.run('plan', '-o', 'plan');
  expect((await world.run('apply', 'plan')).code).toBe(0);
  expect((await world.run('apply', 'plan')).code).toBe(5);
  expect(await runIds(world)).toHaveLength(2);
});

test.each<[string, (world: World) => void, (path: (file: string) => string) => string]>([
  [
    'one byte of plan.json is changed',
    (world) => world.write('plan/plan.json', world.read('plan/plan.json').replace('"small"', '"smalt"')),
    (path) => `${path('plan/plan.json')} was changed after the plan was made`,
  ],
  [
    'one byte of a file of the delta is changed',
    (world) => flipByte(world.path('plan/delta/source_rows.parquet')),
    (path) => `${path('plan/delta/source_rows.parquet')} was changed after the plan was made`,
  ],
  [
    'one byte of members.csv is changed, which a first run is written from',
    (world) => flipByte(world.path('plan/members.csv')),
    (path) => `${path('plan/members.csv')} was changed after the plan was made`,
  ],
  [
    'the key is changed',
    (world) => flipByte(world.path('plan/delta/ci.key')),
    (path) => `${path('plan/delta/ci.key')} was changed after the plan was made`,
  ],
  [
    'a file of the delta is gone',
    (world) => rmSync(world.path('plan/delta/source_rows.parquet')),
    (path) => `${path('plan/delta/source_rows.parquet')} is missing`,
  ],
  [
    'result.json is gone',
    (world) => rmSync(world.path('plan/result.json')),
    (path) => `${path('plan')} is not complete: it has no result.json`,
  ],
  [
    'result.json is cut off',
    (world) => world.write('plan/result.json', world.read('plan/result.json').slice(0, 40)),
    (path) => `${path('plan/result.json')} was changed after the plan was made`,
  ],
  [
    'plan.json is cut off',
    (world) => world.write('plan/plan.json', world.read('plan/plan.json').slice(0, 40)),
    (path) => `${path('plan/plan.json')} was changed after the plan was made`,
  ],
  [
    'another version made it',
    (world) =>
      forge(world, (plan) => plan.replace(/"tool": "tier-merge [^"]*"/, '"tool": "tier-merge 99.0.0"')),
    (path) => `${path('plan')} was made by tier-merge 99.0.0, this is tier-merge 0.1.0`,
  ],
  [
    'its fields are not those of this version',
    (world) => forge(world, (plan) => plan.replace('"schema": 1', '"schema": 2')),
    (path) => `${path('plan/plan.json')} is not a plan of this version`,
  ],
])('a plan is stale when %s', async (_what, tamper, message) => {
  const world = makeWorld();
  await world.run('plan', '-o', 'plan');
  tamper(world);
  const outcome = await world.run('apply', 'plan', '-q');
  expect(outcome.stderr).toContain(`tier-merge: ${message((file) => world.path(file))}`);
  expect(outcome.stderr.endsWith(AGAIN)).toBe(true);
  expect(outcome.code).toBe(5);
  expect(world.list('.')).not.toContain('members.sqlite');
});

test('a plan of a later run is stale when one byte of what it writes is changed', async () => {
  const world = makeWorld();
  await world.run('run');
  world.write('online.csv', world.read('online.csv').replace('SILVER', 'GOLD'));
  await world.run('plan', '-o', 'plan');
  flipByte(world.path('plan/delta/members.parquet'));
  const outcome = await world.run('apply', 'plan', '-q');
  const file = world.path('plan/delta/members.parquet');
  expect(outcome.stderr).toBe(`tier-merge: ${file} was changed after the plan was made\n${AGAIN}`);
  expect(outcome.code).toBe(5);
});

test('a plan is stale when its folder was moved', async () => {
  const world = makeWorld();
  await world.run('plan', '-o', 'plan');
  renameSync(world.path('plan'), world.path('moved'));
  const outcome = await world.run('apply', 'moved', '-q');
  expect(outcome.stderr).toBe(
    `tier-merge: the plan was made in ${world.path('plan')} and lies in ${world.path('moved')} now\n${AGAIN}`,
  );
  expect(outcome.code).toBe(5);
});

test('exports that change after the plan do not matter: it holds all that is written', async () => {
  const world = makeWorld();
  await world.run('plan', '-o', 'plan');
  rmSync(world.path('online.csv'));
  expect((await world.run('apply', 'plan')).code).toBe(0);
});

/** Changes plan.json and makes result.json agree, as a program would that wrote both. */
function forge(world: World, change: (plan: string) => string): void {
  const before = world.read('plan/plan.json');
  const after = change(before);
  const [old, now] = [before, after].map((text) => createHash('sha256').update(text).digest('hex'));
  world.write('plan/plan.json', after);
  world.write('plan/result.json', world.read('plan/result.json').replace(old ?? '', now ?? ''));
}

function flipByte(file: string): void {
  const bytes = readFileSync(file);
  const middle = bytes.length >> 1;
  bytes[middle] = (bytes[middle] ?? 0) ^ 1;
  writeFileSync(file, bytes);
}

async function runIds(world: World): Promise<readonly string[]> {
  const { stdout } = await world.run('runs', '--json');
  return stdout
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line).run_id);
}
