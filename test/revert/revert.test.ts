import { expect, test } from 'vitest';
import { OFFLINE, ONLINE, records, SOURCES } from '../cli/program.js';
import { expectInvariants, query } from '../plan/invariants.js';
import { firstNight, lastRun, memberOf, night, spend, stateOf, succeeds, takeBack } from './nights.js';

/** Up, down, gone, new, merged, split and spent points at once. */
const SECOND = {
  online: `id,name,phone,born,sex,ci,state,grade,points
a1,김민수,010-3107-2468,1980-01-02,M,,,SILVER,40
a2,이서연,010-8214-3579,1990-11-30,F,,,GOLD,0
a4,최유진,010-7706-1385,,,,,GOLD,5
a5,최우식,010-9001-4412,,,,,BRONZE,7
`,
  offline: OFFLINE.replace('b1,김민수,01031072468', 'b1,김민수,01099912345'),
};

test('a night that is taken back leaves every table as it was before it', async () => {
  const world = await firstNight();
  const before = await stateOf(world);
  const run = await night(world, SECOND);
  const after = await stateOf(world);
  expect(after).not.toEqual(before);
  const revert = await takeBack(world, run);
  expect(await stateOf(world)).toEqual(before);
  expect(
    await query(world, `select kind, reverts, members_new from runs where run_id = '${revert}'`),
  ).toEqual([{ kind: 'revert', reverts: run, members_new: 0 }]);
});

test('after it, the exports of before change nothing, and those of the night give the same again', async () => {
  const world = await firstNight();
  const before = await stateOf(world);
  const run = await night(world, SECOND);
  const after = await stateOf(world);
  await takeBack(world, run);
  world.write('online.csv', ONLINE);
  world.write('offline.csv', OFFLINE);
  const again = await world.run('plan', '-q', '--detailed-exitcode', '-o', 'again');
  expect(again.code, again.stdout).toBe(0);
  await night(world, {});
  await expectInvariants(world, `runs/${world.list('runs').at(-1)}`);
  expect(await stateOf(world)).toEqual(before);
  // A night without changes lies between: new ids follow from it, and the old ones are kept.
  await takeBackNothing(world);
  await night(world, SECOND);
  const fresh = new Set((await stateOf(world)).members?.map((row) => row.member_id));
  for (const { member_id } of before.members ?? []) expect(fresh).toContain(member_id);
  expect(after.members).toHaveLength(fresh.size);
});

test('the exports of the night, run again at once, give the same ids', async () => {
  const world = await firstNight();
  const run = await night(world, SECOND);
  const after = await stateOf(world);
  await takeBack(world, run);
  await night(world, {});
  expect(await stateOf(world)).toEqual(after);
  await expectInvariants(world, `runs/${world.list('runs').at(-1)}`);
});

test('the first run taken back: the tables are empty, the ledger is not, and the same ids come again', async () => {
  const world = await firstNight();
  const [first, before] = [await lastRun(world), await stateOf(world)];
  await takeBack(world, first);
  for (const rows of Object.values(await stateOf(world))) expect(rows).toEqual([]);
  expect(await query(world, 'select kind from runs order by sequence')).toEqual([
    { kind: 'apply' },
    { kind: 'revert' },
  ]);
  await night(world, {});
  expect(await stateOf(world)).toEqual(before);
});

test('a revert taken back brings the run back, and that can be taken back again', async () => {
  const world = await firstNight();
  const before = await stateOf(world);
  const run = await night(world, SECOND);
  const after = await stateOf(world);
  const revert = await takeBack(world, run);
  const again = await takeBack(world, revert);
  expect(await stateOf(world)).toEqual(after);
  await takeBack(world, run);
  expect(await stateOf(world)).toEqual(before);
  const twice = await world.type('revert', again);
  expect(twice.code).toBe(10);
  expect(twice.stderr).toContain('nothing that it wrote is in the target');
});

test('what was spent since stays spent: points are taken back as a difference', async () => {
  const world = await firstNight();
  const kim = await memberOf(world, 'online', 'a1');
  const run = await night(world, { offline: OFFLINE.replace('50,1', '50,3') });
  await spend(world, kim, 30);
  await takeBack(world, run);
  expect(await query(world, `select balance from points where member_id = '${kim}'`)).toEqual([
    { balance: 620 },
  ]);
});

test('a run cannot be taken back while a later one wrote the same member: it is named, and all are in a file', async () => {
  const world = await firstNight();
  const kim = await memberOf(world, 'online', 'a1');
  const second = await night(world, { online: ONLINE.replace(',100', ',110') });
  const third = await night(world, { online: ONLINE.replace(',100', ',120') });
  const state = await stateOf(world);
  const refused = await world.type('revert', second, '-o', 'refused');
  expect(refused.code).toBe(5);
  expect(refused.stderr).toContain(`${kim} (run ${third})`);
  expect(refused.stderr).toContain(`tier-merge revert ${third}`);
  expect(
    new Set(records(world.read('refused/conflicts.csv')).map((row) => `${row.member_id} ${row.run_id}`)),
  ).toEqual(new Set([`${kim} ${third}`]));
  expect(world.list('refused')).toEqual(['conflicts.csv']);
  expect(await stateOf(world)).toEqual(state);
});

