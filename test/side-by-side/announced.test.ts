import { expect, test } from 'vitest';
import { ONLINE } from '../cli/program.js';
import { query } from '../plan/invariants.js';
import { expectQuiet, firstNight, memberOf, night } from './nights.js';

const DAY = ['--as-of', '2026-07-05'];
const FLOOR = {
  adjust: [{ name: 'as told', never_below: 'announced' }],
  examples: [
    { given: { announced: 'GOLD', online: { grade: 'BRONZE' } }, expect: { grade: 'GOLD' } },
    { given: { online: { grade: 'BRONZE' } }, expect: { grade: 'BRONZE' } },
  ],
};

test('announce records the grade of every member, and who told it, as a run of its own', async () => {
  const world = await firstNight();
  const told = await world.type('announce', '--by', 'Lee of CRM', ...DAY);
  expect(told).toMatchObject({ code: 0, stderr: '' });
  expect(told.stdout).toMatch(/4 members were told another grade than before/);
  expect(await query(world, 'select grade, announced, announced_at from members order by grade')).toEqual([
    { grade: 'BRONZE', announced: 'BRONZE', announced_at: '2026-07-05' },
    { grade: 'BRONZE', announced: 'BRONZE', announced_at: '2026-07-05' },
    { grade: 'GOLD', announced: 'GOLD', announced_at: '2026-07-05' },
    { grade: 'SILVER', announced: 'SILVER', announced_at: '2026-07-05' },
  ]);
  expect(
    await query(
      world,
      `select kind, approved_by, changes_rows, members_changed from runs where kind = 'announce'`,
    ),
  ).toEqual([{ kind: 'announce', approved_by: 'Lee of CRM', changes_rows: 4, members_changed: 4 }]);
});

test('announce again changes nobody, and a later night keeps what was told', async () => {
  const world = await firstNight();
  await world.type('announce', '--by', 'Lee', ...DAY);
  expect((await world.type('announce', '--by', 'Lee', ...DAY)).stdout).toContain(': 0 members');
  await expectQuiet(world);
  await night(world, { online: ONLINE.replace('SILVER', 'GOLD') });
  const lee = await memberOf(world, 'online', 'a2');
  expect(await query(world, `select grade, announced from members where member_id = '${lee}'`)).toEqual([
    { grade: 'GOLD', announced: 'SILVER' },
  ]);
});

test('never_below: announced holds the grade that was told, and lets one fall that nobody was told', async () => {
  const world = await firstNight({ rules: FLOOR });
  const lee = await memberOf(world, 'online', 'a2');
  const grade = async () =>
    (await query(world, `select grade from members where member_id = '${lee}'`))[0]?.grade;
  await night(world, { online: ONLINE.replace('SILVER', 'BRONZE') });
  expect(await grade()).toBe('BRONZE');
  await night(world, { online: ONLINE });
  await world.type('announce', '--by', 'Lee', ...DAY);
  await night(world, { online: ONLINE.replace('SILVER', 'BRONZE') });
  expect(await grade()).toBe('SILVER');
  await expectQuiet(world);
});

test('a plan that waits is stale for members who were told a grade meanwhile', async () => {
  const world = await firstNight();
  world.write('online.csv', ONLINE.replace('SILVER', 'GOLD'));
  await world.run('plan', '-q', '-o', 'waiting');
  await world.type('announce', '--by', 'Lee', ...DAY);
  expect((await world.run('apply', 'waiting')).code).toBe(5);
});

test('announce needs a run in the target, and a name', async () => {
  const world = await firstNight();
  expect((await world.type('announce')).code).toBe(10);
  world.write('tier-merge.yaml', world.read('tier-merge.yaml').replace('members.sqlite', 'none.sqlite'));
  const none = await world.type('announce', '--by', 'Lee');
  expect(none.code).toBe(10);
  expect(none.stderr).toContain('holds no run yet');
});
