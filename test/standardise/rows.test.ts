import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Source } from '../../src/config/config.js';
import type { Engine } from '../../src/engine/engine.js';
import { raw } from '../../src/engine/sql.js';
import { standardise } from '../../src/standardise/rows.js';
import { smallEngine } from '../engine/small-engine.js';
import { Dice } from '../read/dice.js';
import { AS_OF, configOf, emptied, read, source, standardised, type Texts } from './support.js';

let engine: Engine;
beforeAll(async () => {
  engine = await smallEngine();
});
afterAll(() => engine.close());

/** `member_id=value` of the accepted rows in the order of their ids. */
async function accepted(field: string): Promise<readonly string[]> {
  const rows = await engine.rows<{ text: string }>(
    raw(
      `select member_id || '=' || coalesce(cast(${field} as varchar), '') as text from rows order by row_id`,
    ),
  );
  return rows.map(({ text }) => text);
}

/** `read_row outcome reason` of the others. */
async function dropped(): Promise<readonly string[]> {
  const rows = await engine.rows<{ text: string }>(
    raw(
      "select read_row || ' ' || outcome || ' ' || reason as text from dropped order by source_no, read_row",
    ),
  );
  return rows.map(({ text }) => text);
}

const shop = (more: Partial<Source> = {}) => source('name updated_at', more);
const row = (member_id: string | null, name: string, updated_at: string | null = null): Texts => ({
  member_id,
  name,
  updated_at,
});

test('a record without a member id is rejected', async () => {
  await standardised(engine, shop(), [
    row(null, 'a'),
    row('', 'b'),
    row(' \u3000', 'c'),
    row('-', 'd'),
    row('없음', 'e'),
    row('NULL', 'f'),
    row('7', 'g'),
  ]);
  expect(await accepted('name')).toEqual(['7=g']);
  expect(await dropped()).toEqual([
    '0 rejected missing_member_id',
    '1 rejected missing_member_id',
    '2 rejected missing_member_id',
    '3 rejected missing_member_id',
    '4 rejected missing_member_id',
    '5 rejected missing_member_id',
  ]);
});

test('a member id is a text: its zeros stay, the blanks around it do not', async () => {
  await standardised(engine, shop(), [
    row(' 00123\t', 'a'),
    row('123', 'b'),
    row('1E5', 'c'),
    row('100000', 'd'),
  ]);
  expect(await accepted('name')).toEqual(['00123=a', '100000=d', '123=b', '1E5=c']);
  expect(await dropped()).toEqual([]);
});

test('a source without an accepted record has no rows', async () => {
  await standardised(engine, shop(), []);
  expect(await accepted('name')).toEqual([]);
});

describe('a member id that stands on more than one record', () => {
  test('collapses when the records are identical', async () => {
    await standardised(engine, shop(), [row('1', 'a'), row('2', 'b'), row('1', 'a'), row('1', 'a')]);
    expect(await accepted('name')).toEqual(['1=a', '2=b']);
    expect(await dropped()).toEqual(['2 repeated repeated', '3 repeated repeated']);
  });

  test('rejects them all when they differ', async () => {
    await standardised(engine, shop(), [row('1', 'a'), row('1', 'b'), row('1', 'a'), row('2', 'c')]);
    expect(await accepted('name')).toEqual(['2=c']);
    expect(await dropped()).toEqual([
      '0 rejected repeated_differs',
      '1 rejected repeated_differs',
      '2 rejected repeated_differs',
    ]);
  });

  test('rejects them too when one knows a value and the other does not', async () => {
    await standardised(engine, shop(), [row('1', 'a', '2026-01-01'), row('1', 'a', null)]);
    expect(await accepted('name')).toEqual([]);
  });

  test('is the same id with other blanks around it', async () => {
    await standardised(engine, shop(), [row('1', 'a'), row('1\u00a0', 'b')]);
    expect(await accepted('name')).toEqual([]);
  });

  const latest = shop({ on_repeat: { latest: 'updated_at' } });

  test('keeps the newest where the config says so', async () => {
    await standardised(engine, latest, [
      row('1', 'old', '2025-01-01'),
      row('1', 'new', '2026-01-01'),
      row('1', 'undated', null),
      row('1', 'unreadable', '2027-99-99'),
    ]);
    expect(await accepted('name')).toEqual(['1=new']);
    expect(await dropped()).toEqual(['0 repeated repeated', '2 repeated repeated', '3 repeated repeated']);
  });

  test('keeps one of two identical newest', async () => {
    await standardised(engine, latest, [
      row('1', 'new', '2026-01-01'),
      row('1', 'old', '2025-01-01'),
      row('1', 'new', '2026-01-01'),
    ]);
    expect(await accepted('name')).toEqual(['1=new']);
  });

  test('rejects them all when two different ones are equally new', async () => {
    await standardised(engine, latest, [
      row('1', 'a', '2026-01-01'),
      row('1', 'b', '2026-01-01'),
      row('1', 'old', '2025-01-01'),
    ]);
    expect(await accepted('name')).toEqual([]);
    expect(await dropped()).toHaveLength(3);
  });

  test('rejects them all when none has a date', async () => {
    await standardised(engine, latest, [row('1', 'a', 'never'), row('1', 'b', null)]);
    expect(await accepted('name')).toEqual([]);
  });

  test('is newest by the time of day', async () => {
    await standardised(engine, latest, [
      row('1', 'noon', '2026-01-01 12:00:00'),
      row('1', 'morning', '2026-01-01'),
    ]);
    expect(await accepted('name')).toEqual(['1=noon']);
  });
});

