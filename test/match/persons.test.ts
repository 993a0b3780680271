import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Engine } from '../../src/engine/engine.js';
import { raw } from '../../src/engine/sql.js';
import { identityOf } from '../../src/match/identity.js';
import { smallEngine } from '../engine/small-engine.js';
import { Dice } from '../read/dice.js';
import { cuts, matched, reviews, settingOf, type TestRow } from './support.js';

let engine: Engine;
beforeAll(async () => {
  engine = await smallEngine();
});
afterAll(() => engine.close());

const kim: TestRow = { name: '김서연', phone: '821023456789', email: 'kim@shop.kr', born: '1990-05-03' };
const offline = (row: TestRow): TestRow => ({ at: 'offline', ...row });

describe('two rows are one person when they agree in', () => {
  test.each<[string, TestRow, string]>([
    ['the CI', { ci: 'c' }, 'ci'],
    ['the card', { card: '1234' }, 'card'],
    ['e-mail and name', { email: 'kim@shop.kr', name: '김서연' }, 'email_name'],
    ['phone and name', { phone: '821023456789', name: '김서연' }, 'phone_name'],
    ['phone and birth date', { phone: '821023456789', born: '1990-05-03' }, 'phone_birth'],
    ['e-mail and birth date', { email: 'kim@shop.kr', born: '1990-05-03' }, 'email_birth'],
    ['everything', { ...kim, ci: 'c', card: '1234' }, 'ci'],
  ])('%s', async (_what, row, how) => {
    expect(await matched(engine, [row, offline(row)])).toBe('0+1');
    expect(await engine.rows(raw('select how from ties join patterns using (pattern)'))).toEqual([
      { how },
      { how },
    ]);
  });
});

describe('two rows are two persons when they agree only in', () => {
  test.each<[string, TestRow]>([
    ['the phone', { phone: '821023456789' }],
    ['the e-mail', { email: 'kim@shop.kr' }],
    ['the name', { name: '김서연' }],
    ['the birth date', { born: '1990-05-03' }],
    ['gender and status', { gender: 'female', status: 'active' }],
    ['nothing that is known', {}],
  ])('%s', async (_what, row) => {
    expect(await matched(engine, [row, offline(row)])).toBe('0 1');
    expect(await reviews(engine)).toEqual([]);
  });

  test('contact data, which families share; a person looks at it', async () => {
    const row = { phone: '821023456789', email: 'kim@shop.kr' };
    expect(await matched(engine, [row, offline(row)])).toBe('0 1');
    expect(await reviews(engine)).toEqual(['0-1 score']);
  });

  test('a phone, with names that differ', async () => {
    expect(
      await matched(engine, [
        kim,
        offline({ ...kim, name: '김서준', email: 'other@shop.kr', born: '1991-01-01' }),
      ]),
    ).toBe('0 1');
  });

  test('a relay number or a masked name, which have no key', async () => {
    const row = { card: '1' };
    expect(
      await matched(engine, [
        { name: '김서연' },
        offline({ name: '김서연', ...row }),
        { phone: '821023456789' },
      ]),
    ).toBe('0 1 2');
  });
});

test('rows of one source may be one person', async () => {
  expect(await matched(engine, [kim, kim, kim])).toBe('0+1+2');
});

test('different CI never link, whatever else agrees', async () => {
  expect(await matched(engine, [{ ...kim, ci: 'a' }, offline({ ...kim, ci: 'b' })])).toBe('0 1');
});

test('a CI that only one side knows forbids nothing', async () => {
  expect(await matched(engine, [{ ...kim, ci: 'a' }, offline(kim)])).toBe('0+1');
});

describe('a withdrawn row', () => {
  const left: TestRow = { ...kim, status: 'withdrawn', ci: 'c' };

  test('never links to a living person, not even by its CI', async () => {
    expect(await matched(engine, [left, offline({ ...kim, ci: 'c', status: 'active' })])).toBe('0 1');
    expect(await matched(engine, [left, offline({ ...kim, ci: 'c' })])).toBe('0 1');
    expect(await matched(engine, [left, offline({ ...kim, ci: 'c', status: 'dormant' })])).toBe('0 1');
  });

  test('may be one person with another withdrawn row', async () => {
    expect(await matched(engine, [left, offline(left)])).toBe('0+1');
  });

  test('links where the config allows it', async () => {
    expect(await matched(engine, [left, offline(kim)], { identity: { vetoes: ['ci'] } })).toBe('0+1');
  });
});

