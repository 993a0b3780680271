import { expect, test } from 'vitest';
import {
  copyOf,
  makeWorld,
  OFFLINE,
  ONLINE,
  type Parts,
  type Result,
  records,
  SOURCES,
  type World,
} from '../cli/program.js';
import { expectInvariants, query } from './invariants.js';

/** What result.json says where no id became another. */
const SAME_IDS = { merged: 0, split: 0 };

test('a changed grade is one change, with before and after', async () => {
  const world = await firstNight();
  const result = await nextNight(world, { online: ONLINE.replace('SILVER', 'BRONZE') });
  expect(result).toMatchObject({
    members: { total: 4, new: 0, changed: 1, unchanged: 3, gone: 0 },
    grades: { up: 0, down: 1 },
  });
  const lee = await memberOf(world, 'online', 'a2');
  expect(changes(world)).toEqual([`${lee} grade SILVER BRONZE`]);
  expect(
    await query(world, `select member_id, field, before, after from changes where field = 'grade'`),
  ).toEqual([{ member_id: lee, field: 'grade', before: 'SILVER', after: 'BRONZE' }]);
});

test('changed points are one change of their bucket', async () => {
  const world = await firstNight();
  const result = await nextNight(world, { offline: OFFLINE.replace('50,1', '50,3') });
  expect(result.members).toMatchObject({ changed: 1, unchanged: 3 });
  const kim = await memberOf(world, 'online', 'a1');
  expect(changes(world)).toEqual([`${kim} points:points 650 1650`]);
});

test('a balance that is used up is a change, and its row is gone', async () => {
  const world = await firstNight();
  await nextNight(world, { online: ONLINE.replace(',200', ',0') });
  const lee = await memberOf(world, 'online', 'a2');
  expect(changes(world)).toEqual([`${lee} points:points 200 `]);
  expect(await query(world, `select * from points where member_id = '${lee}'`)).toEqual([]);
});

test('a new member is new and changes nobody else', async () => {
  const world = await firstNight();
  const before = await ids(world);
  const result = await nextNight(world, { online: `${ONLINE}a4,최우식,010-9001-4412,,,,,GOLD,5\n` });
  expect(result.members).toEqual({ total: 5, new: 1, changed: 0, unchanged: 4, gone: 0, ...SAME_IDS });
  expect(await ids(world)).toEqual(expect.arrayContaining([...before]));
});

test('a new row of a known person changes that member only', async () => {
  const world = await firstNight();
  const lee = await memberOf(world, 'online', 'a2');
  const result = await nextNight(world, { offline: `${OFFLINE}b3,이서연,01082143579,top,7,0\n` });
  expect(result.members).toMatchObject({ new: 0, changed: 1 });
  expect(await memberOf(world, 'offline', 'b3')).toBe(lee);
});

test('a member whose rows are gone is marked, keeps links and points, and returns with its id', async () => {
  const world = await firstNight();
  const lee = await memberOf(world, 'online', 'a2');
  const gone = await nextNight(world, { online: ONLINE.replace(/a2.*\n/, '') });
  expect(gone.members).toEqual({ total: 3, new: 0, changed: 0, unchanged: 3, gone: 1, ...SAME_IDS });
  expect(await query(world, `select gone_since, grade from members where member_id = '${lee}'`)).toEqual([
    { gone_since: '2026-06-30', grade: 'SILVER' },
  ]);
  expect(await query(world, `select balance from points where member_id = '${lee}'`)).toEqual([
    { balance: 200 },
  ]);
  const back = await nextNight(world, { online: ONLINE });
  expect(back.members).toMatchObject({ total: 4, new: 0, changed: 1, gone: 0 });
  expect(await memberOf(world, 'online', 'a2')).toBe(lee);
  expect(await query(world, `select gone_since from members where member_id = '${lee}'`)).toEqual([
    { gone_since: null },
  ]);
});

test('one of two rows gone: the member stays, with what the other row says', async () => {
  const world = await firstNight();
  const kim = await memberOf(world, 'online', 'a1');
  const result = await nextNight(world, { offline: OFFLINE.replace(/b1.*\n/, '') });
  expect(result.members).toMatchObject({ gone: 0, changed: 1 });
  expect(await query(world, `select balance from points where member_id = '${kim}'`)).toEqual([
    { balance: 100 },
  ]);
});

test('two members that turn out to be one: the older id stays and the other says into what', async () => {
  const world = await firstNight();
  await nextNight(world, { online: `${ONLINE}a4,최유진,,,,,,GOLD,5\n` });
  const [old, young] = [await memberOf(world, 'offline', 'b2'), await memberOf(world, 'online', 'a4')];
  const result = await nextNight(world, { online: `${ONLINE}a4,최유진,010-7706-1385,,,,,GOLD,5\n` });
  expect(result.members).toMatchObject({ total: 4, new: 0, merged: 1, split: 0 });
  expect(await memberOf(world, 'online', 'a4')).toBe(old);
  expect(await query(world, `select merged_into from members where member_id = '${young}'`)).toEqual([
    { merged_into: old },
  ]);
  expect(await query(world, `select balance from points where member_id = '${old}'`)).toEqual([
    { balance: 35 },
  ]);
  expect(await query(world, `select * from points where member_id = '${young}'`)).toEqual([]);
});

test('a member that turns out to be two: one part keeps the id, the other says whence it came', async () => {
  const world = await firstNight();
  const kim = await memberOf(world, 'online', 'a1');
  const result = await nextNight(world, { offline: OFFLINE.replace('01031072468', '01099912345') });
  expect(result.members).toMatchObject({ total: 5, new: 1, changed: 1, merged: 0, split: 1 });
  const [left, right] = [await memberOf(world, 'online', 'a1'), await memberOf(world, 'offline', 'b1')];
  expect([left, right]).toContain(kim);
  const fresh = left === kim ? right : left;
  expect(await query(world, `select split_from from members where member_id = '${fresh}'`)).toEqual([
    { split_from: kim },
  ]);
});