test('row ids count from 0 by source and member id, wherever the rows stood', async () => {
  const seed = 20260630;
  const dice = new Dice(seed);
  const rows = dice.times(300, () => row(String(dice.below(400)), 'a'));
  const orders = [rows, rows.toReversed(), rows.toSorted(() => dice.below(3) - 1)];
  const told: (readonly string[])[] = [];
  for (const order of orders) {
    await standardised(engine, shop(), order);
    told.push(
      (
        await engine.rows<{ t: string }>(
          raw("select row_id || ' ' || member_id as t from rows order by row_id"),
        )
      ).map(({ t }) => t),
    );
  }
  expect(told[1], `seed ${seed}`).toEqual(told[0]);
  expect(told[2], `seed ${seed}`).toEqual(told[0]);
  const ids = rows.map((r) => String(r.member_id));
  expect(told[0], `seed ${seed}`).toEqual([...new Set(ids)].toSorted().map((id, at) => `${at} ${id}`));
});

test.each([
  ['sorted', ['A1', 'A2', 'B1']],
  ['not sorted', ['B1', 'A1', 'A2']],
  ['sorted but for the last', ['A1', 'B1', 'A2']],
  ['sorted, with a repeat', ['A1', 'A2', 'A2', 'B1']],
  ['sorted, with a record without a key', ['A1', null, 'A2', 'B1']],
  ['sorted, with a record without a key in front', ['-', 'A1', 'A2', 'B1']],
  ['sorted by what stands between the blanks', [' A1', 'A2 ', 'B1']],
])('an export that comes %s has the same row ids', async (_, ids) => {
  await standardised(
    engine,
    shop(),
    ids.map((id) => row(id, 'a')),
  );
  const told = await engine.rows<{ t: string }>(
    raw("select row_id || ' ' || member_id as t from rows order by row_id"),
  );
  expect(told.map(({ t }) => t)).toEqual(['0 A1', '1 A2', '2 B1']);
});

test('the rows of a second source come after those of the first, with the fields of both', async () => {
  const [online, offline] = [source('name'), source('store', { name: 'offline', order: 1 })];
  await read(engine, online, [
    { member_id: 'b', name: 'n' },
    { member_id: 'a', name: 'm' },
  ]);
  await read(engine, offline, [{ member_id: 'a', store: 's' }]);
  await standardise(engine, configOf(online, offline), { asOf: AS_OF, ciKey: '', exclusions: [] });
  expect(
    await engine.rows(
      raw(
        'select cast(row_id as integer) as id, cast(source_no as integer) as s, member_id as m, name, store from rows order by row_id',
      ),
    ),
  ).toEqual([
    { id: 0, s: 0, m: 'a', name: 'm', store: null },
    { id: 1, s: 0, m: 'b', name: 'n', store: null },
    { id: 2, s: 1, m: 'a', name: null, store: 's' },
  ]);
});

