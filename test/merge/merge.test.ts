import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Engine } from '../../src/engine/engine.js';
import { mergePersons } from '../../src/merge/merge.js';
import { rulesFrom, SOURCES } from '../rules/support.js';
import { fill, smallEngine, type TestRow, table } from './support.js';

let engine: Engine;
beforeAll(async () => {
  engine = await smallEngine();
});
afterAll(() => engine.close());

const HEAD = `version: 1
name: t
grades: [SILVER, GOLD, VIP]
map:
  online: { S: SILVER, G: GOLD, V: VIP }
  offline: { S: SILVER, G: GOLD, V: VIP }
measures: { spend: sum(spend), score: max(online.feedback), last: latest(spend), fewest: min(orders) }
bands: { spend: { GOLD: 100, VIP: 200.5 } }
`;
const BEST = 'decide: [{ name: best, grade: highest(map, band(spend)) }]\n';

interface Case {
  readonly rules: string;
  readonly rows: readonly TestRow[];
  readonly previous?: Readonly<Record<number, string>>;
}

async function merged(columns: string, { rules, rows, previous }: Case): Promise<readonly string[]> {
  await fill(engine, rows, previous);
  const loaded = await rulesFrom(engine, `${HEAD}${rules}\n`);
  await mergePersons(engine, { rules: loaded, sources: SOURCES, asOf: '2026-01-01' });
  return table(engine, columns, 'merged');
}

async function points(rules: string, rows: readonly TestRow[]): Promise<readonly string[]> {
  await merged('person_id', { rules: `${BEST}points: [${rules}]`, rows });
  return table(engine, 'person_id, bucket, balance, expires_at', 'merged_points');
}

const online = (row: Partial<TestRow> = {}): TestRow => ({ person: 1, source: 'online', ...row });
const offline = (row: Partial<TestRow> = {}): TestRow => ({ person: 1, source: 'offline', ...row });

test('every column of merged', async () => {
  const rows = [
    online({
      grade: 'S',
      spend: '50',
      name: 'Kim',
      status: 'dormant',
      recency: '2020-01-01',
      sms: true,
      email: true,
    }),
    offline({
      grade: 'G',
      spend: '50',
      name: 'Kim Y',
      store: 'Busan',
      joined: '2019-01-01',
      recency: '2021-01-01',
      sms: true,
    }),
    online({ person: 2, status: 'withdrawn' }),
  ];
  await merged('*', { rules: BEST, rows, previous: { 1: 'VIP' } });
  expect(
    (await engine.rows({ sql: 'describe merged' })).map((c) => `${c.column_name} ${c.column_type}`),
  ).toEqual([
    'person_id BIGINT',
    'grade VARCHAR',
    'grade_rank INTEGER',
    'previous_grade VARCHAR',
    'rule VARCHAR',
    'adjusted_by VARCHAR',
    'best_source VARCHAR',
    'map_online VARCHAR',
    'map_offline VARCHAR',
    'status VARCHAR',
    'rows_count INTEGER',
    'presence INTEGER',
    'name VARCHAR',
    'phone VARCHAR',
    'email VARCHAR',
    'joined_at TIMESTAMP',
    'store VARCHAR',
    'consent_sms BOOLEAN',
    'consent_email BOOLEAN',
  ]);
  expect(await table(engine, '*', 'merged')).toEqual([
    '1 | GOLD | 2 | VIP | best | - | GOLD | SILVER | GOLD | active | 2 | 3 | Kim Y | - | - | 2019-01-01 00:00:00 | Busan | true | true',
    '2 | - | - | - | no rule applied | - | - | - | - | withdrawn | 1 | 1 | - | - | - | - | - | false | false',
  ]);
});

