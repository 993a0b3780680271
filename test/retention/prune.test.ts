import { writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { OFFLINE, ONLINE, type World } from '../cli/program.js';
import { query } from '../plan/invariants.js';
import { firstNight, memberOf, stateOf, succeeds } from '../revert/nights.js';

const RETENTION = { gone: '3 years', withdrawn: '5 years' };
const WITHOUT_LEE = ONLINE.replace(/a2.*\n/, '');

test('a member that is gone for the whole period is erased, a day earlier it is not; others keep all', async () => {
  const world = await firstNight({ config: { retention: RETENTION } });
  const lee = await memberOf(world, 'online', 'a2');
  await nightOn(world, '2026-07-01', WITHOUT_LEE);
  expect((await succeeds(world.type('prune', '--as-of', '2029-06-30'))).stdout).toBe(
    'Nothing is past its time.\n',
  );
  const before = await stateOf(world);
  const pruned = await succeeds(world.type('prune', '--as-of', '2029-07-01', '--lang', 'ko'));
  expect(pruned.stdout).toContain('1명');
  const after = await stateOf(world);
  for (const [table, rows] of Object.entries(before))
    expect(after[table], table).toEqual(
      rows.filter((row) => row.member_id !== lee && row.source_member_id !== 'a2'),
    );
  for (const table of ['members_before', 'changes', 'points_before'])
    expect(await query(world, `select * from ${table} where member_id = '${lee}'`)).toEqual([]);
  expect(
    await query(world, `select kind, members_gone, members_total from runs where kind = 'retention'`),
  ).toEqual([{ kind: 'retention', members_gone: 1, members_total: 3 }]);
  expect(await query(world, 'select * from forgotten')).toEqual([]);
});

test('whoever returns after that is a new member', async () => {
  const world = await firstNight({ config: { retention: RETENTION } });
  const lee = await memberOf(world, 'online', 'a2');
  await nightOn(world, '2026-07-01', WITHOUT_LEE);
  await succeeds(world.type('prune', '-q', '--as-of', '2029-07-01'));
  await nightOn(world, '2029-07-02', ONLINE);
  expect(await memberOf(world, 'online', 'a2')).not.toBe(lee);
});

test('withdrawn members are kept from the day of their withdrawal, not from the day they came', async () => {
  const online = ONLINE.replace('1990-11-30,F,,,', '1990-11-30,F,,left,');
  const world = await firstNight({ config: { retention: RETENTION } });
  await nightOn(world, '2027-01-10', online);
  const lee = await memberOf(world, 'online', 'a2');
  expect(await query(world, `select status from members where member_id = '${lee}'`)).toEqual([
    { status: 'withdrawn' },
  ]);
  await succeeds(world.type('prune', '-q', '--as-of', '2032-01-09'));
  expect(await query(world, `select status from members where member_id = '${lee}'`)).toHaveLength(1);
  await succeeds(world.type('prune', '-q', '--as-of', '2032-01-10'));
  expect(await query(world, `select status from members where member_id = '${lee}'`)).toEqual([]);
});

test('run does it, too, where the config says so, and its exit code is that of the night', async () => {
  const world = await firstNight({ config: { retention: { gone: '1 day' } } });
  world.write('online.csv', WITHOUT_LEE);
  await succeeds(world.run('run', '-q', '--as-of', '2026-07-01'));
  const done = await world.run('run', '-q', '--as-of', '2026-07-02');
  expect(done).toMatchObject({ code: 0, stderr: expect.stringContaining('Members past retention') });
  expect((await query(world, 'select kind from runs order by sequence')).map((row) => row.kind)).toEqual([
    'apply',
    'apply',
    'apply',
    'retention',
  ]);
});

test('folders beyond the newest are removed, but never the last one applied and none that waits approved', async () => {
  const world = await firstNight({ config: { output: { dir: 'runs', keep_runs: 1 } } });
  const [applied = ''] = world.list('runs');
  for (const name of ['plan-1', 'plan-2', 'plan-3', 'plan-4']) {
    await succeeds(world.run('plan', '-q', '-o', `runs/${name}`));
  }
  await succeeds(world.type('approve', 'runs/plan-2', '--by', 'Kim'));
  await succeeds(world.type('prune', '-q'));
  expect(world.list('runs')).toEqual([applied, 'plan-2', 'plan-4']);
});

test('folders older than their days are removed, whatever else lies there stays', async () => {
  const world = await firstNight({ config: { output: { dir: 'runs', keep_days: 30 } } });
  await succeeds(world.run('plan', '-q', '-o', 'runs/old'));
  await succeeds(world.run('plan', '-q', '-o', 'runs/young'));
  const plan = world.json<object>('runs/old/plan.json');
  world.write('runs/old/plan.json', JSON.stringify({ ...plan, created_at: '2020-01-01T00:00:00.000Z' }));
  writeFileSync(world.path('runs', 'note.txt'), 'keep me');
  world.write('runs/other/file.txt', 'me, too');
  const [applied = ''] = world.list('runs');
  await succeeds(world.type('prune', '-q'));
  expect(world.list('runs')).toEqual([applied, 'note.txt', 'other', 'young']);
});

test('a period that is none is refused with its line', async () => {
  const world = await firstNight();
  const config = JSON.parse(world.read('tier-merge.yaml'));
  world.write('tier-merge.yaml', JSON.stringify({ ...config, retention: { gone: '3 weeks' } }));
  expect(await world.type('prune')).toMatchObject({
    code: 10,
    stderr: expect.stringContaining('such as 3 years'),
  });
});

async function nightOn(world: World, day: string, online: string): Promise<void> {
  world.write('online.csv', online);
  world.write('offline.csv', OFFLINE);
  await succeeds(world.run('run', '-q', '--as-of', day));
}