test('with the later run taken back first, the earlier one can be', async () => {
  const world = await firstNight();
  const before = await stateOf(world);
  const second = await night(world, { online: ONLINE.replace(',100', ',110') });
  const third = await night(world, { online: ONLINE.replace(',100', ',120') });
  await takeBack(world, third);
  await takeBack(world, second);
  expect(await stateOf(world)).toEqual(before);
});

test('a later run of other members does not stand in the way', async () => {
  const world = await firstNight();
  const [kim, lee] = [await memberOf(world, 'online', 'a1'), await memberOf(world, 'online', 'a2')];
  const second = await night(world, { online: ONLINE.replace(',100', ',110') });
  await night(world, { online: ONLINE.replace(',100', ',110').replace(',200', ',250') });
  await takeBack(world, second);
  expect(
    await query(world, 'select member_id, balance from points where balance > 100 order by balance'),
  ).toEqual([
    { member_id: lee, balance: 250 },
    { member_id: kim, balance: 650 },
  ]);
});

test('a run that is not there, and one that was taken back already, are refused', async () => {
  const world = await firstNight();
  const run = await night(world, { online: ONLINE.replace(',100', ',110') });
  const unknown = await world.type('revert', 'nothing');
  expect(unknown).toMatchObject({
    code: 10,
    stderr: expect.stringContaining('nothing: the target has no such run'),
  });
  const revert = await takeBack(world, run);
  const twice = await world.type('revert', run);
  expect(twice).toMatchObject({
    code: 10,
    stderr: expect.stringContaining(`was taken back by run ${revert} already`),
  });
});

test('the plan of a revert says what it is, in English and in Korean, and what becomes of the ids', async () => {
  const world = await firstNight();
  const run = await night(world, SECOND);
  const english = await succeeds(world.type('revert', run, '-q', '-o', 'plan'));
  expect(english.stdout).toContain(`This plan takes back run ${run} of 2026-06-30`);
  expect(english.stdout).toContain('tier-merge apply plan');
  expect(world.read('plan/report.html')).toContain('Taken back');
  expect(world.json<object>('plan/plan.json')).toMatchObject({
    kind: 'revert',
    reverts: { run, member: null },
  });
  const changes = records(world.read('plan/member_ids.csv')).map((row) => row.change);
  expect(changes.toSorted()).toEqual(['removed', 'removed', 'returned']);
  const korean = await succeeds(world.type('revert', run, '-q', '--lang', 'ko', '-o', 'plan-ko'));
  expect(korean.stdout).toContain('되돌리기');
});

test('as Markdown it says the same, and the workbook is written and named beside it', async () => {
  const world = await firstNight({ config: { report: { formats: ['md', 'xlsx'] } } });
  const run = await night(world, SECOND);
  const told = await succeeds(world.type('revert', run, '-q', '-o', 'plan'));
  expect(told.stdout).toContain('plan/report.md');
  expect(told.stdout).toContain('plan/report.xlsx');
  expect(world.list('plan')).toContain('report.xlsx');
  expect(world.read('plan/report.md')).toContain('This plan takes back run');
  expect(world.read('plan/report.md').match(/^## .*/gm)).toEqual([
    '## Taken back',
    '## Members',
    '## Grades',
  ]);
  await succeeds(world.type('apply', 'plan', '-q'));
});

test('limits do not apply to a revert', async () => {
  const world = await firstNight({ config: { limits: { max_changed: '100%', max_downgraded: '100%' } } });
  const run = await night(world, {
    online: ONLINE.replaceAll('SILVER', 'GOLD').replaceAll('BRONZE', 'GOLD'),
  });
  const config = world.read('tier-merge.yaml').replace('"max_downgraded": "100%"', '"max_downgraded": "0%"');
  world.write('tier-merge.yaml', config);
  await takeBack(world, run);
});

test('delta exports: the rows that a night left out are carried over as the reverted night found them', async () => {
  const world = await firstNight({
    config: { sources: { ...SOURCES, online: { ...SOURCES.online, mode: 'delta' } } },
  });
  const before = await stateOf(world);
  const [header = '', , lee = ''] = ONLINE.split('\n');
  const run = await night(world, { online: `${header}\n${lee.replace('SILVER', 'GOLD')}\n` });
  await takeBack(world, run);
  await night(world, { online: `${header}\n` });
  expect(await stateOf(world)).toEqual(before);
});

/** The quiet night of before cannot be taken back, having written nothing. */
async function takeBackNothing(world: Parameters<typeof stateOf>[0]): Promise<void> {
  const refused = await world.type('revert', await lastRun(world));
  expect(refused).toMatchObject({ code: 10, stderr: expect.stringContaining('nothing that it wrote') });
}
