import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Engine } from '../../../src/engine/engine.js';
import { join, name, raw, sql } from '../../../src/engine/sql.js';
import { equalPairs } from '../../../src/match/model/equal-share.js';
import type { PatternCount } from '../../../src/match/model/model.js';
import { startModel } from '../../../src/match/model/start-model.js';
import { type TrainInput, train } from '../../../src/match/model/train.js';
import { smallEngine } from '../../engine/small-engine.js';

const FIELDS = ['name', 'born', 'phone'];

/**
 * 2,000 persons in each of two sources, of which 1,500 are in both: in the second source one of 5 has another
 * name, one of 20 another birth date, one of 10 another phone, and one of 4 none. The draws follow from MD5.
 */
const ROWS = raw(`
  with draws as (
    select i, md5_number_lower('name' || i) % 83 as name, md5_number_lower('born' || i) % 365 as born,
      list_transform(['a', 'b', 'c', 'd'], lambda what: md5_number_lower(what || i) / 18446744073709551616) as luck
    from range(2500) as t(i)
  )
  select i as row_id, 0 as source_no, 'a' || i as member_id, false as keep_apart,
    'name ' || name as name, 'day ' || born as born, 'phone ' || i as phone
  from draws where i < 2000
  union all
  select 10000 + i, 1, 'b' || i, false,
    'name ' || case when luck[1] < 0.2 then (name + 7) % 83 else name end,
    'day ' || case when luck[2] < 0.05 then (born + 100) % 365 else born end,
    case when luck[3] < 0.25 then null when luck[4] < 0.1 then 'phone x' || i else 'phone ' || i end
  from draws where i >= 500`);

let engine: Engine;
let input: TrainInput;
beforeAll(async () => {
  engine = await smallEngine();
  await engine.step('rows', ROWS);
  await block('same_phone', 'l.phone = r.phone');
  await block('same_name', 'l.name = r.name');
  await block('same_birth_date', 'l.born = r.born');
  await block('candidates', 'l.phone = r.phone or l.name = r.name or l.born = r.born');
  input = {
    rows: 'rows',
    start: startModel(FIELDS.map((field) => ({ name: field, levels: ['differs', 'equal'] }))),
    countPatterns,
    strangers: raw('l.source_no = r.source_no'),
    equalPairs: { phone: { equal: 0, pairs: 4_999_999 } },
    sessions: [
      { name: 'same phone', pairs: 'same_phone', fixed: ['phone'] },
      { name: 'same name', pairs: 'same_name', fixed: ['name'] },
      { name: 'same birth date', pairs: 'same_birth_date', fixed: ['born'] },
    ],
    candidates: 'candidates',
    pairablePairs: 4_000_000,
    bounds: { startPairs: 0 },
  };
});
afterAll(() => engine.close());

async function block(table: string, condition: string): Promise<void> {
  await engine.step(
    table,
    sql`select l.row_id as l, r.row_id as r from rows as l join rows as r
      on l.source_no = 0 and r.source_no = 1 and (${raw(condition)})`,
  );
}

async function countPatterns(pairs: string): Promise<readonly PatternCount[]> {
  const levels = FIELDS.map((field) => sql`(l.${name(field)} = r.${name(field)})::integer as ${name(field)}`);
  const rows = await engine.rows<Record<string, number | null> & { count: number }>(
    sql`select ${join(levels)}, count(*)::integer as count
      from ${name(pairs)} as pairs join rows as l on l.row_id = pairs.l join rows as r on r.row_id = pairs.r
      group by all`,
  );
  return rows.map((row) => ({ levels: FIELDS.map((field) => row[field] ?? null), count: row.count }));
}

/** Chance of `equal`, with two digits. */
function equals(column: 'm' | 'u', trained: Awaited<ReturnType<typeof train>>): readonly string[] {
  return trained.model.comparisons.map(({ levels }) => levels[1]?.[column].toPrecision(2) ?? '');
}