test.each<[veto: 'birth_date' | 'gender', TestRow, TestRow]>([
  ['birth_date', { born: '1990-05-03' }, { born: '1990-05-04' }],
  ['gender', { gender: 'female' }, { gender: 'male' }],
])('another %s forbids a link only where the config says so', async (veto, a, b) => {
  const rows = [{ ...kim, card: '1', ...a }, offline({ ...kim, card: '1', ...b })];
  expect(await matched(engine, rows)).toBe('0+1');
  expect(await matched(engine, rows, { identity: { vetoes: ['ci', veto] } })).toBe('0 1');
});

describe('a veto holds for the whole cluster', () => {
  test('a chain never joins two CI; the stronger edge of the middle stays', async () => {
    const rows: TestRow[] = [
      { ci: 'a', card: '1' },
      { card: '1', email: 'kim@shop.kr', name: '김서연' },
      { ci: 'b', email: 'kim@shop.kr', name: '김서연' },
    ];
    expect(await matched(engine, rows)).toBe('0+1 2');
    expect(await cuts(engine)).toEqual(['1-2']);
    expect(await reviews(engine)).toEqual([]);
  });

  test('a chain of four never joins its ends', async () => {
    const rows: TestRow[] = [
      { ci: 'a', card: '1' },
      { card: '1', phone: '821023456789', name: '김서연' },
      { phone: '821023456789', name: '김서연', email: 'kim@shop.kr' },
      { ci: 'b', email: 'kim@shop.kr', name: '김서연' },
    ];
    expect(await matched(engine, rows)).toBe('0+1 2+3');
    expect(await cuts(engine)).toEqual(['1-2']);
  });

  test('a withdrawn row is reached by no detour', async () => {
    const gone: TestRow = { status: 'withdrawn', card: '2', email: 'kim@shop.kr', name: '김서연' };
    expect(await matched(engine, [kim, { ...kim, card: '2' }, gone])).toBe('0+1 2');
  });
});

describe('a row that fits two persons equally', () => {
  const a: TestRow = { ...kim, ci: 'a' };
  const b: TestRow = { ...kim, ci: 'b' };

  test('stays apart, with both candidates reported', async () => {
    expect(await matched(engine, [a, b, offline(kim)])).toBe('0 1 2');
    expect(await reviews(engine)).toEqual(['0-2 ambiguous 2', '1-2 ambiguous 2']);
  });

  test('goes to the one it fits better', async () => {
    expect(await matched(engine, [{ ...a, card: '1' }, b, offline({ ...kim, card: '1' })])).toBe('0+2 1');
    expect(await reviews(engine)).toEqual([]);
  });
});

describe('one row of a source for a person', () => {
  const setting = { online: { one_row_per_person: true } };

  test('two rows of that source are two persons', async () => {
    expect(await matched(engine, [kim, kim], setting)).toBe('0 1');
    expect(await matched(engine, [offline(kim), offline(kim)], setting)).toBe('0+1');
  });

  test('two rows of that source are not joined by a row of another', async () => {
    expect(await matched(engine, [{ ...kim, card: '1' }, kim, offline({ ...kim, card: '1' })], setting)).toBe(
      '0+2 1',
    );
    expect(await matched(engine, [kim, kim, offline(kim)], setting)).toBe('0 1 2');
    expect(await reviews(engine)).toEqual(['0-2 ambiguous 2', '1-2 ambiguous 2']);
  });
});

describe('a value on more rows than the config allows', () => {
  const setting = { identity: { max_rows_per_value: 3 } };
  const many = (row: TestRow, count: number) => Array.from({ length: count }, () => row);

  test("is nobody's: rows that agree in it are not one person by it", async () => {
    expect(await matched(engine, many({ card: '1' }, 4), setting)).toBe('0 1 2 3');
    expect(await matched(engine, many({ phone: '8225551234', name: '김서연' }, 4), setting)).toBe('0 1 2 3');
    expect(await engine.rows(raw('select key, value, rows from crowded'))).toEqual([
      { key: 'phone', value: '8225551234', rows: 4n },
    ]);
  });

  test('still counts at the limit itself', async () => {
    expect(await matched(engine, many({ card: '1' }, 3), setting)).toBe('0+1+2');
    expect(await engine.rows(raw('from crowded'))).toEqual([]);
  });

  test('does not take other evidence along', async () => {
    expect(
      await matched(
        engine,
        many({ card: '1', email: 'a@b.kr', name: 'a' }, 3).concat({ card: '1' }),
        setting,
      ),
    ).toBe('0+1+2 3');
  });

  test('does not count rows that are kept apart', async () => {
    expect(
      await matched(engine, [...many({ card: '1' }, 2), ...many({ card: '1', apart: true }, 2)], setting),
    ).toBe('0+1 2 3');
  });
});

