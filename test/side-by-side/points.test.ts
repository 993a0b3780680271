import { expect, test } from 'vitest';
import { OFFLINE, ONLINE, RULES } from '../cli/program.js';
import { query } from '../plan/invariants.js';
import { balanceOf, expectQuiet, firstNight, memberOf, night, spend } from './nights.js';

const UNIFIED = { masters: { points: 'unified' } };

// Kim has 100 + 50 + 500 for a stamp, Lee 200, Choi 30.

test('what was spent in the unified system is not given back, and the next night finds nothing to do', async () => {
  const world = await firstNight({ rules: UNIFIED });
  await spend(world, 'online', 'a1', 300);
  await night(world);
  expect(await balanceOf(world, 'online', 'a1')).toBe(350);
  await expectQuiet(world);
});

test('a balance moves by what the sources changed since they were last seen', async () => {
  const world = await firstNight({ rules: UNIFIED });
  await spend(world, 'online', 'a1', 300);
  await night(world, { online: ONLINE.replace('100\n', '140\n'), offline: OFFLINE.replace('50,1', '50,3') });
  expect(await balanceOf(world, 'online', 'a1')).toBe(350 + 40 + 1000);
  expect(await query(world, 'select field, before, after from changes')).toEqual([
    { field: 'points:points', before: '350', after: '1390' },
  ]);
  await expectQuiet(world);
});

test('spending between plan and apply is not lost, and the changes say what the transaction saw', async () => {
  const world = await firstNight({ rules: UNIFIED });
  world.write('online.csv', ONLINE.replace('100\n', '140\n'));
  await world.run('plan', '-q', '-o', 'waiting');
  await spend(world, 'online', 'a1', 300);
  expect((await world.run('apply', 'waiting')).code).toBe(0);
  expect(await balanceOf(world, 'online', 'a1')).toBe(390);
  expect(await query(world, 'select field, before, after from changes')).toEqual([
    { field: 'points:points', before: '350', after: '390' },
  ]);
});

test('a new member, and a new row of a known one, bring their whole balance', async () => {
  const world = await firstNight({ rules: UNIFIED });
  await spend(world, 'online', 'a2', 150);
  await night(world, {
    online: `${ONLINE}a4,최우식,010-9001-4412,,,,,GOLD,5\n`,
    offline: `${OFFLINE}b3,이서연,01082143579,top,7,0\n`,
  });
  expect(await balanceOf(world, 'online', 'a4')).toBe(5);
  expect(await balanceOf(world, 'online', 'a2')).toBe(57);
  await expectQuiet(world);
});

test('a row that is gone takes nothing away, and brings only the difference when it returns', async () => {
  const world = await firstNight({ rules: UNIFIED });
  await night(world, { offline: OFFLINE.replace(/b1.*\n/, '') });
  expect(await balanceOf(world, 'online', 'a1')).toBe(650);
  await expectQuiet(world);
  await night(world, { offline: OFFLINE.replace('50,1', '60,1') });
  expect(await balanceOf(world, 'offline', 'b1')).toBe(660);
  await expectQuiet(world);
});

test('a member that is gone keeps its balance, and returns with the difference', async () => {
  const world = await firstNight({ rules: UNIFIED });
  await spend(world, 'online', 'a2', 150);
  await night(world, { online: ONLINE.replace(/a2.*\n/, '') });
  expect(await balanceOf(world, 'online', 'a2')).toBe(50);
  await night(world, { online: ONLINE.replace(',200', ',230') });
  expect(await balanceOf(world, 'online', 'a2')).toBe(80);
});

test('members that become one add their balances, and spending that reaches the old id later follows', async () => {
  const world = await firstNight({
    rules: UNIFIED,
    online: `${ONLINE}a4,최유진,,,,,,GOLD,5\n`,
  });
  const young = await memberOf(world, 'online', 'a4');
  await spend(world, 'offline', 'b2', 20);
  await spend(world, 'online', 'a4', 1);
  const one = `${ONLINE}a4,최유진,010-7706-1385,,,,,GOLD,5\n`;
  await night(world, { online: one });
  const old = await memberOf(world, 'online', 'a4');
  expect(await memberOf(world, 'offline', 'b2')).toBe(old);
  expect(await balanceOf(world, 'online', 'a4')).toBe(14);
  const ended =
    old === young
      ? await query(world, 'select member_id from members where merged_into is not null')
      : [{ member_id: young }];
  expect(await query(world, `select balance from points where member_id = '${ended[0]?.member_id}'`)).toEqual(
    [{ balance: 0 }],
  );
  await query(world, `update points set balance = balance - 4 where member_id = '${ended[0]?.member_id}'`);
  await night(world);
  expect(await balanceOf(world, 'online', 'a4')).toBe(10);
  await expectQuiet(world);
});

const PARTED = OFFLINE.replace('01031072468', '01099912345');

test('a split moves what belongs to the rows that leave', async () => {
  const world = await firstNight({ rules: UNIFIED });
  await night(world, { offline: PARTED });
  expect([await balanceOf(world, 'online', 'a1'), await balanceOf(world, 'offline', 'b1')]).toEqual([
    100, 550,
  ]);
  await expectQuiet(world);
});