describe('the grade', () => {
  const grade = (expression: string, rows: readonly TestRow[]) =>
    merged('person_id, grade, rule', { rules: `decide: [{ name: r, grade: "${expression}" }]`, rows });
  const three = [
    online({ grade: 'S', recency: '2021-01-01', spend: '10' }),
    online({ grade: 'V', recency: '2020-01-01', spend: '20' }),
    offline({ grade: 'G', spend: '70' }),
    online({ person: 2, spend: '99.99' }),
    online({ person: 3, spend: '200.5' }),
  ];

  test.each([
    ['highest(map)', ['1 | VIP | r', '2 | - | no rule applied', '3 | - | no rule applied']],
    ['lowest(map)', ['1 | SILVER | r', '2 | - | no rule applied', '3 | - | no rule applied']],
    ['highest(map(offline), none)', ['1 | GOLD | r', '2 | - | r', '3 | - | r']],
    ['lowest(map(offline), band(spend))', ['1 | GOLD | r', '2 | - | no rule applied', '3 | VIP | r']],
    ['latest(map)', ['1 | SILVER | r', '2 | - | no rule applied', '3 | - | no rule applied']],
    ['prefer(offline, online)', ['1 | GOLD | r', '2 | - | no rule applied', '3 | - | no rule applied']],
    ['prefer(online, offline)', ['1 | VIP | r', '2 | - | no rule applied', '3 | - | no rule applied']],
    ['band(spend)', ['1 | GOLD | r', '2 | - | no rule applied', '3 | VIP | r']],
    ["highest(band(spend), 'SILVER')", ['1 | GOLD | r', '2 | SILVER | r', '3 | VIP | r']],
    ['GOLD', ['1 | GOLD | r', '2 | GOLD | r', '3 | GOLD | r']],
    ['none', ['1 | - | r', '2 | - | r', '3 | - | r']],
  ])('%s', async (expression, expected) => {
    expect(await grade(expression, three)).toEqual(expected);
  });
});

describe('a condition about a person', () => {
  const people = [
    online({ grade: 'S', status: 'withdrawn', spend: '300', feedback: '4', recency: '2020-01-01' }),
    offline({ grade: 'G', spend: '5', orders: '2', recency: '2021-01-01' }),
    online({ person: 2, grade: 'V', status: 'withdrawn', feedback: 'none' }),
    offline({ person: 3 }),
  ];

  test.each([
    ["every(status = 'withdrawn')", [2]],
    ["any(status = 'withdrawn')", [1, 2]],
    ["not any(status = 'withdrawn')", [3]],
    ["not every(status = 'withdrawn')", [1, 3]],
    ["every(not (status = 'withdrawn'))", [3]],
    ["online.status = 'withdrawn'", [1, 2]],
    ["not (online.status = 'withdrawn')", [3]],
    ["online.status <> 'withdrawn'", []],
    ['online.spend is null', [2]],
    ['offline.spend < 10 and online.spend > 10', [1]],
    ["previous = 'GOLD'", [2]],
    ["previous < 'VIP'", [2]],
    ["not (previous < 'VIP')", [1, 3]],
    ['previous is null', [1, 3]],
    ['best_source > previous', [2]],
    ["best_source in ('VIP', 'SILVER')", [2]],
    ["best_source between 'SILVER' and 'GOLD'", [1]],
    ['sources = 2', [1]],
    ['spend = 305 and last = 5 and fewest = 2', [1]],
    ['score >= 4', [1]],
    ['score is null', [2, 3]],
    ['coalesce(spend, 0) = 0', [2, 3]],
    ["any(grade = 'V' or orders between 1 and 2)", [1, 2]],
  ])('%s', async (when, persons) => {
    const rules = `decide: [{ name: yes, when: "${when}", grade: GOLD }, { name: no, grade: none }]`;
    const lines = await merged('person_id, rule', { rules, rows: people, previous: { 2: 'GOLD' } });
    expect(lines.filter((line) => line.endsWith('yes')).map((line) => Number(line[0]))).toEqual(persons);
  });
});

