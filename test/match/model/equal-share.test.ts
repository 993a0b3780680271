import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Engine } from '../../../src/engine/engine.js';
import { name, type Sql, sql } from '../../../src/engine/sql.js';
import { equalPairs, equalShare, type SourcePair } from '../../../src/match/model/equal-share.js';
import { smallEngine } from '../../engine/small-engine.js';
import { fill } from './support.js';

let engine: Engine;
beforeAll(async () => {
  engine = await smallEngine();
  await fill(engine, [
    [0, '김민수'],
    [0, '김민수'],
    [0, '이영희'],
    [0, null],
    [1, '김민수'],
    [1, '김민수'],
    [1, '김민수'],
    [1, '박철수'],
    [1, '김민수', 'apart'],
  ]);
});
afterAll(() => engine.close());

async function share(...between: readonly SourcePair[]): Promise<number> {
  return equalShare(await equalPairs(engine, { table: 'rows', column: name('name'), between }));
}

test('across two sources: what each value makes of pairs, by all pairs with both values', async () => {
  // 2·3 equal of 3·4.
  expect(await share([0, 1])).toBe(6.5 / 13);
});

test('inside a source nobody is paired with himself', async () => {
  // 1 equal of 3; 3 equal of 6.
  expect(await share([0, 0])).toBe(1.5 / 4);
  expect(await share([1, 1])).toBe(3.5 / 7);
});

test('several kinds of pairs are added up', async () => {
  expect(await share([0, 1], [0, 0], [1, 1])).toBe(10.5 / 22);
});

test('values that never meet are rare and not impossible', async () => {
  expect(await share([0, 5])).toBe(0.5);
  await fill(engine, [
    [0, 'a'],
    [0, 'b'],
    [0, 'c'],
  ]);
  expect(await share([0, 0])).toBe(0.125);
});

test('a value that shows only a part equals nothing, but is a value', async () => {
  const partial = (value: Sql) => sql`starts_with(${value}, '이')`;
  await fill(engine, [
    [0, '김민수'],
    [0, '김민수'],
    [0, '이영희'],
    [0, '이영희'],
  ]);
  const found = await equalPairs(engine, { table: 'rows', column: name('name'), partial, between: [[0, 0]] });
  expect(found).toEqual({ equal: 1, pairs: 6 });
});