test('a split moves no more than the member still has', async () => {
  const world = await firstNight({ rules: UNIFIED });
  const kim = await memberOf(world, 'online', 'a1');
  await spend(world, 'online', 'a1', 600);
  await night(world, { offline: PARTED });
  const [left, right] = [await memberOf(world, 'online', 'a1'), await memberOf(world, 'offline', 'b1')];
  expect(left).toBe(kim);
  const balances = [await balanceOf(world, 'online', 'a1'), await balanceOf(world, 'offline', 'b1')];
  expect(right).not.toBe(kim);
  expect(balances).toEqual([0, 50]);
  await expectQuiet(world);
});

test('another rate counts for differences alone', async () => {
  const world = await firstNight({ rules: UNIFIED });
  const points = [
    { from: 'points', into: 'points' },
    { from: 'offline.stamps', into: 'points', rate: 10 },
  ];
  world.write('rules.yaml', JSON.stringify({ ...RULES, ...UNIFIED, points }));
  await night(world);
  expect(await balanceOf(world, 'online', 'a1')).toBe(650);
  await night(world, { offline: OFFLINE.replace('50,1', '50,3') });
  expect(await balanceOf(world, 'online', 'a1')).toBe(670);
});

test('nights telescope: a rate with fractions comes to one conversion of the last less the first', async () => {
  const points = [{ from: 'points', into: 'points', rate: 0.3 }];
  const world = await firstNight({ rules: { ...UNIFIED, points } });
  expect(await balanceOf(world, 'online', 'a1')).toBe(45);
  for (const amount of [101, 102, 103, 104, 105])
    await night(world, { online: ONLINE.replace('100\n', `${amount}\n`) });
  expect(await balanceOf(world, 'online', 'a1'), '0.3 of 155 is 46.5').toBe(46);
});

test('the day a bucket goes over neither loses nor gives twice, a source that changes on that day included', async () => {
  const world = await firstNight({ rules: { masters: { points: 'legacy until 2026-07-01' } } });
  await night(world, { online: ONLINE.replace('100\n', '140\n') }, '--as-of', '2026-07-01');
  expect(await balanceOf(world, 'online', 'a1')).toBe(690);
  await spend(world, 'online', 'a1', 90);
  await night(world, { online: ONLINE.replace('100\n', '150\n') }, '--as-of', '2026-07-02');
  expect(await balanceOf(world, 'online', 'a1')).toBe(610);
  await expectQuiet(world, '--as-of', '2026-07-02');
});

test('a row that went while the bucket was legacy brings everything when it returns', async () => {
  const world = await firstNight({ rules: { masters: { points: 'legacy until 2026-07-01' } } });
  await night(world, { offline: OFFLINE.replace(/b1.*\n/, '') }, '--as-of', '2026-07-01');
  expect(await balanceOf(world, 'online', 'a1')).toBe(100);
  await night(world, { offline: OFFLINE }, '--as-of', '2026-07-02');
  expect(await balanceOf(world, 'online', 'a1')).toBe(650);
});

const TAKEN_BACK = ONLINE.replace(',200', ',0');

test('a balance that falls below 0 is kept and reported', async () => {
  const world = await firstNight({ rules: UNIFIED });
  await spend(world, 'online', 'a2', 150);
  const { stdout } = await night(world, { online: TAKEN_BACK });
  expect(await balanceOf(world, 'online', 'a2')).toBe(-150);
  expect(stdout).toContain('Below 0 are 1 balances');
  await expectQuiet(world);
});

test('negative: zero lifts it to 0, which is reported', async () => {
  const points = [
    { from: 'points', into: 'points', negative: 'zero' },
    { from: 'offline.stamps', into: 'points', rate: 500 },
  ];
  const world = await firstNight({ rules: { ...UNIFIED, points } });
  await spend(world, 'online', 'a2', 150);
  const { stdout } = await night(world, { online: TAKEN_BACK });
  expect(await balanceOf(world, 'online', 'a2')).toBe(0);
  expect(stdout).toContain('730 held − 200 moved + 150 raised to 0 = 680 held');
  await expectQuiet(world);
});

test('negative: refuse stops the plan with exit 4', async () => {
  const points = [{ from: 'points', into: 'points', negative: 'refuse' }];
  const world = await firstNight({ rules: { ...UNIFIED, points } });
  await spend(world, 'online', 'a2', 150);
  world.write('online.csv', TAKEN_BACK);
  const refused = await world.run('run', '-q');
  expect(refused.code).toBe(4);
  expect(refused.stderr).toContain('the balance of points falls below 0 for 1 of the members');
});

test('a bonus is given when the member is new, and not again', async () => {
  const points = [...RULES.points, { bonus: 1000, into: 'points' }];
  const world = await firstNight({ rules: { ...UNIFIED, points } });
  await night(world, { online: `${ONLINE}a4,최우식,010-9001-4412,,,,,GOLD,5\n` });
  expect([await balanceOf(world, 'online', 'a2'), await balanceOf(world, 'online', 'a4')]).toEqual([
    1200, 1005,
  ]);
  await expectQuiet(world);
});

test('an unknown name under masters is exit 10 with a suggestion, and so is a word that is no master', async () => {
  const world = await firstNight();
  world.write('rules.yaml', JSON.stringify({ ...RULES, masters: { point: 'unified', phone: 'unifed' } }));
  const { code, stderr } = await world.run('check');
  expect(code).toBe(10);
  expect(stderr).toContain('point is neither a bucket nor a field that survives');
  expect(stderr).toContain('did you mean points?');
  expect(stderr).toContain('did you mean unified?');
});