describe('adjustments', () => {
  const rows = [
    online({ grade: 'S' }),
    online({ person: 2, grade: 'V' }),
    online({ person: 3, grade: 'S', status: 'withdrawn' }),
    online({ person: 4 }),
    online({ person: 5, grade: 'S' }),
  ];
  const decide = `decide:
  - { name: left, when: every(status = 'withdrawn'), grade: none }
  - { name: low, when: every(grade = 'V'), grade: SILVER }
  - { name: best, grade: highest(map) }
`;
  const previous = { 1: 'GOLD', 2: 'GOLD', 3: 'GOLD', 4: 'GOLD', 5: 'gone' };

  test('never below the previous grade, but who left has left', async () => {
    const rules = `${decide}adjust: [{ name: no loss, never_below: previous }]`;
    expect(await merged('person_id, grade, rule, adjusted_by', { rules, rows, previous })).toEqual([
      '1 | GOLD | best | no loss',
      '2 | GOLD | low | no loss',
      '3 | - | left | -',
      '4 | GOLD | no rule applied | no loss',
      '5 | SILVER | best | -',
    ]);
  });

  test('the last adjustment that changed the grade is named', async () => {
    const rules = `${decide}adjust:
  - { name: no loss, never_below: previous }
  - { name: best source, never_below: best_source }
`;
    expect(await merged('person_id, grade, adjusted_by', { rules, rows, previous })).toEqual([
      '1 | GOLD | no loss',
      '2 | VIP | best source',
      '3 | - | -',
      '4 | GOLD | no loss',
      '5 | SILVER | -',
    ]);
  });
});

test('a person is active when a row is active or says nothing', async () => {
  const rows = [
    online({ status: 'withdrawn' }),
    offline(),
    online({ person: 2, status: 'withdrawn' }),
    online({ person: 2, status: 'dormant' }),
    online({ person: 3, status: 'withdrawn' }),
  ];
  expect(await merged('person_id, status', { rules: BEST, rows })).toEqual([
    '1 | active',
    '2 | dormant',
    '3 | withdrawn',
  ]);
});

describe('points', () => {
  test('50 online and 100 offline are 150', async () => {
    expect(
      await points('{ from: points, into: points }', [online({ points: '50' }), offline({ points: '100' })]),
    ).toEqual(['1 | points | 150 | -']);
  });

  test('a line of one source has its own rate, and an empty bucket is left out', async () => {
    const lines =
      '{ from: points, into: points }, { from: offline.stamps, into: points, rate: 500 }, { from: online.orders, into: visits }';
    const rows = [
      online({ points: '7' }),
      offline({ stamps: '3', orders: '9' }),
      online({ person: 2, points: '5' }),
      offline({ person: 2, points: '-5' }),
    ];
    expect(await points(lines, rows)).toEqual(['1 | points | 1507 | -']);
  });

  test.each([
    ['floor', ['2', '-3', '3', '-4', '2', '-3', '0', '9007199254740993']],
    ['half_up', ['3', '-3', '4', '-4', '2', '-2', '1', '9007199254740993']],
    ['half_even', ['2', '-2', '4', '-4', '2', '-2', '1', '9007199254740993']],
  ])('a bucket is rounded once: %s', async (rounding, balances) => {
    const amounts = ['2.5', '-2.5', '3.5', '-3.5', '2.49', '-2.49', '0.99', '9007199254740993'];
    const rows = amounts.map((amount, person) => online({ person, points: amount }));
    const expected = balances.flatMap((balance, person) =>
      balance === '0' ? [] : [`${person} | p | ${balance} | -`],
    );
    expect(await points(`{ from: points, into: p, rounding: ${rounding} }`, rows)).toEqual(expected);
  });

  test('halves of two lines make a whole before they are rounded', async () => {
    const lines = '{ from: points, into: p, rate: 0.5 }, { from: stamps, into: p, rate: 0.25 }';
    expect(await points(lines, [online({ points: '3' }), offline({ stamps: '2' })])).toEqual([
      '1 | p | 2 | -',
    ]);
  });

  test.each([
    ['0.000001', '9007199254740993.99', '9007199254'],
    ['1000', '9007199254740.99', '9007199254740990'],
    ['0.7', '1000000000000003', '700000000000002'],
    ['3', '90000000000000.01', '270000000000000'],
  ])('a rate is exact: %s of %s', async (rate, amount, balance) => {
    expect(await points(`{ from: points, into: p, rate: ${rate} }`, [online({ points: amount })])).toEqual([
      `1 | p | ${balance} | -`,
    ]);
  });
});