test('one CI with another name and another birth date is for a person to decide', async () => {
  const child: TestRow = { ...kim, ci: 'c', name: '김하나', born: '2015-01-01' };
  expect(await matched(engine, [{ ...kim, ci: 'c' }, offline(child)])).toBe('0 1');
  expect(await reviews(engine)).toEqual(['0-1 same_ci_other_person']);
});

test.each<[string, TestRow]>([
  ['name', { name: '김하나' }],
  ['birth date', { born: '2015-01-01' }],
])('one CI with another %s only is one person', async (_what, other) => {
  expect(await matched(engine, [{ ...kim, ci: 'c' }, offline({ ...kim, ci: 'c', ...other })])).toBe('0+1');
});

test('a guardian and a child stay apart when a third row of the CI lies between', async () => {
  const rows: TestRow[] = [
    { ci: 'c', name: '김서연', born: '1990-05-03' },
    { ci: 'c', name: '김하나', born: '2015-01-01' },
    { ci: 'c' },
  ];
  await matched(engine, rows);
  expect(await reviews(engine)).toContain('0-1 same_ci_other_person');
  expect(
    await engine.one(raw('select count(distinct person_id) as n from person_rows where row_id < 2')),
  ).toEqual({ n: 2n });
});

test('a row that is kept apart is a person of its own', async () => {
  expect(await matched(engine, [kim, { ...kim, apart: true }, offline(kim)])).toBe('0+2 1');
});

test('no rows are no persons', async () => {
  expect(await matched(engine, [])).toBe('');
});

test('only rules whose fields the sources have are used', () => {
  const rules = (fields: string) =>
    identityOf(settingOf({ online: { columns: columns(fields) }, offline: { columns: columns(fields) } }))
      .exact;
  expect(rules('name phone email').map((rule) => rule.name)).toEqual(['email_name', 'phone_name']);
  expect(rules('')).toEqual([]);
});

function columns(fields: string): Readonly<Record<string, string>> {
  return Object.fromEntries(['member_id', ...fields.split(' ').filter(Boolean)].map((f) => [f, f]));
}

test('in random worlds every row has one person, no person breaks a veto, and rows without evidence stay alone', async () => {
  const seed = 7_331;
  const dice = new Dice(seed);
  for (let world = 0; world < 25; world++) {
    const some = (values: readonly string[]) => (dice.chance(2) ? undefined : dice.pick(values));
    const rows = dice.times(40, (): TestRow => {
      const row = {
        ci: some(['a', 'b', 'c']),
        card: some(['1', '2', '3', '4']),
        email: some(['x', 'y']),
        phone: some(['p', 'q', 'r']),
        name: some(['m', 'n']),
        born: some(['1990-01-01', '1991-01-01']),
        status: dice.chance(6) ? 'withdrawn' : undefined,
      };
      return {
        ...(Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined)) as TestRow),
        at: dice.pick(['online', 'offline'] as const),
      };
    });
    await matched(engine, rows, {
      online: { one_row_per_person: true },
      identity: { max_rows_per_value: 50 },
    });
    const broken = await engine.one(
      raw(`select
        (select count(*) from rows) - (select count(*) from person_rows join rows using (row_id)) as lost,
        (select count(*) - count(distinct row_id) from person_rows) as twice,
        (select count(*) from (select person_id from person_rows join rows using (row_id) group by person_id having count(distinct ci) > 1)) as ci,
        (select count(*) from (select person_id from person_rows join rows using (row_id) group by person_id having count(distinct status is not distinct from 'withdrawn') > 1)) as withdrawn,
        (select count(*) from (select person_id from person_rows join rows using (row_id) where source_no = 0 group by person_id having count(*) > 1)) as online,
        (select count(*) from (select person_id from person_rows group by person_id having min(row_id) <> person_id)) as unnamed,
        (select count(*) from review join person_rows a on a.row_id = l join person_rows b on b.row_id = r where a.person_id = b.person_id) as decided,
        (select count(*) from pairs anti join cut using (l, r) anti join review using (l, r)
          join person_rows a on a.row_id = l join person_rows b on b.row_id = r where a.person_id <> b.person_id) as untold`),
    );
    expect(broken, `seed ${seed}, world ${world}`).toEqual({
      lost: 0n,
      twice: 0n,
      ci: 0n,
      withdrawn: 0n,
      online: 0n,
      unnamed: 0n,
      decided: 0n,
      untold: 0n,
    });
  }
});