test('split and united again: the old id returns', async () => {
  const world = await firstNight();
  const kim = await memberOf(world, 'online', 'a1');
  await nextNight(world, { offline: OFFLINE.replace('01031072468', '01099912345') });
  await nextNight(world, { offline: OFFLINE });
  expect(await memberOf(world, 'online', 'a1')).toBe(kim);
  expect(await memberOf(world, 'offline', 'b1')).toBe(kim);
});

test('a row that moves from one member to another is a change of its link', async () => {
  const world = await firstNight();
  const [kim, lee] = [await memberOf(world, 'online', 'a1'), await memberOf(world, 'online', 'a2')];
  await nextNight(world, { offline: OFFLINE.replace('김민수,01031072468', '이서연,01082143579') });
  expect(await memberOf(world, 'offline', 'b1')).toBe(lee);
  expect(changes(world)).toContain(`${lee} link:offline:b1 ${kim} ${lee}`);
});

test('an export that is all new people replaces nobody: the old ones are gone, the new ones new', async () => {
  const world = await firstNight();
  const result = await nextNight(world, {
    online: ONLINE.replaceAll(/^a/gm, 'z').replaceAll('010-', '011-'),
    offline: 'code,customer,tel,level,balance,stamps\n',
  });
  expect(result.members).toEqual({ total: 3, new: 3, changed: 0, unchanged: 0, gone: 4, ...SAME_IDS });
});

test('a rejected row counts as absent, and returns', async () => {
  const world = await firstNight({ config: { limits: { max_rejected: '50%' } } });
  const lee = await memberOf(world, 'online', 'a2');
  await nextNight(world, { online: ONLINE.replace('이서연,', '이,서연,') });
  await nextNight(world, { online: ONLINE });
  expect(await memberOf(world, 'online', 'a2')).toBe(lee);
});

const DELTA = { ...SOURCES, online: { ...SOURCES.online, mode: 'delta' } };

test('delta: members that are absent are unchanged', async () => {
  const world = await firstNight({ config: { sources: DELTA } });
  const before = await query(world, 'select * from members order by member_id');
  const result = await nextNight(world, { online: `${ONLINE.split('\n')[0]}\n` });
  expect(result.members).toEqual({ total: 4, new: 0, changed: 0, unchanged: 4, gone: 0, ...SAME_IDS });
  expect(await query(world, 'select * from members order by member_id')).toEqual(before);
});

test('delta: what is there changes, what is not stays', async () => {
  const world = await firstNight({ config: { sources: DELTA } });
  const [header = '', , lee = ''] = ONLINE.split('\n');
  const result = await nextNight(world, {
    online: `${[header, lee.replace('SILVER', 'GOLD'), 'a4,최우식,010-9001-4412,,,,,GOLD,5'].join('\n')}\n`,
  });
  expect(result.members).toEqual({ total: 5, new: 1, changed: 1, unchanged: 3, gone: 0, ...SAME_IDS });
  expect(changes(world)).toEqual([`${await memberOf(world, 'online', 'a2')} grade SILVER GOLD`]);
});

test('delta: a source with a column of its own keeps it', async () => {
  const columns = { ...SOURCES.online.columns };
  const online = { ...SOURCES.online, mode: 'delta', columns, extra: { visits: 'points' } };
  const world = await firstNight({ config: { sources: { ...SOURCES, online } } });
  const result = await nextNight(world, { online: `${ONLINE.split('\n')[0]}\n` });
  expect(result.members).toMatchObject({ total: 4, changed: 0, gone: 0 });
});

const firstNights = new Map<string, Promise<World>>();

/** A world after its first night. Nights that begin alike are run once, and each test has a copy. */
async function firstNight(parts: Parts = {}): Promise<World> {
  const key = JSON.stringify(parts);
  const first = firstNights.get(key) ?? runFirstNight(parts);
  firstNights.set(key, first);
  return copyOf(await first);
}

async function runFirstNight(parts: Parts): Promise<World> {
  const world = makeWorld(parts);
  const outcome = await world.run('run', '-q');
  expect(outcome.stderr).toBe('');
  expect(outcome.code).toBe(0);
  await expectInvariants(world, `runs/${world.list('runs').at(-1)}`);
  return world;
}

let nights = 0;

/** Plans and applies other exports; the plan is the folder `night`. */
async function nextNight(
  world: World,
  exports: { readonly online?: string; readonly offline?: string },
): Promise<Result> {
  for (const [source, csv] of Object.entries(exports)) world.write(`${source}.csv`, csv);
  nights += 1;
  const plan = `night-${nights}`;
  const made = await world.run('plan', '-q', '-o', plan);
  expect(made.stderr).toBe('');
  const applied = await world.run('apply', plan, '-q');
  expect(applied.stderr).toBe('');
  expect(applied.code).toBe(0);
  await expectInvariants(world, plan);
  return world.json<Result>(`${plan}/result.json`);
}

function changes(world: World): readonly string[] {
  const plan = `night-${nights}`;
  return records(world.read(`${plan}/changes.csv`)).map((c) =>
    [c.member_id, c.field, c.before, c.after].join(' '),
  );
}

async function ids(world: World): Promise<readonly unknown[]> {
  return (await query(world, 'select member_id from members order by member_id')).map((row) => row.member_id);
}

async function memberOf(world: World, source: string, id: string): Promise<unknown> {
  const [row] = await query(
    world,
    `select member_id from links where source = '${source}' and source_member_id = '${id}'`,
  );
  return row?.member_id;
}
