import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { makeWorld, OFFLINE, ONLINE, type Result, RULES, records, type World } from './program.js';

const NEW_4 = 'a4,정새롬,010-4111-2233,,F,,,SILVER,10\n';
const NEW_5 = 'a5,한지우,010-4222-2233,,F,,,SILVER,10\n';
const NEW_6 = 'a6,강하늘,010-4333-2233,,F,,,SILVER,10\n';

interface AgainstCounts {
  readonly members: number;
  readonly kinds: Readonly<Record<string, number>>;
  readonly meanwhile: number;
  readonly rows: number;
}

const NONE = { grade: 0, points: 0, links: 0, fields: 0, only_approved: 0, only_now: 0, other_id: 0 };

test('the same exports make the same plan: nothing would end differently', async () => {
  const world = makeWorld();
  await world.run('plan', '-o', 'old');
  const outcome = await world.run('plan', '-q', '-o', 'new', '--against', 'old', '--detailed-exitcode');
  expect(outcome.code).toBe(2);
  expect(outcome.stdout).toContain('\nAgainst old\nNothing would end differently.\n');
  expect(outcome.stdout).not.toContain('What was read');
  expect(world.read('new/against.csv')).toBe('member_id,field,approved,now\n');
  const { plan_id, content_hash, run_id } = world.json<Result>('old/result.json');
  expect(world.json<{ against: object }>('new/result.json').against).toEqual({
    ...{ run_id, plan_id, content_hash, made_from: [] },
    ...{ members: 0, kinds: NONE, meanwhile: 0, rows: 0 },
  });
});

test('grades, points, rows and fields that would end differently are told, all of them in against.csv', async () => {
  const world = makeWorld();
  await world.run('plan', '-o', 'old');
  const id = idsIn(world, 'old');
  // a2 is GOLD under another name, a3 has points, and b2 is a1.
  world.write(
    'online.csv',
    ONLINE.replace('이서연', '이서영').replace('SILVER', 'GOLD').replace('BRONZE,0', 'BRONZE,70'),
  );
  world.write('offline.csv', OFFLINE.replace('최유진,010-7706-1385', '김민수,01031072468'));
  const outcome = await world.run('plan', '-q', '-o', 'new', '--against', 'old');
  expect(outcome.stderr).toBe('');
  const expected = [
    [id.a1, 'link:offline:b2', id.b2, id.a1],
    [id.a1, 'points:points', '650', '680'],
    [id.a2, 'grade', 'SILVER', 'GOLD'],
    [id.a2, 'name', '이서연', '이서영'],
    [id.a3, 'points:points', '', '70'],
    [id.b2, 'member_id', id.b2, ''],
  ];
  const rows = records(world.read('new/against.csv')).map((row) => Object.values(row));
  expect(rows).toEqual(expected.toSorted((a, b) => (String(a) < String(b) ? -1 : 1)));
  expect(against(world, 'new')).toMatchObject({
    ...{ members: 4, meanwhile: 0, rows: 6 },
    kinds: { ...NONE, grade: 1, points: 2, links: 1, fields: 1, only_approved: 1 },
  });
  expect(outcome.stdout).toContain('Members that would end differently: 4\n');
  expect(outcome.stdout).toMatch(/other fields {2,}M[0-9a-f]{20} {2}name {2,}이\*연 {2,}이\*영\n/);
  expect(outcome.stdout).toContain('6 shown of 6; all of them are in new/against.csv\n');
  expect(outcome.stdout).not.toContain('이서연');
});

test('new members are the same ones under the ids of another night, and what runs in between did is counted apart', async () => {
  const world = makeWorld();
  await world.run('run');
  world.write('online.csv', ONLINE.replace('SILVER', 'GOLD') + NEW_4 + NEW_5);
  await world.run('plan', '-o', 'old');
  // Meanwhile a3 rose, and a5 came in by another plan.
  world.write('online.csv', ONLINE.replace('BRONZE,0', 'SILVER,70') + NEW_5);
  await world.run('run');
  const old = await world.type('apply', 'old', '-q');
  expect(old.code).toBe(5);
  expect(old.stderr).toContain(`make the plan again: tier-merge plan --against ${world.path('old')}\n`);
  world.write(
    'online.csv',
    ONLINE.replace('BRONZE,0', 'SILVER,70').replace('SILVER,200', 'GOLD,200') +
      NEW_4.replace('SILVER', 'GOLD') +
      NEW_6,
  );
  const outcome = await world.run('plan', '-q', '-o', 'new', '--against', 'old');
  expect(outcome.code).toBe(0);
  const [before, now] = [idsIn(world, 'old'), idsIn(world, 'new')];
  expect(now.a4).not.toBe(before.a4);
  const expected = [
    [now.a4, 'grade', 'SILVER', 'GOLD'],
    [now.a4, 'member_id', before.a4, now.a4],
    [before.a5, 'member_id', before.a5, ''],
    [now.a6, 'member_id', '', now.a6],
  ];
  const rows = records(world.read('new/against.csv')).map((row) => Object.values(row));
  expect(rows).toEqual(expected.toSorted((a, b) => (String(a) < String(b) ? -1 : 1)));
  expect(against(world, 'new')).toMatchObject({
    ...{ members: 3, meanwhile: 1, rows: 4 },
    kinds: { ...NONE, grade: 1, only_approved: 1, only_now: 1, other_id: 1 },
  });
  expect(outcome.stdout).toContain(
    '\n1 more differ in what neither plan writes: runs in between changed it, or it is outside a scope.\n',
  );
});