test('a model is trained on blocked pairs of which nobody said what they are', async () => {
  const trained = await train(engine, input);
  expect(equals('m', trained)).toEqual(['0.80', '0.95', '0.90']);
  expect(equals('u', trained)).toEqual(['0.012', '0.0028', '1.0e-7']);
  expect(trained.unestimated).toEqual([]);
  expect(trained.rare).toEqual([]);
  expect(trained.sessions.map(({ name, dropped }) => `${name} ${dropped}`)).toEqual([
    'same phone null',
    'same name null',
    'same birth date null',
  ]);
  expect(Math.round(trained.prior.truePairs)).toBeGreaterThan(1450);
  expect(Math.round(trained.prior.truePairs)).toBeLessThan(1550);
  expect(trained.model.prior).toBeCloseTo(trained.prior.truePairs / 4_000_000, 10);
});

test('whatever the order of the rows and of the sessions, the model is the same to the last digit', async () => {
  const { model } = await train(engine, input);
  await engine.step('rows', raw('select * from rows order by md5(member_id)'));
  await engine.step('same_name', raw('select * from same_name order by r desc, l'));
  const again = await train(engine, { ...input, sessions: input.sessions.toReversed() });
  expect(again.model).toEqual(model);
});

test('a sample grows until each level was seen often enough, or as large as it may', async () => {
  const small = { ...input, bounds: { samplePairs: 1000, leastSeen: 100 } };
  const grown = await train(engine, small);
  expect(grown.samplePairs).toBeGreaterThan(32_000);
  expect(grown.rare).toEqual([]);
  const bounded = await train(engine, { ...small, bounds: { ...small.bounds, mostSamplePairs: 4000 } });
  expect(bounded.samplePairs).toBeLessThan(5000);
  expect(bounded.rare.map(({ comparison, level }) => [comparison, level])).toEqual([
    [0, 1],
    [1, 1],
  ]);
});

test('a large session is trained on a share of its rows and gives about the same', async () => {
  const trained = await train(engine, { ...input, bounds: { mostSessionPairs: 5_000 } });
  expect(trained.sessions[1]?.pairs).toBeLessThan(6_000);
  for (const [at, m] of [0.8, 0.95, 0.9].entries())
    expect(Math.abs((trained.model.comparisons[at]?.levels[1]?.m ?? 0) - m)).toBeLessThan(0.05);
});

test('what no session could estimate keeps its start and is named', async () => {
  const trained = await train(engine, { ...input, sessions: input.sessions.slice(0, 1) });
  expect(trained.unestimated).toEqual(['phone']);
  expect(trained.model.comparisons[2]?.levels[1]?.m).toBe(0.9);
});

test('a session that blocks on what is not compared is refused', async () => {
  const sessions = [{ name: 'same shop', pairs: 'same_phone', fixed: ['shop'] }];
  await expect(train(engine, { ...input, sessions })).rejects.toThrow(
    'session same shop blocks on shop, which is not compared',
  );
});

test('training leaves no table of its own behind', async () => {
  await equalPairs(engine, { table: 'rows', column: name('phone'), between: [[0, 1]] });
  await train(engine, input);
  const tables = await engine.rows<{ name: string }>(
    raw('select table_name as name from duckdb_tables() order by all'),
  );
  expect(tables.map((table) => table.name)).toEqual([
    'candidates',
    'rows',
    'same_birth_date',
    'same_name',
    'same_phone',
  ]);
});

test('true pairs among the random ones are taken out of u when the file holds them', async () => {
  // All rows as of one file: of 7.99 million pairs 1,500 are true, and of those with one phone nearly all.
  const phones = await equalPairs(engine, { table: 'rows', column: name('phone'), between: [[0, 1]] });
  const shared = { ...input, strangers: raw('true'), equalPairs: { phone: phones } };
  const naive = await train(engine, shared);
  const mixed = await train(engine, { ...shared, mixed: true });
  expect(equals('u', naive)[2]).toBe('0.00034');
  expect(Number(equals('u', mixed)[2])).toBeLessThan(5e-6);
  expect(equals('m', mixed)).toEqual(['0.80', '0.95', '0.90']);
});
