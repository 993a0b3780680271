import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Engine } from '../../../src/engine/engine.js';
import { raw, sql } from '../../../src/engine/sql.js';
import { samplePairs, sampleRows } from '../../../src/match/model/sample.js';
import { trainingPairs } from '../../../src/match/model/training-pairs.js';
import { smallEngine } from '../../engine/small-engine.js';
import { fill } from './support.js';

let engine: Engine;
beforeAll(async () => {
  engine = await smallEngine();
});
afterAll(() => engine.close());

const ACROSS = raw('l.source_no <> r.source_no');

/** Rows of sources of these sizes; `from` turns the order in which they come. */
async function rowsOf(
  sizes: readonly number[],
  turned: 'forwards' | 'backwards' = 'forwards',
): Promise<void> {
  await fill(engine, []);
  for (const [source, size] of sizes.entries()) {
    await engine.run(
      sql`insert into rows select ${source * 1_000_000} + ${turned === 'forwards' ? raw('i') : raw('-i')} + 500000, ${source}, 'm' || i, false, 'name ' || i
        from range(${size}) as t(i)`,
    );
  }
}

/** `source:member` of both rows of each pair. */
async function members(): Promise<readonly string[]> {
  const rows = await engine.rows<{ text: string }>(
    raw(`select l.source_no || ':' || l.member_id || ' ' || r.source_no || ':' || r.member_id as text
      from sample_pairs join rows as l on l.row_id = l join rows as r on r.row_id = r order by text`),
  );
  return rows.map(({ text }) => text);
}

async function drawn(pairs: number, most = pairs): Promise<number> {
  return samplePairs(engine, await sampleRows(engine, { table: 'rows', most }), { pairs, pairable: ACROSS });
}

test('of two sources √pairs rows each are paired', async () => {
  await rowsOf([5000, 3000]);
  expect(await drawn(10_000)).toBe(10_000);
  const sides = await engine.one(
    raw(
      'select count(distinct l)::int as l, count(distinct r)::int as r, bool_and(l < r) as ordered from sample_pairs',
    ),
  );
  expect(sides).toEqual({ l: 100, r: 100, ordered: true });
});

test('where one source has too few rows, the other gives more', async () => {
  await rowsOf([20, 5000]);
  expect(await drawn(10_000)).toBe(10_000);
});

test('all pairs are taken where there are not enough', async () => {
  await rowsOf([20, 30]);
  expect(await drawn(10_000)).toBe(600);
});

test('in one source its rows are paired with each other', async () => {
  await rowsOf([5000]);
  const sampled = await sampleRows(engine, { table: 'rows', most: 10_000 });
  // 142 rows make 10,011 pairs, 141 only 9,870.
  expect(await samplePairs(engine, sampled, { pairs: 10_000, pairable: raw('true') })).toBe(10_011);
});

test('rows that are kept apart are not drawn', async () => {
  await fill(engine, [
    [0, 'a'],
    [0, 'b', 'apart'],
    [1, 'c'],
  ]);
  expect(await drawn(100)).toBe(1);
});

test('the same rows are drawn whatever their numbers and order, and a larger sample holds the smaller', async () => {
  await rowsOf([4000, 4000]);
  await drawn(400);
  const small = await members();
  await rowsOf([4000, 4000], 'backwards');
  await drawn(400, 40_000);
  expect(await members()).toEqual(small);
  await drawn(1600);
  const large = new Set(await members());
  expect(small.every((pair) => large.has(pair))).toBe(true);
  // Worked out by another program: the smallest MD5s of source, separator and member id.
  expect(small[0]).toBe('0:m1054 1:m1102');
});

test('no rows make no pairs', async () => {
  await fill(engine, []);
  expect(await drawn(100)).toBe(0);
});

test('a session of few pairs is taken as it is, a large one by a share of its rows', async () => {
  await rowsOf([2000, 2000]);
  await engine.run(
    raw(
      'create or replace table phone_pairs as select row_id as l, row_id + 1000000 as r from rows where source_no = 0',
    ),
  );
  const table = (most: number) => trainingPairs(engine, { pairs: 'phone_pairs', rows: 'rows', most });
  expect(await table(2000)).toBe('phone_pairs');
  expect(await table(500)).toBe('training_pairs');
  const { pairs } = await engine.one(raw('select count(*)::int as pairs from training_pairs'));
  expect(pairs).toBe(508);
});
