import { expect, test } from 'vitest';
import { makeWorld, OFFLINE, ONLINE, type World } from './program.js';

test('show prints a plan again as plan printed it', async () => {
  const world = makeWorld();
  const plan = await world.run('plan', '-o', 'plan');
  const show = await world.run('show', 'plan');
  expect(show.code).toBe(0);
  expect(show.stdout).toBe(plan.stdout);
});

test('show finds a run by its id, and writes nothing', async () => {
  const world = makeWorld();
  await world.run('run');
  const [id = ''] = world.list('runs');
  const before = world.list(`runs/${id}`);
  expect((await world.run('show', id)).stdout).toContain('4 members = 4 new');
  expect((await world.run('show', id, '--json')).stdout.split('\n')).toHaveLength(2);
  expect((await world.run('show', id, memberOf(world, id))).code).toBe(0);
  expect(world.list(`runs/${id}`)).toEqual(before);
});

test('show of a member gives its grade, its rows with what links them, and its points', async () => {
  const world = makeWorld();
  await world.run('run');
  const [id = ''] = world.list('runs');
  const member = memberOf(world, id);
  const { stdout } = await world.run('show', id, member, '--json');
  expect(JSON.parse(stdout)).toMatchObject({
    event: 'member',
    member: {
      member_id: member,
      grade: 'GOLD',
      rule: 'best',
      name: '김*수',
      phone: '+82******2468',
      birth_date: '1980-**-**',
    },
    rows: [
      { source: 'offline', source_member_id: 'b1', how: 'phone_name' },
      { source: 'online', source_member_id: 'a1', how: 'phone_name' },
    ],
    points: [{ bucket: 'points', balance: '650', expires_at: null }],
  });
});

test('show of a member in a plan of Parquet is the same as in one of CSV', async () => {
  const world = makeWorld({ config: { output: { dir: 'runs', format: 'parquet' } } });
  await world.run('plan', '-o', 'parquet');
  world.write('tier-merge.yaml', world.read('tier-merge.yaml').replace('"parquet"', '"csv"'));
  await world.run('plan', '-o', 'csv');
  const member = memberOf(world, '../csv');
  const [parquet, csv] = [
    await world.run('show', 'parquet', member, '--unmask'),
    await world.run('show', 'csv', member, '--unmask'),
  ];
  expect(parquet.code).toBe(0);
  expect(parquet.stdout).toBe(csv.stdout);
});

test('show of a changed member gives before and after, masked', async () => {
  const world = makeWorld();
  await world.run('run');
  world.write('online.csv', ONLINE.replace('김민수', '김민숙').replace(',100', ',101'));
  world.write('offline.csv', OFFLINE.replace('김민수', '김민숙'));
  await world.run('plan', '-o', 'plan');
  const member = memberOf(world, '../plan');
  const { stdout } = await world.run('show', 'plan', member);
  expect(stdout).toMatch(/name +김\*수 +김\*숙/);
  expect(stdout).toMatch(/points:points +650 +651/);
  expect(stdout).toMatch(/previous_grade +GOLD/);
  expect((await world.run('show', 'plan', member, '--unmask')).stdout).toMatch(/name +김민수 +김민숙/);
});

test.each([
  [
    ['nowhere'],
    'nowhere: there is no plan or run of that name\n  → tier-merge runs lists the runs; their folders are in runs\n',
  ],
  [['plan', 'M0'], 'M0 is not a member of '],
])('show %j is 10', async (args, message) => {
  const world = makeWorld();
  await world.run('plan', '-o', 'plan');
  const outcome = await world.run('show', ...args);
  expect(outcome.stderr).toContain(`tier-merge: ${message}`);
  expect(outcome.code).toBe(10);
});

test('runs lists the history, oldest first', async () => {
  const world = makeWorld();
  expect((await world.run('runs')).stdout).toContain(world.path('members.sqlite'));
  await world.run('run');
  world.write('online.csv', ONLINE.replace('SILVER', 'GOLD'));
  await world.run('run');
  const { stdout, code } = await world.run('runs');
  expect(code).toBe(0);
  const [, first = '', second = ''] = stdout.split('\n');
  expect(first).toMatch(/^\d{8}-\d{6}-[0-9a-f]{6} +apply +2026-06-30 +4 +4 +0 +0/);
  expect(second).toMatch(/^\d{8}-\d{6}-[0-9a-f]{6} +apply +2026-06-30 +4 +0 +1 +0/);
});

test('check names what it read and that the target is empty, then at which run it is', async () => {
  const world = makeWorld();
  const before = await world.run('check');
  expect(before.stderr).toBe('');
  expect(before.stdout).toContain(world.path('tier-merge.yaml'));
  await world.run('run');
  const { stdout } = await world.run('check', '--json');
  expect(JSON.parse(stdout)).toMatchObject({ event: 'checked', examples: 0, head: world.list('runs')[0] });
});

const EXAMPLES = [
  { given: { online: { grade: 'SILVER' } }, expect: { grade: 'SILVER', rule: 'best' } },
  { given: { online: { grade: 'SILVER' }, offline: { grade: 'top' } }, expect: { grade: 'SILVER' } },
];

test('check runs the examples of the rules; one that fails is 10 with its line, what came and what should', async () => {
  const world = makeWorld({ rules: { examples: EXAMPLES } });
  const outcome = await world.run('check', '-q');
  expect(outcome.stderr).toMatch(/rules\.yaml:\d+:\d+: example .*grade is GOLD, not SILVER/);
  expect(outcome.stderr).not.toMatch(/rules\.yaml.*\n.*rules\.yaml/);
  expect(outcome.code).toBe(10);
  expect((await makeWorld({ rules: { examples: EXAMPLES.slice(0, 1) } }).run('check')).code).toBe(0);
});

test.each([
  ['a header', (world: World) => world.write('online.csv', ONLINE.replace('points', 'point')), 10],
  ['an export', (world: World) => world.write('online.csv', ''), 3],
  [
    'the target',
    (world: World) => world.write('members.sqlite', 'no database at all, but text\n'.repeat(100)),
    12,
  ],
])('check finds %s at fault', async (_what, spoil, code) => {
  const world = makeWorld();
  spoil(world);
  expect((await world.run('check', '-q')).code).toBe(code);
});

/** The member of a1 and b1. */
function memberOf(world: World, run: string): string {
  return /online,a1,(M[0-9a-f]{20})/.exec(world.read(`runs/${run}/links.csv`))?.[1] ?? '';
}
