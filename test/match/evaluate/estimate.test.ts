import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Engine } from '../../../src/engine/engine.js';
import { sql } from '../../../src/engine/sql.js';
import { estimate, type ReviewedPart, reviewedParts } from '../../../src/match/evaluate/estimate.js';
import { gateMeasures } from '../../../src/match/evaluate/gates.js';
import { type Estimated, estimateTotal, type Part, wilson } from '../../../src/match/evaluate/interval.js';
import { smallEngine } from '../../engine/small-engine.js';
import { Dice } from '../../read/dice.js';
import { makeRows } from './support.js';

const MANY = 1e12;

const rounded = ({ value, low, high }: Estimated) =>
  [value, low, high].map((number) => Number(number.toFixed(4)));

describe('the interval of a share', () => {
  // R. G. Newcombe, Two-sided confidence intervals for the single proportion, 1998, table I, method 3.
  test.each([
    [81, 263, [0.308, 0.2553, 0.3662]],
    [15, 148, [0.1014, 0.0624, 0.1605]],
    [0, 20, [0, 0, 0.1611]],
    [1, 29, [0.0345, 0.0061, 0.1718]],
    [29, 29, [1, 0.883, 1]],
  ])('of %i in %i is the one published for Wilson', (hits, seen, expected) => {
    expect(rounded(wilson({ size: MANY, seen, hits }))).toEqual(expected);
  });

  test('is no interval when everything was looked at, and narrower when half was', () => {
    expect(wilson({ size: 40, seen: 40, hits: 30 })).toEqual({ value: 0.75, low: 0.75, high: 0.75 });
    // 20 of 40: as 20 · 39 / 20 = 39 of very many.
    expect(rounded(wilson({ size: 40, seen: 20, hits: 20 }))).toEqual([1, 0.9103, 1]);
  });
});

describe('the total of several parts', () => {
  test('of one part is its share of it', () => {
    const total = estimateTotal([{ size: 1_000, seen: 20, hits: 20 }]);
    const share = wilson({ size: 1_000, seen: 20, hits: 20 });
    expect([total.value, total.low, total.high]).toEqual([1_000, 1_000 * share.low, 1_000]);
  });

  test('of parts that are alike is that of all of them together', () => {
    const alike = { size: MANY, seen: 10, hits: 9 };
    const total = estimateTotal([alike, alike, alike, alike]);
    // Wilson for 36 of 40.
    const shares = [total.value, total.low, total.high].map((of) => Number((of / (4 * MANY)).toFixed(4)));
    expect(shares).toEqual([0.9, 0.7695, 0.9604]);
  });

  test('owes nothing to a part that was seen whole', () => {
    const total = estimateTotal([
      { size: 1_000, seen: 20, hits: 0 },
      { size: 100, seen: 100, hits: 60 },
    ]);
    // 20 of 1000 count as 20 · 999 / 980 = 20.388 of very many: up to z² / (n + z²) = 0.15854.
    expect([total.value, total.low]).toEqual([60, 60]);
    expect(total.high).toBeCloseTo(60 + 158.54, 1);
  });

  test('holds the truth below its lower limit in none of a thousand samples, and mostly within', () => {
    const seed = 20_260_630;
    const dice = new Dice(seed);
    // Strata as a sample of 20,000 persons has them, and right pairs in each.
    const strata = [
      { size: 7_756, hits: 7_748 },
      { size: 3_961, hits: 3_921 },
      { size: 334, hits: 301 },
      { size: 50, hits: 30 },
    ];
    const counts = { within: 0, belowLow: 0 };
    for (let round = 0; round < 1_000; round++) {
      const total = estimateTotal(strata.map((stratum) => draw(stratum, 30, dice)));
      if (12_000 < total.low) counts.belowLow++;
      else if (12_000 <= total.high) counts.within++;
    }
    expect(counts.belowLow, `seed ${seed}`).toBe(0);
    expect(counts.within, `seed ${seed}`).toBeGreaterThan(900);
  });
});

/** How many of `seen` pairs, drawn from a stratum without putting back, are hits. */
function draw(
  { size, hits }: { readonly size: number; readonly hits: number },
  seen: number,
  dice: Dice,
): Part {
  let found = 0;
  for (let at = 0; at < seen; at++) if (dice.below(size - at) < hits - found) found++;
  return { size, seen, hits: found };
}

