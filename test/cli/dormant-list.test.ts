import { expect, test } from 'vitest';
import { expectInvariants, query } from '../plan/invariants.js';
import { makeWorld, ONLINE, type Result, SOURCES, type World } from './program.js';

const DORMANT_COLUMNS = { member_id: '번호', name: '이름', phone: '전화', grade: '등급', points: '적립금' };

/** The dormant list has other headers, fewer columns, and no status: the list itself says it. */
const DORMANT = '번호,이름,전화,등급,적립금\n';

function worldWith(dormant: string, list: object = {}, more: object = {}): World {
  const files = [
    'online.csv',
    { path: 'dormant.csv', columns: DORMANT_COLUMNS, constant: { status: 'dormant' }, ...list },
  ];
  const world = makeWorld({
    config: { sources: { ...SOURCES, online: { ...SOURCES.online, files, ...more } } },
  });
  world.write('dormant.csv', dormant);
  return world;
}

const LEE = 'a2,이서연,010-8214-3579,SILVER,200\n';

test('a member that moves to the dormant list is neither gone nor new, and keeps its id', async () => {
  const world = worldWith(DORMANT);
  await night(world);
  const before = await query(world, "select member_id from links where source_member_id = 'a2'");
  world.write('online.csv', ONLINE.replace(/a2.*\n/, ''));
  world.write('dormant.csv', `${DORMANT}${LEE}`);
  const result = await night(world);
  expect(result.members).toMatchObject({ total: 4, new: 0, changed: 1, gone: 0 });
  expect(await query(world, "select member_id from links where source_member_id = 'a2'")).toEqual(before);
  expect(await query(world, "select status, grade, phone from members where name = '이서연'")).toEqual([
    { status: 'dormant', grade: 'SILVER', phone: '+821082143579' },
  ]);
  expect(result.inputs.online).toMatchObject({ lines: 5, header: 2, records: 3, accepted: 3 });
});

test('a record of the dormant list that is judged by csv-parse has the constant too', async () => {
  const world = worldWith(`${DORMANT}"a2","이서연
",010-8214-3579,SILVER,200\n`);
  world.write('online.csv', ONLINE.replace(/a2.*\n/, ''));
  await night(world);
  expect(await query(world, "select count(*) as n from members where status = 'dormant'")).toEqual([
    { n: 1 },
  ]);
});

test('one member in both lists is a repeat that differs, and rejected', async () => {
  const world = worldWith(`${DORMANT}${LEE}`);
  const outcome = await world.run('plan', '-q', '-o', 'plan', '--allow', 'max_rejected=2');
  expect(outcome.code).toBe(0);
  expect(world.json<Result>('plan/result.json').inputs.online).toMatchObject({
    records: 4,
    accepted: 2,
    rejected: 2,
  });
});

test('one member in both lists: on_repeat keeps the newest', async () => {
  const columns = { ...DORMANT_COLUMNS, updated_at: '휴면일' };
  const world = worldWith(
    '번호,이름,전화,등급,적립금,휴면일\na2,이서연,010-8214-3579,SILVER,200,2026-01-01\n',
    { columns },
    { on_repeat: { latest: 'updated_at' } },
  );
  const outcome = await world.run('plan', '-q', '-o', 'plan');
  expect(outcome.stderr).toBe('');
  expect(world.json<Result>('plan/result.json').inputs.online).toMatchObject({
    records: 4,
    accepted: 3,
    repeated: 1,
  });
  expect(world.read('plan/members.csv')).toContain(',dormant,이서연');
});

test('a list without columns of its own has those of the source', async () => {
  const files = ['online.csv', { path: 'dormant-*.csv', constant: { gender: 'female' } }];
  const { gender: _, ...columns } = SOURCES.online.columns;
  const world = makeWorld({
    config: {
      sources: {
        ...SOURCES,
        online: { ...SOURCES.online, files, columns, values: { status: { left: 'withdrawn' } } },
      },
    },
  });
  world.write('dormant-1.csv', `${ONLINE.split('\n')[0]}\na9,최우식,010-9001-4412,,,,left,GOLD,5\n`);
  await night(world);
  expect(
    await query(
      world,
      "select source_member_id, gender, status from source_rows where source = 'online' and source_member_id >= 'a3' order by 1",
    ),
  ).toEqual([
    { source_member_id: 'a3', gender: null, status: null },
    { source_member_id: 'a9', gender: 'female', status: 'withdrawn' },
  ]);
});

test.each<[object, string]>([
  [{ columns: { name: '이름' } }, 'online: the columns of a file have no member_id'],
  [{ constant: { status: 'asleep' } }, 'constant.status: status cannot be asleep'],
  [{ constant: { grade: 'GOLD' } }, 'constant.grade: grade is read from a column'],
  [{ constant: { member_id: '1' } }, 'constant.member_id: member_id is read from a column'],
])('%j is exit 10', async (list, message) => {
  const outcome = await worldWith(DORMANT, list).run('plan', '-q');
  expect(outcome.code).toBe(10);
  expect(outcome.stderr).toContain(message);
});

test('a header that the dormant list lacks is told of that file', async () => {
  const outcome = await worldWith('번호,성함,전화,등급,적립금\n').run('check', '-q');
  expect(outcome.code).toBe(10);
  expect(outcome.stderr).toContain('dormant.csv:1:1: column "이름" (name) is not in the header');
});

let nights = 0;

async function night(world: World): Promise<Result> {
  nights += 1;
  const plan = `plan-${nights}`;
  const made = await world.run('plan', '-q', '-o', plan);
  expect(made.stderr).toBe('');
  expect((await world.run('apply', plan, '-q')).code).toBe(0);
  await expectInvariants(world, plan);
  return world.json<Result>(`${plan}/result.json`);
}
