import { readFileSync, statSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Engine } from '../../../src/engine/engine.js';
import { raw, sql } from '../../../src/engine/sql.js';
import { drawSample } from '../../../src/match/evaluate/sample.js';
import { allot, bandEdges, bandName } from '../../../src/match/evaluate/strata.js';
import { loadTruth } from '../../../src/match/evaluate/truth.js';
import { writeSample } from '../../../src/plan/files/sample-file.js';
import { smallEngine } from '../../engine/small-engine.js';
import { CONFIG, fileOf, makeCompared, makeRows, pathOf, workDirectory } from './support.js';

let engine: Engine;
beforeAll(async () => {
  engine = await smallEngine();
});
afterAll(() => engine.close());

const THRESHOLDS = { link: 6_629, review: 0 };

describe('bands', () => {
  test('are a bit wide around the thresholds and wide elsewhere', () => {
    expect(bandEdges(THRESHOLDS)).toEqual([0, 1_000, 5_629, 6_629, 7_629, 10_000, 15_000, 20_000, 30_000]);
  });

  test('begin at a review threshold below even odds', () => {
    expect(bandEdges({ link: 3_170, review: -3_170 })).toEqual([
      ...[-3_170, -2_170, 0, 2_170, 3_170, 4_170],
      ...[10_000, 15_000, 20_000, 30_000],
    ]);
  });

  test('are named in bits; a weight on an edge belongs to the band above', async () => {
    const named = await engine.rows(
      sql`select ${bandName([0, 6_629, 30_000], raw('weight'))} as band from (values (-1), (0), (6628), (6629), (30000)) as t(weight)`,
    );
    expect(named.map(({ band }) => band)).toEqual([
      ...['below 0', '0 to 6.629', '0 to 6.629', '6.629 to 30', 'from 30'],
    ]);
  });
});

test.each<[readonly number[], number, readonly number[]]>([
  [[100, 100, 100], 30, [10, 10, 10]],
  [[2, 100, 100], 30, [2, 14, 14]],
  [[5, 5], 7, [4, 3]],
  [[1, 2, 3], 100, [1, 2, 3]],
  [[], 10, []],
])('of parts %j, %i are allotted as %j', (sizes, total, expected) => {
  expect(allot(sizes, total)).toEqual(expected);
});

// Joined: 0-3 at 35 bits, 1-4 at 8. Apart: 0-4 and 1-3 at 2 bits, 2-5 at 6; 2-3 is vetoed and 2-4 far below.
const ROWS = `
  at      id member truth name   phone         birth_date email
  online  a1 m      p1    김민수 +821031072468 1980-01-02 minsu@shop.kr
  online  =2 n      p2    =Park  -             -          -
  online  a3 o      p3    이서연 +821082143579 1990-11-30 -
  offline b1 m      p1    김민수 +821031072468 -          -
  offline b2 n      p2    -      -             -          -
  offline b3 q      p4    이서윤 +821082143579 -          -`;
const PAIRS = `0 3 35000 link
  1 4 8000 link
  0 4 2000 review
  1 3 2000 review
  2 5 6000 review
  2 3 40000 veto
  2 4 -7000 none`;

beforeEach(async () => {
  await makeRows(engine, ROWS);
  await makeCompared(engine, PAIRS);
});

const draw = (pairs: number) => drawSample(engine, CONFIG, { pairs, thresholds: THRESHOLDS });
const drawn = () =>
  engine.rows(sql`select l::integer as l, r::integer as r, stratum from sample order by l, r`);