const part = (stratum: string, joined: boolean, size: number, seen: number, hits: number): ReviewedPart => ({
  stratum,
  joined,
  size,
  seen,
  hits,
});

describe('an estimate', () => {
  test('weighs each stratum by its pairs, not by how many were looked at', () => {
    const made = estimate([
      part('joined, from 30', true, 9_000, 50, 50),
      part('joined, 7 to 10', true, 1_000, 50, 40),
      part('apart, 0 to 5', false, 2_000, 50, 5),
    ]);
    // 9000 · 1 + 1000 · 0.8 = 9800 of 10000 are right; 2000 · 0.1 = 200 are missed.
    expect(made).toMatchObject({
      reviewed: 150,
      stands_for: 12_000,
      precision: { value: 0.98, part: 9_800, of: 10_000 },
      recall: { value: 0.98, part: 9_800, of: 10_000 },
    });
    expect(made?.precision?.low).toBeLessThan(0.98);
    expect(made?.precision?.low).toBeGreaterThan(0.9);
    expect(made?.precision?.high).toBeLessThan(1);
    expect(made?.recall?.low).toBeLessThan(made?.recall?.value ?? 0);
  });

  test('of a sample that covers everything has no uncertainty', () => {
    const made = estimate([part('a', true, 4, 4, 3), part('b', false, 2, 2, 1)]);
    expect(made?.precision).toEqual({ value: 0.75, low: 0.75, high: 0.75, part: 3, of: 4 });
    expect(made?.recall).toEqual({ value: 0.75, low: 0.75, high: 0.75, part: 3, of: 4 });
  });

  test('of right pairs alone still says how far it could be wrong', () => {
    const made = estimate([part('a', true, 10_000, 100, 100)]);
    // 100 · 9999 / 9900 = 101: z² / (n + z²) = 3.8415 / 104.84 = 0.03664.
    expect(made?.precision?.value).toBe(1);
    expect(made?.precision?.high).toBe(1);
    expect(made?.precision?.low).toBeCloseTo(1 - 0.03664, 4);
    expect(made?.recall).toEqual({ value: 1, low: 1, high: 1, part: 10_000, of: 10_000 });
  });

  test('says nothing where nothing was reviewed, or nothing of the kind', () => {
    expect(estimate([])).toBeNull();
    expect(estimate([part('a', false, 10, 5, 0)])).toMatchObject({ precision: null, recall: null });
  });
});

describe('reviewed parts', () => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await smallEngine();
  });
  afterAll(() => engine.close());

  test('are what matching makes of the pairs now', async () => {
    await makeRows(
      engine,
      `at      id member
       online  a1 m
       online  a2 n
       online  a3 o
       offline b1 m
       offline b2 q
       offline b3 o`,
    );
    await engine.run(sql`create or replace table labels as select * from (values
      (0::bigint, 3::bigint, true, 'joined, from 30', 90::bigint),
      (2, 5, false, 'joined, from 30', 90),
      (1, 4, true, 'joined, from 30', 90),
      (0, 4, false, 'apart, 0 to 5', 7),
      (1, 5, true, null, null)) as labels(l, r, is_link, stratum, stratum_pairs)`);
    // One of the three pairs that were joined when the sample was drawn is apart now: it stands for 30 of 90.
    expect(await reviewedParts(engine)).toEqual([
      part('apart, 0 to 5', false, 7, 1, 0),
      part('joined, from 30', false, 30, 1, 1),
      part('joined, from 30', true, 60, 2, 1),
    ]);
  });
});

describe('gates', () => {
  test('are held against whole pairs, rounded against the plan', () => {
    const made = estimate([part('a', true, 1_000, 30, 29), part('b', false, 100, 10, 1)]);
    // 966.67 of 1000 right; 966.67 of 976.67 found.
    expect(gateMeasures(made)).toEqual([
      { name: 'min_precision', scope: null, value: 966, of: 1_000 },
      { name: 'min_recall', scope: null, value: 966, of: 977 },
    ]);
  });

  test('lose no pair to a fraction of the machine', () => {
    const made = estimate([part('a', true, 100_000, 2_000, 1_999)]);
    expect(gateMeasures(made)[0]).toEqual({ name: 'min_precision', scope: null, value: 99_950, of: 100_000 });
  });

  test('are left out where nothing was reviewed', () => {
    expect(gateMeasures(null)).toEqual([]);
    expect(gateMeasures(estimate([part('a', false, 10, 5, 0)]))).toEqual([]);
  });
});
