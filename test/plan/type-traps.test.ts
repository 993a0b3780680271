import { beforeAll, describe, expect, test } from 'vitest';
import { makeWorld, records, type World } from '../cli/program.js';

const HEADER = 'id,name,phone,born,sex,ci,state,grade,points\n';

const AMOUNTS = [
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
  ['a currency', '"1,000원"', '1000'],
  ['a currency that is not ours', '"1,000¥"', undefined],
] as const;

describe('points', () => {
  const idOf = (text: string) => `p${AMOUNTS.findIndex(([, written]) => written === text)}`;
  let world: World;

  beforeAll(async () => {
    world = await planned(AMOUNTS.map(([, text]) => `${idOf(text)},김민수,,,M,,,GOLD,${text}`));
  });

  test.each(AMOUNTS)('written as %s (%s) are %s', (_what, text, balance) => {
    const points = records(world.read('plan/points.csv'));
    const member = memberOf(world, idOf(text));
    expect(points.filter((row) => row.member_id === member).map((row) => row.balance)).toEqual(
      balance === undefined ? [] : [balance],
    );
  });

  test.each([
    ['1E5', true],
    ['NULL', false],
    ['-', false],
    ['N/A', false],
    ['１２３', true],
  ])('of %s are listed as emptied: %s', (text, listed) => {
    const emptied = records(world.read('plan/emptied.csv')).filter(
      (row) => row.source_member_id === idOf(text),
    );
    expect(emptied.map(({ field, value }) => `${field} ${value}`)).toEqual(listed ? [`points ${text}`] : []);
  });
});

const IDS = [
  '00123',
  '0',
  '1E5',
  '1,234',
  '9007199254740993',
  '12345678901234567890123',
  'TRUE',
  '2024-01-01',
  'Ａ１',
];

describe('a member id', () => {
  let world: World;

  beforeAll(async () => {
    world = await planned(IDS.map((id) => `"${id}",김민수,,,M,,,GOLD,1`));
  });

  test.each(IDS)('of %s stays the text it is', (id) => {
    expect(world.read('plan/links.csv')).toContain(
      id.includes(',') ? `\nonline,"${id}",` : `\nonline,${id},`,
    );
  });

  test('is the same text the next night: nothing changes', async () => {
    expect((await world.run('apply', 'plan')).code).toBe(0);
    expect((await world.run('run', '--detailed-exitcode')).code).toBe(0);
  });
});

const DAYS = [
  ['1989-02-29', ''],
  ['1988-02-29', '1988-02-29'],
  ['0000-00-00', ''],
  ['9999-12-31', ''],
  ['2026-07-01', ''],
  ['1900-01-01', ''],
  ['1989-13-01', ''],
  ['NULL', ''],
] as const;

describe('a birth date', () => {
  let world: World;

  beforeAll(async () => {
    world = await planned(DAYS.map(([text], at) => `d${at},김민수,,${text},M,,,GOLD,1`));
  });

  test.each(DAYS.map(([text, day], at) => [text, day, `d${at}`]))('of %s becomes "%s"', (_text, day, id) => {
    const member = memberOf(world, id ?? '');
    const rows = records(world.read('plan/members.csv')).filter((row) => row.member_id === member);
    expect(rows.map((row) => row.birth_date)).toEqual([day]);
  });
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

/** One plan of all these rows of the mall. */
async function planned(lines: readonly string[]): Promise<World> {
  const online = `${HEADER}${lines.join('\n')}\n`;
  const world = makeWorld({ online, offline: 'code,customer,tel,level,balance,stamps\n' });
  const outcome = await world.run('plan', '-o', 'plan', '-q');
  expect(outcome.stderr).toBe('');
  expect(outcome.code).toBe(0);
  return world;
}

function memberOf(world: World, id: string): string | undefined {
  return records(world.read('plan/links.csv')).find((link) => link.source_member_id === id)?.member_id;
}
