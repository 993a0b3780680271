import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Engine } from '../../../src/engine/engine.js';
import { sql } from '../../../src/engine/sql.js';
import { listWronglyMerged, measureClusters } from '../../../src/match/evaluate/clusters.js';
import { measureLabels, measurePairs } from '../../../src/match/evaluate/pairwise.js';
import { placeRows } from '../../../src/match/evaluate/placed.js';
import { countEmptyRows, measureReach } from '../../../src/match/evaluate/reach.js';
import { countOutcomes, countScores } from '../../../src/match/evaluate/scores.js';
import { smallEngine } from '../../engine/small-engine.js';
import { CONFIG, makeCompared, makeRows } from './support.js';

let engine: Engine;
beforeAll(async () => {
  engine = await smallEngine();
});
afterAll(() => engine.close());

// True pairs 0-3, 1-4, 2-5, 2-6, 5-6; pairs of one member 0-3, 0-4, 3-4, 2-5.
const MIXED = `
  at      id member truth
  online  a1 m      p1
  online  a2 n      p2
  online  a3 o      p3
  offline b1 m      p1
  offline b2 m      p2
  offline b3 o      p3
  offline b4 q      p3`;

async function place(text: string): Promise<void> {
  await makeRows(engine, text);
  await placeRows(engine, CONFIG);
}

describe('pairs', () => {
  test('are right when both rows are one person and one member', async () => {
    await place(MIXED);
    expect(await measurePairs(engine)).toEqual({
      known: 5,
      found: 4,
      right: 2,
      precision: 0.5,
      recall: 0.4,
      f1: 4 / 9,
      withdrawn: 0,
      absent: 0,
    });
  });

  test('of rows whose person is unknown are neither right nor wrong', async () => {
    await place(`
      at      id member truth
      online  a1 m      p1
      offline b1 m      p1
      offline b2 m      -`);
    expect(await measurePairs(engine)).toMatchObject({ known: 1, found: 1, right: 1 });
  });

  test('of a withdrawn and a living row of one human being are left out, found or not', async () => {
    const rows = (member: string) => `
      at      id member    truth status
      online  a1 ${member} p1    withdrawn
      online  a2 m         p1    active
      offline b1 m         p1    -`;
    await place(rows('n'));
    expect(await measurePairs(engine)).toMatchObject({ known: 1, found: 1, right: 1, withdrawn: 2 });
    await place(rows('m'));
    expect(await measurePairs(engine)).toMatchObject({ known: 1, found: 1, right: 1, withdrawn: 2 });
  });

  test('of a withdrawn row count where the config lets it link', async () => {
    await makeRows(
      engine,
      `at      id member truth status
       online  a1 n      p1    withdrawn
       offline b1 m      p1    -`,
    );
    await placeRows(engine, { ...CONFIG, identity: { ...CONFIG.identity, vetoes: ['ci'] } });
    expect(await measurePairs(engine)).toMatchObject({ known: 1, found: 0, withdrawn: 0 });
  });

  test('with a row that is not accepted are lost', async () => {
    await place(`
      at      id truth
      online  a1 p1
      offline b1 p1`);
    await engine.run(sql`insert into absent values ('p1'), ('p1'), ('p2')`);
    // Each of two absent rows with each of two accepted ones, and the two absent rows.
    expect(await measurePairs(engine)).toMatchObject({ known: 1, absent: 5 });
  });

  test('have no precision where nothing was found, and no recall where nothing is known', async () => {
    await place('at id truth\nonline a1 p1\noffline b1 p2');
    expect(await measurePairs(engine)).toMatchObject({ precision: null, recall: null, f1: null });
  });

  test('that people decided are found when their rows are one member', async () => {
    await makeRows(engine, MIXED);
    await engine.run(
      sql`create or replace table labels as select * from (values
        (0::bigint, 3::bigint, true), (0, 4, false), (1, 4, true), (2, 5, true), (1, 5, false)) as labels(l, r, is_link)`,
    );
    expect(await measureLabels(engine)).toEqual({
      known: 3,
      found: 3,
      right: 2,
      precision: 2 / 3,
      recall: 2 / 3,
      f1: 2 / 3,
    });
  });
});

