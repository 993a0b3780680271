import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Engine } from '../../src/engine/engine.js';
import { name, sql } from '../../src/engine/sql.js';
import { columnStats } from '../../src/profile/column-stats.js';
import { type ValueKind, valueKind } from '../../src/profile/value-kind.js';
import { smallEngine } from '../engine/small-engine.js';

let engine: Engine;
beforeAll(async () => {
  engine = await smallEngine();
});
afterAll(() => engine.close());

async function statsOf(...texts: readonly (string | null)[]) {
  await engine.step(
    'given',
    sql`select ${name('json')} ->> '$' as c0 from (
      select unnest(from_json(${JSON.stringify(texts)}, '["JSON"]')) as json)`,
  );
  return columnStats(engine, { table: 'given', column: 'c0', rows: texts.length });
}

test('texts that differ in the blanks around them are one value, and what stands for nothing is none', async () => {
  expect(
    await statsOf('GOLD', ' GOLD', 'GOLD\t', '\u3000GOLD\u00a0', 'SILVER', ' - ', '', null),
  ).toMatchObject({
    filled: 5,
    distinct: 2,
    values: [
      { text: 'GOLD', count: 4 },
      { text: 'SILVER', count: 1 },
    ],
    examples: [
      { kind: 'word', text: 'GOLD' },
      { kind: 'word', text: 'SILVER' },
    ],
  });
});

test('one date in another format among a hundred thousand is counted', async () => {
  await engine.step(
    'given',
    sql`select strftime(date '1950-01-01' + cast(range % 26000 as integer), '%Y-%m-%d') as c0 from range(100000)
      union all select '31.12.1999'`,
  );
  const { filled, distinct, dates, kinds } = await columnStats(engine, {
    ...{ table: 'given', column: 'c0' },
    rows: 100_001,
  });
  expect([filled, distinct, [...kinds]]).toEqual([100_001, 26_001, [['date', 100_001]]]);
  expect(dates).toEqual([
    { signature: '99.99.9999', count: 1, first: '31', second: '12' },
    expect.objectContaining({ signature: '9999-99-99', count: 100_000 }),
  ]);
});

test.each<[string, ValueKind]>([
  ['hong@naver.com', 'email'],
  ['hong@naver', 'text'],
  ['홍길동', 'hangul'],
  ['Kim Minsu', 'latin'],
  ['GOLD', 'word'],
  ['０１０', 'word'],
  ['2024.01.31', 'date'],
  ['31/12/1999', 'date'],
  ['20240131', 'date'],
  ['240131', 'date'],
  ['2024-01-31 09:30', 'moment'],
  ['2024-01-31T09:30:15.250+09:00', 'moment'],
  ['2024-01-31 09', 'text'],
  ['010-3107-2468', 'phone'],
  ['+82 10 3107 2468', 'phone'],
  ['(02) 312-4567', 'phone'],
  ['01031072468', 'phone'],
  ['00123', 'code'],
  ['M00000123', 'code'],
  ['C-12-AB', 'code'],
  ['_7', 'code'],
  ['A1 B2', 'text'],
  ['ㄱ1', 'text'],
  ['1234-5678-9012-3456', 'card'],
  ['1234567890123456', 'card'],
  ['12', 'integer'],
  ['-12', 'integer'],
  ['1,234,500원', 'money'],
  ['₩1,234', 'money'],
  ['€ 12.50', 'money'],
])('%s is a value of the kind %s', async (text, kind) => {
  const row = await engine.one<{ kind: ValueKind }>(
    sql`select ${valueKind(name('text'))} as kind from (select ${text} as text)`,
  );
  expect(row.kind).toBe(kind);
});