test('a source may have more columns than an integer has bits', async () => {
  const extra = Object.fromEntries(Array.from({ length: 70 }, (_, n) => [`x${n}`, `x${n}`]));
  await standardised(engine, source('phone', { extra }), [
    { member_id: '1', phone: '12', ...Object.fromEntries(Object.keys(extra).map((f) => [f, '-'])) },
  ]);
  expect(await accepted('x69')).toEqual(['1=']);
  expect(await emptied(engine)).toEqual(['phone not_a_phone 12']);
});

describe('an exclusion', () => {
  const tests = {
    name: 'test accounts',
    when: "name like '%테스트%' or member_id like 'TEST%'",
    keep_apart: false,
  };
  const staff = { name: 'staff', when: "name = '사원'", keep_apart: true };
  const place = { line: 1, column: 1 };

  test('takes rows out under its name; the first that holds counts', async () => {
    const all = { name: 'everybody else', when: "name <> 'a'", keep_apart: false };
    const exclude = [tests, all].map((rule) => ({ ...rule, place }));
    await standardised(engine, shop({ exclude }), [
      row('1', 'a'),
      row('2', '테스트 2'),
      row('TEST3', 'a'),
      row('4', 'b'),
      row('5', ''),
    ]);
    expect(await accepted('name')).toEqual(['1=a', '5=']);
    expect(await dropped()).toEqual([
      '1 excluded test accounts',
      '2 excluded test accounts',
      '3 excluded everybody else',
    ]);
  });

  test('may leave them members of their own', async () => {
    await standardised(engine, shop({ exclude: [{ ...staff, place }] }), [row('1', 'a'), row('2', '사원')]);
    expect(await accepted('keep_apart')).toEqual(['1=false', '2=true']);
    expect(await dropped()).toEqual([]);
  });

  test('that comes after one that keeps a row apart does not take it out', async () => {
    const exclude = [staff, { ...tests, when: "name <> ''" }].map((rule) => ({ ...rule, place }));
    await standardised(engine, shop({ exclude }), [row('1', 'a'), row('2', '사원')]);
    expect(await accepted('keep_apart')).toEqual(['2=true']);
  });

  test('touches only the rows of its own source', async () => {
    const online = source('name', { exclude: [{ ...tests, place }] });
    const offline = source('name', { name: 'offline', order: 1 });
    await read(engine, online, [{ member_id: 'TEST1', name: 'a' }]);
    await read(engine, offline, [{ member_id: 'TEST1', name: 'a' }]);
    const exclusions = [
      { source: online, name: tests.name, keepApart: false, condition: raw("member_id like 'TEST%'") },
    ];
    await standardise(engine, configOf(online, offline), { asOf: AS_OF, ciKey: '', exclusions });
    expect(await accepted('source_no')).toEqual(['TEST1=1']);
  });
});

test('what is emptied is told with its text as it stood, only of accepted rows, and what is missing is not', async () => {
  const fields = source('phone email birth_date points', { on_repeat: 'reject' });
  const bad = { phone: '1234', email: 'a@', birth_date: '2026-13-01', points: '1,23' };
  await standardised(engine, fields, [
    { member_id: '2', ...bad, email: ' A@ ' },
    { member_id: '1', phone: '010-2345-6789', email: '-', birth_date: 'NULL', points: '' },
    { member_id: '3', ...bad },
    { member_id: '3', ...bad, points: '4' },
    { member_id: null, ...bad },
    { member_id: '4', phone: '０１０２３４５６７８９', email: null, birth_date: ' ', points: '1E5' },
  ]);
  expect(await emptied(engine)).toEqual([
    'birth_date not_a_date 2026-13-01',
    'email not_an_email  A@ ',
    'phone not_a_phone 1234',
    'points not_a_number 1,23',
    'points not_a_number 1E5',
  ]);
  expect(
    await engine.rows(
      raw(
        'select distinct cast(read_row as integer) as r, cast(row_id as integer) as id from emptied order by r',
      ),
    ),
  ).toEqual([
    { r: 0, id: 1 },
    { r: 5, id: 2 },
  ]);
});
