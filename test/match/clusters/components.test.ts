import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Engine } from '../../../src/engine/engine.js';
import { join, raw, sql } from '../../../src/engine/sql.js';
import { connect } from '../../../src/match/clusters/components.js';
import { smallEngine } from '../../engine/small-engine.js';
import { Dice } from '../../read/dice.js';

let engine: Engine;
beforeAll(async () => {
  engine = await smallEngine();
});
afterAll(() => engine.close());

type Edge = readonly [number, number];

/** `row:component` of each row that has an edge. */
async function components(edges: readonly Edge[]): Promise<readonly string[]> {
  await engine.run(raw('create or replace table edges (l bigint, r bigint)'));
  if (edges.length > 0)
    await engine.run(sql`insert into edges values ${join(edges.map(([l, r]) => sql`(${l}, ${r})`))}`);
  await connect(engine, 'edges');
  const rows = await engine.rows<{ text: string }>(
    raw("select row_id || ':' || component as text from components order by row_id"),
  );
  return rows.map(({ text }) => text);
}

/** The same by joining sets one edge at a time. */
function naive(edges: readonly Edge[]): readonly string[] {
  const parent = new Map<number, number>();
  const find = (row: number): number => {
    const up = parent.get(row) ?? row;
    return up === row ? row : find(up);
  };
  for (const [l, r] of edges) {
    const [a, b] = [find(l), find(r)];
    for (const row of [l, r]) parent.set(row, parent.get(row) ?? row);
    parent.set(Math.max(a, b), Math.min(a, b));
  }
  return [...parent.keys()].toSorted((a, b) => a - b).map((row) => `${row}:${find(row)}`);
}

test('a component is named after its smallest row', async () => {
  expect(
    await components([
      [7, 9],
      [5, 9],
      [1, 2],
    ]),
  ).toEqual(['1:1', '2:1', '5:5', '7:5', '9:5']);
});

test('no edges are no components', async () => {
  expect(await components([])).toEqual([]);
});

test('edges may repeat, run either way, or tie a row to itself', async () => {
  expect(
    await components([
      [1, 2],
      [2, 1],
      [1, 2],
      [3, 3],
      [4, 2],
    ]),
  ).toEqual(['1:1', '2:1', '3:3', '4:1']);
});

test('a long chain in any order is one component', async () => {
  const seed = 91;
  const dice = new Dice(seed);
  const order = Array.from({ length: 500 }, (_, row) => ({ row, at: dice.below(1_000_000) })).sort(
    (a, b) => a.at - b.at,
  );
  const chain = order.slice(1).map(({ row }, at): Edge => [order[at]?.row ?? 0, row]);
  expect(new Set((await components(chain)).map((text) => text.split(':')[1])), `seed ${seed}`).toEqual(
    new Set(['0']),
  );
});

test('random graphs have the components that a naive union of sets gives', async () => {
  const seed = 2_718;
  const dice = new Dice(seed);
  for (let graph = 0; graph < 30; graph++) {
    const size = 2 + dice.below(60);
    const edges = dice.times(dice.below(size * 1.5), (): Edge => [dice.below(size), dice.below(size)]);
    expect(await components(edges), `seed ${seed}, graph ${graph}`).toEqual(naive(edges));
  }
});
