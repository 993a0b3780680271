import { rmSync } from 'node:fs';
import { expect, test } from 'vitest';
import { query } from '../plan/invariants.js';
import { makeWorld, OFFLINE, ONLINE, RULES, records, type World } from './program.js';

test('an approved plan waits: other runs have been applied since and the exports are gone, and it is applied as approved', async () => {
  const world = makeWorld({ config: { approval: 'required' } });
  await approvedRun(world);
  world.write('online.csv', ONLINE.replace('SILVER', 'GOLD'));
  await world.run('plan', '-o', 'old');
  await world.type('approve', 'old', '--by', 'Kim Jiwon');
  // Two more members, and more points for a3.
  world.write(
    'online.csv',
    `${ONLINE.replace('BRONZE,0', 'BRONZE,70')}a4,정새롬,010-4111-2233,,F,,,SILVER,10\n`,
  );
  world.write('offline.csv', `${OFFLINE}b3,한지우,010-4222-2233,basic,5,0\n`);
  await approvedRun(world);
  rmSync(world.path('online.csv'));
  rmSync(world.path('offline.csv'));
  const outcome = await world.type('apply', 'old', '-q');
  expect(outcome.stderr).toBe('');
  expect(outcome.code).toBe(0);
  const ledger = await runs(world);
  expect(
    ledger.map((run) => [
      run.members_total,
      run.members_new,
      run.members_changed,
      run.links_total,
      run.points_total,
    ]),
  ).toEqual([
    [4, 4, 0, 5, 3],
    [6, 2, 1, 7, 6],
    [6, 0, 1, 7, 6],
  ]);
  expect(
    await query(
      world,
      `select (select count(*) from members) as members, (select count(*) from links) as links,
        (select count(*) from points) as points`,
    ),
  ).toEqual([{ members: 6, links: 7, points: 6 }]);
  expect(ledger.map((run) => run.approved_by)).toEqual(['Kim Jiwon', 'Kim Jiwon', 'Kim Jiwon']);
});

test('a member that was merged into another one meanwhile stands in the way', async () => {
  const world = await withWaitingPlan((world) => world.write('online.csv', ONLINE.replace('SILVER', 'GOLD')));
  // b2 is a2 by now.
  world.write('offline.csv', OFFLINE.replace('최유진,010-7706-1385', '이서연,01082143579'));
  await world.run('run');
  await expectRefused(world, 'a2');
});

test('a member that lost a row meanwhile stands in the way, though nothing of itself was written', async () => {
  // a3 is linked with b0 as before when b1 leaves, so that no link of a3 is written.
  const offline =
    'code,customer,tel,level,balance,stamps\nb0,박지훈,01055239014,plus,0,0\nb1,박지훈,01055239014,basic,0,0\n';
  const world = await withWaitingPlan((world) => setBasic(world, 'GOLD'), { offline });
  setBasic(world, 'BRONZE');
  // b1 is no longer a3 but a1, who has the higher grade anyway.
  world.write('offline.csv', offline.replace('b1,박지훈,01055239014', 'b1,김민수,01031072468'));
  await world.run('run');
  await expectRefused(world, 'a3');
});

test('a row that another run has given a member meanwhile stands in the way', async () => {
  const more = 'a4,정새롬,010-4111-2233,,F,,,SILVER,10\n';
  const world = await withWaitingPlan((world) => world.write('online.csv', ONLINE + more));
  world.write('online.csv', ONLINE + more.replace('SILVER', 'GOLD'));
  await world.run('run');
  await expectRefused(world, 'a4');
});

test('points that were spent meanwhile stand in the way, and are not given back', async () => {
  const world = await withWaitingPlan((world) =>
    world.write('online.csv', ONLINE.replace('SILVER,200', 'SILVER,300')),
  );
  world.write('online.csv', ONLINE.replace('SILVER,200', 'SILVER,50'));
  await world.run('run');
  await expectRefused(world, 'a2');
});

/** A first night, and a plan that is made after it for other exports or rules, which are then as before. */
async function withWaitingPlan(
  change: (world: World) => void,
  parts: Parameters<typeof makeWorld>[0] = {},
): Promise<World> {
  const world = makeWorld(parts);
  expect((await world.run('run')).code).toBe(0);
  change(world);
  expect((await world.run('plan', '-o', 'old', '--detailed-exitcode')).code).toBe(2);
  world.write('online.csv', ONLINE);
  return world;
}

/** Applying the plan is 5, names the member of this source row and the run in between, and changes nothing. */
async function expectRefused(world: World, row: string): Promise<void> {
  const last = (await runs(world)).at(-1)?.run_id;
  const refused = await world.type('apply', 'old', '-q');
  const member = records(world.read('old/links.csv')).find(
    (link) => link.source_member_id === row,
  )?.member_id;
  expect(refused.stderr).toContain(`${member} (run ${last})`);
  expect(refused.stderr).toContain(
    `  → make the plan again: tier-merge plan --against ${world.path('old')}\n`,
  );
  expect(refused.code).toBe(5);
  expect(await runs(world)).toHaveLength(2);
}

function setBasic(world: World, grade: string): void {
  world.write(
    'rules.yaml',
    JSON.stringify({
      ...RULES,
      map: { ...RULES.map, offline: { basic: grade, plus: 'SILVER', top: 'GOLD' } },
    }),
  );
}

async function approvedRun(world: World): Promise<void> {
  const { stdout } = await world.run('run', '--json');
  const [, left = ''] = /"plan":"([^"]+)"/.exec(stdout) ?? [];
  await world.type('approve', left, '--by', 'Kim Jiwon');
  expect((await world.type('apply', left)).code).toBe(0);
}

async function runs(world: World): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const { stdout } = await world.type('runs', '--json');
  return stdout
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));
}