test('--json has the counts and masked examples', async () => {
  const world = makeWorld();
  await world.run('plan', '-o', 'old');
  world.write('online.csv', ONLINE.replace('이서연', '이서영'));
  const { stdout } = await world.run('plan', '-o', 'new', '--against', 'old', '--json');
  const events = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(events.at(-1)).toMatchObject({
    event: 'result',
    status: 'ready',
    against: {
      members: 1,
      kinds: { ...NONE, fields: 1 },
      examples: [{ kind: 'fields', field: 'name', approved: '이*연', now: '이*영' }],
    },
  });
});

test('show compares two plans as they lie there, in clear only where asked for', async () => {
  const world = makeWorld({ config: { output: { dir: 'runs', format: 'parquet' } } });
  await world.run('run');
  const [first = ''] = world.list('runs');
  world.write('tier-merge.yaml', world.read('tier-merge.yaml').replace('parquet', 'csv'));
  world.write('online.csv', ONLINE.replace('이서연', '=이서영'));
  await world.run('plan', '-o', 'new');
  const before = world.list('new');
  const shown = await world.type('show', 'new', '--against', first);
  expect(shown.stdout).toMatch(/name {2,}이\*연 {2,}=\*\*영\n {2}1 shown of 1\n$/);
  const clear = await world.type('show', 'new', '--against', first, '--unmask', '--json');
  expect(JSON.parse(clear.stdout)).toMatchObject({
    event: 'against',
    plan: world.path('new'),
    examples: [{ field: 'name', approved: '이서연', now: '=이서영' }],
  });
  const korean = await world.type('show', 'new', '--against', 'new', '--lang', 'ko');
  expect(korean.stdout).toBe('비교 대상: new\n결과가 달라지는 것이 없습니다.\n');
  expect(world.list('new')).toEqual(before);
});

test('a plan of another version that was moved can be compared with; one that was changed cannot', async () => {
  const world = makeWorld();
  await world.run('plan', '-o', 'old');
  renameSync(world.path('old'), world.path('moved'));
  expect((await world.run('plan', '--against', 'moved')).code).toBe(0);
  const bytes = readFileSync(world.path('moved/members.csv'), 'utf8');
  writeFileSync(world.path('moved/members.csv'), bytes.replace('GOLD', 'COLD'));
  const changed = await world.run('plan', '-q', '-o', 'new', '--against', 'moved');
  expect(changed.stderr).toContain(
    `${world.path('moved/members.csv')} is missing, or was changed after the plan`,
  );
  expect(changed.code).toBe(5);
  expect(world.list('.')).not.toContain('new');
  const none = await world.run('plan', '-q', '--against', 'nowhere');
  expect(none.stderr).toContain('nowhere: there is no plan or run of that name');
  expect(none.code).toBe(10);
  expect((await world.type('show', 'moved', 'M1', '--against', 'moved')).code).toBe(10);
});

test('the exit code is that of the plan', async () => {
  const world = makeWorld();
  await world.run('plan', '-o', 'old');
  world.write(
    'tier-merge.yaml',
    world.read('tier-merge.yaml').replace('"rules":', '"limits": {"max_unmatched": "0%"}, "rules":'),
  );
  const outcome = await world.run('plan', '-q', '--against', 'old');
  expect(outcome.code).toBe(4);
  expect(outcome.stdout).toContain('Decision needed');
});

test('what is outside the scope of a plan is counted apart', async () => {
  const world = makeWorld();
  await world.run('run');
  await world.run('plan', '-o', 'old');
  world.write('online.csv', ONLINE.replace('SILVER', 'GOLD'));
  const outcome = await world.run('plan', '-q', '-o', 'new', '--scope', "grade = 'GOLD'", '--against', 'old');
  expect(outcome.code).toBe(0);
  const [row, ...others] = records(world.read('new/against.csv'));
  expect(row).toEqual({ member_id: idsIn(world, 'old').a2, field: 'grade', approved: 'SILVER', now: 'GOLD' });
  expect(others).toEqual([]);
  // a3 and b2.
  expect(against(world, 'new')).toMatchObject({ members: 1, meanwhile: 2, rows: 1 });
});

/** The member of each source row, under the id of the row. */
function idsIn(world: World, plan: string): Readonly<Record<string, string>> {
  const links = records(world.read(`${plan}/links.csv`));
  return Object.fromEntries(links.map((link) => [link.source_member_id, link.member_id ?? '']));
}

function against(world: World, plan: string): AgainstCounts {
  return world.json<{ against: AgainstCounts }>(`${plan}/result.json`).against;
}

test('what two plans were made from is told where it differs: the rules, the exports, the day', async () => {
  const world = makeWorld();
  await world.run('plan', '-o', 'old');
  world.write('rules.yaml', JSON.stringify({ ...RULES, decide: [{ name: 'worst', grade: 'lowest(map)' }] }));
  await world.run('plan', '-o', 'rules');
  const text = (await world.type('show', 'rules', '--against', 'old', '--lang', 'en')).stdout;
  expect(text).toMatch(/^Against old\nThe rules are not the same\.\nMembers that would end differently: 4\n/);
  world.write('online.csv', ONLINE.replace('SILVER,200', 'GOLD,200'));
  await world.run('plan', '-o', 'all', '--as-of', '2026-07-01');
  const { stdout } = await world.type('show', 'all', '--against', 'old', '--json');
  expect(JSON.parse(stdout).made_from).toEqual(['rules', 'exports', 'as_of']);
});