describe('members', () => {
  test('are exactly right, wrongly merged or split', async () => {
    await place(`${MIXED}
      online  c1 r      p4
      offline c2 r      p4
      offline c3 s      p5`);
    expect(await measureClusters(engine)).toMatchObject({
      members: 6,
      persons: 5,
      exact: 2,
      precision: 2 / 6,
      recall: 2 / 5,
      several: { members: 3, persons: 4, exact: 1, precision: 1 / 3, recall: 1 / 4 },
      wrongly_merged: 1,
      split: 2,
    });
  });

  test('that are wrong are listed with their rows, most persons first', async () => {
    await place(`${MIXED}
      online  c1 r      p4
      online  c2 r      p5
      offline c3 r      p6`);
    const row = (source: string, id: string, person: string) => ({ source, id, person });
    const worst = {
      member: 'online c1',
      persons: 3,
      rows: [row('online', 'c1', 'p4'), row('online', 'c2', 'p5'), row('offline', 'c3', 'p6')],
    };
    expect(await listWronglyMerged(engine, CONFIG, 1)).toEqual([worst]);
    expect(await listWronglyMerged(engine, CONFIG, 2)).toEqual([
      worst,
      {
        member: 'online a1',
        persons: 2,
        rows: [row('online', 'a1', 'p1'), row('offline', 'b1', 'p1'), row('offline', 'b2', 'p2')],
      },
    ]);
  });

  // Bagga and Baldwin 1998, figures 1 to 3: persons 1-5, 6-7 and 8-C, and two answers that chain two of them.
  test.each([
    ['the two smaller persons', 'aaaaabbbbbbb', 0.76],
    ['the two larger persons', 'aaaaabbaaaaa', 0.58],
  ])('joining %s have the B-cubed precision that its authors give', async (_what, members, precision) => {
    const persons = 'xxxxxyyzzzzz';
    const rows = Array.from(members, (member, at) => `online ${at} ${member} ${persons[at]}`);
    await place(`at id member truth\n${rows.join('\n')}`);
    const { b_cubed } = await measureClusters(engine);
    expect(b_cubed.precision).toBeCloseTo(precision, 2);
    expect(b_cubed.recall).toBe(1);
  });
});

describe('what is within reach', () => {
  const ROWS = `
    at      id member truth name phone birth_date ci
    online  a1 m      p1    kim  0101  -          c
    online  a2 n      p2    lee  0102  1990-01-02 -
    online  a3 o      p3    -    0103  1991-03-04 -
    offline b1 m      p1    kim  -     1980-05-06 -
    offline b2 q      p2    -    0102  -          -
    offline b3 r      p3    choi 0103  -          -
    offline b4 s      p3    -    -     -          -
    offline b5 t      p4    -    -     -          d`;

  test('is what does not lie in rows that have nothing, or one field that never links alone', async () => {
    await makeRows(engine, ROWS);
    expect(await countEmptyRows(engine, CONFIG)).toEqual({
      rows: 8,
      empty: 2,
      by: [
        { only: 'nothing', rows: 1 },
        { only: 'phone', rows: 1 },
      ],
    });
    await engine.run(sql`update rows set keep_apart = true where member_id = 'b4'`);
    expect(await countEmptyRows(engine, CONFIG)).toMatchObject({ rows: 7, empty: 1 });
  });

  test('is a true pair whose rows know one field in common beside the phone', async () => {
    await place(ROWS);
    await makeCompared(engine, '0 3 20000 link\n1 4 4000 review\n0 1 -3000 none');
    await countScores(engine, 'persons');
    // True pairs: 0-3 share the name; 1-4, 2-5, 2-6 and 5-6 share nothing but a phone. b2 and b4 are too empty.
    expect(await measureReach(engine)).toEqual({
      known: 5,
      with_empty_row: 3,
      without_evidence: 4,
      reachable: 1,
      reachable_right: 1,
      reachable_recall: 1,
      never_compared: 3,
      reachable_never_compared: 0,
    });
  });

  test('counts pairs of rows that know the same, within a member and across members', async () => {
    await place(`
      at      id member truth name
      online  a1 m      p1    kim
      online  a2 m      p1    kim
      online  a3 n      p1    kim
      offline b1 m      p1    -
      offline b2 m      p1    -`);
    await makeCompared(engine);
    await countScores(engine, 'persons');
    // Ten true pairs; with b1 or b2 in seven of them. The three others share a name, one of them is one member.
    expect(await measureReach(engine)).toMatchObject({
      known: 10,
      without_evidence: 7,
      reachable: 3,
      reachable_right: 1,
      never_compared: 10,
      reachable_never_compared: 3,
    });
  });
});

test('compared pairs are counted by outcome; a withdrawn row and its living one in none', async () => {
  await place(`
    at      id truth status
    online  a1 p1    -
    online  a2 p1    withdrawn
    offline b1 p1    -
    offline b2 p2    -
    offline b3 -     -`);
  await makeCompared(
    engine,
    '0 2 9000 link\n0 3 9000 link\n0 1 30000 veto veto\n1 2 30000 veto veto\n2 3 100 none\n0 4 9000 link',
  );
  await countScores(engine, 'persons');
  expect(await countOutcomes(engine)).toEqual([
    { outcome: 'link', pairs: 2, right: 1 },
    { outcome: 'none', pairs: 1, right: 0 },
  ]);
});
