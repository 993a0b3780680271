import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Engine } from '../../../src/engine/engine.js';
import { sql } from '../../../src/engine/sql.js';
import { measureCurve } from '../../../src/match/evaluate/curve.js';
import { placeRows } from '../../../src/match/evaluate/placed.js';
import { countScores } from '../../../src/match/evaluate/scores.js';
import { measureThresholds } from '../../../src/match/evaluate/thresholds.js';
import { curveSvg } from '../../../src/report/evaluation/curve-svg.js';
import { evaluationWords } from '../../../src/report/evaluation/words.js';
import { pictureFile } from '../../../src/report/html/picture.js';
import { smallEngine } from '../../engine/small-engine.js';
import { CONFIG, makeCompared, makeRows } from './support.js';

let engine: Engine;
beforeAll(async () => {
  engine = await smallEngine();
});
afterAll(() => engine.close());

// p = 0.9 is 3.170 bits, 0.95 is 4.248, 0.99 is 6.629.
beforeEach(async () => {
  await makeRows(
    engine,
    `at      id truth
     online  a1 p1
     online  a2 p2
     online  a3 p3
     offline b1 p1
     offline b2 p2
     offline b3 p4`,
  );
  await placeRows(engine, CONFIG);
  await makeCompared(
    engine,
    '0 3 6629 link\n1 4 3169 review\n2 5 4248 review\n0 4 -500 none\n0 5 9000 veto veto\n2 3 8000 related alone',
  );
  await countScores(engine, 'persons');
});

test('a threshold links the pairs of at least its weight; vetoed pairs and agreement in one thing never', async () => {
  const table = await measureThresholds(engine, 4);
  expect(table.map(({ probability, linked, right }) => [probability, linked, right])).toEqual([
    [0.5, 3, 2],
    [0.6, 3, 2],
    [0.7, 3, 2],
    [0.8, 3, 2],
    [0.9, 2, 1],
    [0.95, 2, 1],
    [0.99, 1, 1],
    [0.995, 0, 0],
    [0.999, 0, 0],
    [0.9999, 0, 0],
  ]);
  expect(table[0]).toEqual({
    probability: 0.5,
    weight: 0,
    linked: 3,
    right: 2,
    precision: 2 / 3,
    recall: 0.5,
  });
  expect(table[9]).toMatchObject({ precision: null, recall: 0 });
});

test('an exact rule links at every threshold', async () => {
  await makeCompared(engine, '0 3 500 link rule\n1 4 7000 link');
  await countScores(engine, 'persons');
  const table = await measureThresholds(engine, 4);
  expect(table.map(({ linked }) => linked)).toEqual([2, 2, 2, 2, 2, 2, 2, 1, 1, 1]);
});

test('decided pairs are counted where nobody is known', async () => {
  await engine.run(
    sql`create or replace table labels as
      select * from (values (0::bigint, 3::bigint, true), (2, 5, false), (1, 3, true)) as labels(l, r, is_link)`,
  );
  await countScores(engine, 'pairs');
  const [half] = await measureThresholds(engine, 2);
  expect(half).toMatchObject({ linked: 2, right: 1, precision: 0.5, recall: 0.5 });
});

describe('the curve', () => {
  test('goes in even steps over the weights of pairs that the score decides', async () => {
    const curve = await measureCurve(engine, 4);
    expect(curve).toHaveLength(30);
    expect(curve[0]).toEqual({ weight: -500, linked: 4, right: 2, precision: 0.5, recall: 0.5 });
    expect(curve.slice(1, 3).map(({ weight, linked }) => [weight, linked])).toEqual([
      [-250, 3],
      [0, 3],
    ]);
    expect(curve.at(-1)).toEqual({ weight: 6750, linked: 0, right: 0, precision: null, recall: 0 });
  });

  test('has at most sixty points, however far the weights lie apart', async () => {
    await makeCompared(engine, '0 3 60000 link\n1 4 -40000 none');
    await countScores(engine, 'persons');
    const curve = await measureCurve(engine, 2);
    expect(curve.map(({ weight }) => weight)).toEqual(
      Array.from({ length: 41 }, (_, at) => -10_000 + 1_000 * at),
    );
    expect(curve.at(-1)).toMatchObject({ linked: 1, right: 1 });
  });

  test('is empty where nothing was compared', async () => {
    await makeCompared(engine);
    await countScores(engine, 'persons');
    expect(await measureCurve(engine, 2)).toEqual([]);
    const frame = curveSvg([], evaluationWords('en').curve).markup;
    expect(frame).toContain('points=""');
    expect(frame).not.toMatch(/NaN|Infinity/);
  });

  test('is a picture with words for those who do not see it, and without styles of its own', async () => {
    const svg = pictureFile(curveSvg(await measureCurve(engine, 4), evaluationWords('en').curve));
    expect(svg).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" class="picture curve" role="img"/);
    expect(svg).toContain('<title>Precision and recall over the threshold</title><desc>Two lines: ');
    expect(svg).not.toMatch(/style|<script|NaN|Infinity|undefined/);
    // From 0 % at the bottom to 100 % at the top, from -0.5 to 6.75 bits; a precision of nothing is not drawn.
    const [, precision = ''] = /class="curve-precision" points="([^"]*)"/.exec(svg) ?? [];
    expect(precision.split(' ')).toHaveLength(29);
    expect(precision.startsWith('56.00,152.00 75.45,114.67 ')).toBe(true);
    expect(svg).toContain('>0.99</text>');
  });

  test('is the same picture every time', async () => {
    const words = evaluationWords('ko').curve;
    const draw = async () => curveSvg(await measureCurve(engine, 4), words).markup;
    expect(await draw()).toBe(await draw());
    expect(await draw()).toContain('정밀도');
  });
});
