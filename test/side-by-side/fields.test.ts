import { expect, test } from 'vitest';
import { makeWorld, OFFLINE_COLUMNS, ONLINE, SOURCES, type World } from '../cli/program.js';
import { query } from '../plan/invariants.js';
import { expectQuiet, firstNight, memberOf, night } from './nights.js';

const MASTERS = { masters: { phone: 'unified' } };

async function edit(world: World, source: string, id: string, assignment: string): Promise<string> {
  const member = await memberOf(world, source, id);
  await query(world, `update members set ${assignment} where member_id = '${member}'`);
  return member;
}

async function member(world: World, id: string) {
  const [row] = await query(world, `select * from members where member_id = '${id}'`);
  return row;
}

test('a field of the unified system keeps what was edited there, whatever the exports say', async () => {
  const world = await firstNight({ rules: MASTERS });
  const lee = await edit(world, 'online', 'a2', `phone = '+821011112222'`);
  await night(world, { online: ONLINE.replace('SILVER', 'GOLD') });
  expect(await member(world, lee)).toMatchObject({ phone: '+821011112222', grade: 'GOLD' });
  expect(await query(world, `select field from changes where field = 'phone'`)).toEqual([]);
  await expectQuiet(world);
});

test('a new member gets the value of the exports, also of a field of the unified system', async () => {
  const world = await firstNight({ rules: MASTERS });
  await night(world, { online: `${ONLINE}a4,최우식,010-9001-4412,,,,,GOLD,5\n` });
  expect(await member(world, await memberOf(world, 'online', 'a4'))).toMatchObject({
    phone: '+821090014412',
  });
});

test('a field of the legacy systems is overwritten by the next plan, which saw the edit', async () => {
  const world = await firstNight();
  const lee = await edit(world, 'online', 'a2', `phone = '+821011112222'`);
  await night(world);
  expect(await member(world, lee)).toMatchObject({ phone: '+821082143579' });
  expect(await query(world, 'select member_id, field, before, after from changes')).toEqual([
    { member_id: lee, field: 'phone', before: '+821011112222', after: '+821082143579' },
  ]);
});

test('legacy until a day: through that day the exports say it, from the next on the target', async () => {
  const world = await firstNight({ rules: { masters: { phone: 'legacy until 2026-07-01' } } });
  const lee = await edit(world, 'online', 'a2', `phone = '+821011112222'`);
  await night(world, {}, '--as-of', '2026-07-01');
  expect(await member(world, lee)).toMatchObject({ phone: '+821082143579' });
  await edit(world, 'online', 'a2', `phone = '+821011112222'`);
  await night(world, {}, '--as-of', '2026-07-02');
  expect(await member(world, lee)).toMatchObject({ phone: '+821011112222' });
});

test('an edit between plan and apply of a field of the legacy systems is exit 5 and names the member', async () => {
  const world = await firstNight();
  world.write('online.csv', ONLINE.replace('SILVER', 'GOLD'));
  await world.run('plan', '-q', '-o', 'waiting');
  const lee = await edit(world, 'online', 'a2', `phone = '+821011112222'`);
  const stale = await world.run('apply', 'waiting');
  expect(stale.code).toBe(5);
  expect(stale.stderr).toContain(`members changed outside of tier-merge since the plan was made: 1: ${lee}`);
  expect(await member(world, lee)).toMatchObject({ phone: '+821011112222', grade: 'SILVER' });
});

test('an edit between plan and apply of a field of the unified system does not conflict and stays', async () => {
  const world = await firstNight({ rules: MASTERS });
  world.write('online.csv', ONLINE.replace('SILVER', 'GOLD'));
  await world.run('plan', '-q', '-o', 'waiting');
  const lee = await edit(world, 'online', 'a2', `phone = '+821011112222'`);
  expect((await world.run('apply', 'waiting')).code).toBe(0);
  expect(await member(world, lee)).toMatchObject({ phone: '+821011112222', grade: 'GOLD' });
});

test('an edit of a member that the plan does not write stands in nobody’s way', async () => {
  const world = await firstNight();
  world.write('online.csv', ONLINE.replace('SILVER', 'GOLD'));
  await world.run('plan', '-q', '-o', 'waiting');
  await edit(world, 'online', 'a3', `phone = '+821011112222'`);
  expect((await world.run('apply', 'waiting')).code).toBe(0);
});

test('a balance that was edited between plan and apply is exit 5 while its bucket is legacy', async () => {
  const world = await firstNight();
  world.write('online.csv', ONLINE.replace(',200', ',250'));
  await world.run('plan', '-q', '-o', 'waiting');
  const lee = await memberOf(world, 'online', 'a2');
  await query(world, `update points set balance = 190 where member_id = '${lee}'`);
  const stale = await world.run('apply', 'waiting');
  expect(stale.code).toBe(5);
  expect(stale.stderr).toContain(`changed outside of tier-merge since the plan was made: 1: ${lee}`);
});

const ASKING = {
  ...SOURCES,
  offline: { files: 'offline.csv', columns: { ...OFFLINE_COLUMNS, consent_sms: 'sms' } },
};
const OFFLINE = `code,customer,tel,level,balance,stamps,sms
b1,김민수,01031072468,top,50,1,Y
b2,최유진,010-7706-1385,basic,30,0,
`;
const CONSENT = {
  config: { sources: ASKING },
  offline: OFFLINE,
  rules: { masters: { consent_sms: 'unified' } },
};

test('a consent that was given in the unified system alone is kept', async () => {
  const world = await firstNight(CONSENT);
  const choi = await edit(world, 'offline', 'b2', 'consent_sms = 1');
  await night(world);
  expect(await member(world, choi)).toMatchObject({ consent_sms: 1 });
});

test('a refusal in a source takes back a consent of the unified system, and is a change', async () => {
  const world = await firstNight(CONSENT);
  const kim = await memberOf(world, 'offline', 'b1');
  await night(world, { offline: OFFLINE.replace(',Y', ',N') });
  expect(await member(world, kim)).toMatchObject({ consent_sms: 0 });
  expect(await query(world, 'select field, before, after from changes')).toEqual([
    { field: 'consent_sms', before: 'true', after: 'false' },
  ]);
  await night(world, { offline: OFFLINE });
  expect(await member(world, kim), 'a yes in a source no longer gives it').toMatchObject({ consent_sms: 0 });
  await expectQuiet(world);
});

test.each([
  [
    'en',
    'Phone number: after 31 January 2027 what the unified programme has counts, once a member is there.',
  ],
  ['ko', '전화번호: 2027년 1월 31일 이후에는 통합 회원이 되고 나면 통합 프로그램의 값을 따릅니다.'],
])('rules explain says who is master, in %s', async (lang, sentence) => {
  const world = makeWorld({ rules: { masters: { points: 'unified', phone: 'legacy until 2027-01-31' } } });
  const { stdout } = await world.type(
    'rules',
    'explain',
    'rules.yaml',
    '-c',
    'tier-merge.yaml',
    '--lang',
    lang,
  );
  expect(stdout).toContain(sentence);
});