describe('a sample', () => {
  test('has strata by weight, of joined pairs and of others; none of vetoed pairs or far below', async () => {
    expect(await draw(4)).toEqual([
      { stratum: 'apart, 1 to 5.629', pairs: 2, sampled: 1 },
      { stratum: 'apart, 5.629 to 6.629', pairs: 1, sampled: 1 },
      { stratum: 'joined, 7.629 to 10', pairs: 1, sampled: 1 },
      { stratum: 'joined, from 30', pairs: 1, sampled: 1 },
    ]);
    expect(await drawn()).toEqual([
      { l: 0, r: 3, stratum: 'joined, from 30' },
      // md5 of the source keys: 0-4 is 6f45…, 1-3 is 7118….
      { l: 0, r: 4, stratum: 'apart, 1 to 5.629' },
      { l: 1, r: 4, stratum: 'joined, 7.629 to 10' },
      { l: 2, r: 5, stratum: 'apart, 5.629 to 6.629' },
    ]);
  });

  test('grows without losing pairs, and does not depend on the order of the candidates', async () => {
    await draw(5);
    expect(await drawn()).toHaveLength(5);
    await engine.run(sql`create or replace table compared as select * from compared order by r desc, l desc`);
    await draw(4);
    expect((await drawn()).map(({ l, r }) => [l, r])).toEqual([
      [0, 3],
      [0, 4],
      [1, 4],
      [2, 5],
    ]);
  });

  test('of nothing is empty', async () => {
    await makeCompared(engine);
    expect(await draw(10)).toEqual([]);
    expect(await drawn()).toEqual([]);
  });
});

describe('its file', () => {
  const write = async (file: string, mask: boolean) => {
    await draw(5);
    await writeSample(engine, CONFIG, { file: pathOf(file), workDirectory, mask });
    return readFileSync(pathOf(file), 'utf8')
      .replace(/\b[0-9a-f]{16}\b/g, 'hash')
      .trimEnd()
      .split('\n');
  };

  test('is masked, private, and inert in a spreadsheet', async () => {
    expect(await write('masked.csv', true)).toEqual([
      'source_l,id_l,source_r,id_r,decision,by,at,note,rows_hash,stratum,stratum_pairs,score,name_l,name_r,phone_l,phone_r,birth_date_l,birth_date_r,email_l,email_r',
      `online,a1,offline,b1,,,,,hash,"joined, from 30",1,35000,김*수,김*수,'+82******2468,'+82******2468,1980-**-**,,m***@shop.kr,`,
      `online,a1,offline,b2,,,,,hash,"apart, 1 to 5.629",2,2000,김*수,,'+82******2468,,1980-**-**,,m***@shop.kr,`,
      `online,'=2,offline,b1,,,,,hash,"apart, 1 to 5.629",2,2000,'=****,김*수,,'+82******2468,,,,`,
      `online,'=2,offline,b2,,,,,hash,"joined, 7.629 to 10",1,8000,'=****,,,,,,,`,
      `online,a3,offline,b3,,,,,hash,"apart, 5.629 to 6.629",1,6000,이*연,이*윤,'+82******3579,'+82******3579,1990-**-**,,,`,
    ]);
    expect(statSync(pathOf('masked.csv')).mode & 0o777).toBe(0o600);
  });

  test('shows what the rows say when that is asked for', async () => {
    const [, first] = await write('clear.csv', false);
    expect(first).toContain('김민수,김민수,+821031072468,+821031072468,1980-01-02,,minsu@shop.kr,');
  });

  test('never replaces another', async () => {
    fileOf('decisions', 'taken.csv');
    await expect(write('taken.csv', true)).rejects.toMatchObject({
      code: 'usage',
      message: `${pathOf('taken.csv')} exists already`,
    });
    expect(readFileSync(pathOf('taken.csv'), 'utf8')).toBe('decisions');
  });

  test('comes back as decided pairs; what has changed meanwhile counts no more', async () => {
    const lines = await write('back.csv', true);
    const text = readFileSync(pathOf('back.csv'), 'utf8').replace(/^(online,.*?,offline,b\d),/gm, '$1,link');
    expect(lines).toHaveLength(6);
    const load = () => loadTruth(engine, CONFIG, { path: fileOf(text, 'decided.csv'), workDirectory });
    expect(await load()).toMatchObject({ lines: 5, decided: 5, changed: 0, pairs: 5 });
    await engine.run(sql`update rows set name = '박지훈' where member_id = 'b3'`);
    expect(await load()).toMatchObject({ decided: 5, changed: 1, pairs: 4 });
  });
});
