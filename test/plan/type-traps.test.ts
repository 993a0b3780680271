import { expect, test } from 'vitest';
import { makeWorld, records, type World } from '../cli/program.js';

const HEADER = 'id,name,phone,born,sex,ci,state,grade,points\n';

test.each([
  ['1,234', '"1,234"', '1234'],
  ['full-width digits', '１２３', undefined],
  ['an exponent', '1E5', undefined],
  ['a large odd integer', '9007199254740993', '9007199254740993'],
  ['NULL', 'NULL', undefined],
  ['N/A', 'N/A', undefined],
  ['a dash', '-', undefined],
  ['wrong groups', '"1,23,400"', undefined],
  ['a half', '12.5', '12'],
  ['a negative balance', '-300', '-300'],
  ['a hexadecimal', '0x10', undefined],
  ['infinity', 'Infinity', undefined],
  ['not a number', 'NaN', undefined],
  ['a currency', '1,000원', undefined],
])('points written as %s (%s) are %s', async (_what, text, balance) => {
  const world = await planned(`a1,김민수,,,M,,,GOLD,${text === '1,000원' ? '"1,000원"' : text}\n`);
  expect(records(world.read('plan/points.csv')).map((points) => points.balance)).toEqual(
    balance === undefined ? [] : [balance],
  );
});

test.each([
  ['1E5', true],
  ['NULL', false],
  ['-', false],
  ['N/A', false],
  ['１２３', true],
])('points of %s are listed as emptied: %s', async (text, listed) => {
  const world = await planned(`a1,김민수,,,M,,,GOLD,${text}\n`);
  const emptied = records(world.read('plan/emptied.csv'));
  expect(emptied.map(({ field, value }) => `${field} ${value}`)).toEqual(listed ? [`points ${text}`] : []);
});

test.each([
  '00123',
  '0',
  '1E5',
  '1,234',
  '9007199254740993',
  '12345678901234567890123',
  'TRUE',
  '2024-01-01',
  'Ａ１',
])('a member id of %s stays the text it is', async (id) => {
  const world = await planned(`"${id}",김민수,,,M,,,GOLD,1\n`);
  expect(world.read('plan/links.csv')).toContain(id.includes(',') ? `online,"${id}",` : `online,${id},`);
  await world.run('apply', 'plan');
  expect((await world.run('run', '--detailed-exitcode')).code).toBe(0);
});

test.each([
  ['1989-02-29', ''],
  ['1988-02-29', '1988-02-29'],
  ['0000-00-00', ''],
  ['9999-12-31', ''],
  ['2026-07-01', ''],
  ['1900-01-01', ''],
  ['1989-13-01', ''],
  ['NULL', ''],
])('a birth date of %s becomes "%s"', async (text, day) => {
  const world = await planned(`a1,김민수,,${text},M,,,GOLD,1\n`);
  expect(records(world.read('plan/members.csv')).map((member) => member.birth_date)).toEqual([day]);
});

test('a label is compared as it is written: no case, no width, no blanks are guessed', async () => {
  const world = makeWorld({ online: `${HEADER}a1,김민수,,,M,,,gold,1\n` });
  const outcome = await world.run('plan', '-q');
  expect(outcome.code).toBe(10);
  expect(outcome.stderr).toContain('the grade "gold" of online');
});

test('balances too large for 64 bits are no wrong number', async () => {
  const world = makeWorld({ online: `${HEADER}a1,김민수,,,M,,,GOLD,9999999999999999\n` });
  const outcome = await world.run('plan', '-o', 'plan', '-q');
  expect(outcome.code).toBe(0);
  expect(records(world.read('plan/points.csv')).some(({ balance }) => balance === '9999999999999999')).toBe(
    true,
  );
});

async function planned(line: string): Promise<World> {
  const world = makeWorld({ online: HEADER + line, offline: 'code,customer,tel,level,balance,stamps\n' });
  const outcome = await world.run('plan', '-o', 'plan', '-q');
  expect(outcome.stderr).toBe('');
  expect(outcome.code).toBe(0);
  return world;
}