describe('a field that survives', () => {
  const rows = [
    online({ name: 'Kim', recency: '2020-01-01', joined: '2015-01-01' }),
    offline({ name: 'Kim Yuna', recency: '2021-01-01', joined: '2014-01-01' }),
    online({ person: 2, recency: '2022-01-01' }),
    offline({ person: 2, name: 'Lee', recency: '2020-01-01' }),
    online({ person: 3, name: 'B', recency: '2020-01-01', joined: '2012-01-01' }),
    online({ person: 3, name: 'A', recency: '2020-01-01', joined: '2013-01-01' }),
    online({ person: 3, name: 'A' }),
    offline({ person: 3, name: 'Choi', recency: '2021-01-01' }),
    offline({ person: 3, recency: '2024-01-01' }),
    online({ person: 4, name: 'X' }),
    offline({ person: 4, name: 'Y' }),
  ];

  test.each([
    ['[latest]', ['1 | Kim Yuna', '2 | Lee', '3 | Choi', '4 | X']],
    ['[prefer online, latest]', ['1 | Kim', '2 | Lee', '3 | B', '4 | X']],
    ['[prefer offline]', ['1 | Kim Yuna', '2 | Lee', '3 | Choi', '4 | Y']],
    ['earliest', ['1 | Kim', '2 | Lee', '3 | B', '4 | X']],
    ['minimum', ['1 | Kim', '2 | Lee', '3 | A', '4 | X']],
    ['maximum', ['1 | Kim Yuna', '2 | Lee', '3 | Choi', '4 | Y']],
    ['longest', ['1 | Kim Yuna', '2 | Lee', '3 | Choi', '4 | X']],
    ['[most_frequent, latest]', ['1 | Kim Yuna', '2 | Lee', '3 | A', '4 | X']],
  ])('name: %s', async (policy, expected) => {
    expect(await merged('person_id, name', { rules: `${BEST}fields: { name: ${policy} }`, rows })).toEqual(
      expected,
    );
  });

  test('joined_at is the earliest date', async () => {
    expect(await merged('person_id, joined_at::date', { rules: BEST, rows })).toEqual([
      '1 | 2014-01-01',
      '2 | -',
      '3 | 2012-01-01',
      '4 | -',
    ]);
  });
});

test('a consent survives only when every row that was asked says yes', async () => {
  const rows = [
    online({ sms: true, email: true }),
    offline({ sms: true }),
    online({ person: 2, sms: true }),
    offline({ person: 2, sms: false }),
    online({ person: 3, sms: true, email: true }),
    offline({ person: 3 }),
    offline({ person: 4, sms: true, email: true }),
    online({ person: 5, sms: true, email: true }),
    online({ person: 5, sms: true, email: false }),
    online({ person: 5, sms: true, email: true }),
  ];
  expect(await merged('person_id, consent_sms, consent_email', { rules: BEST, rows })).toEqual([
    '1 | true | true',
    '2 | false | false',
    '3 | false | true',
    '4 | true | false',
    '5 | true | false',
  ]);
});

test('the steps leave only the tables of the result', async () => {
  await merged('*', { rules: BEST, rows: [online()] });
  const tables = await engine.rows<{ name: string }>({
    sql: 'select table_name as name from information_schema.tables order by 1',
  });
  expect(tables.map(({ name }) => name)).toEqual([
    'graded',
    'merged',
    'merged_conversions',
    'merged_points',
    'merged_refusals',
    'person_rows',
    'previous_grades',
    'rows',
    'texts',
  ]);
});
