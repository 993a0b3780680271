import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Engine } from '../../../src/engine/engine.js';
import { raw } from '../../../src/engine/sql.js';
import { fillExampleTables } from '../../../src/merge/example-tables.js';
import { mergePersons } from '../../../src/merge/merge.js';
import { loadRules } from '../../../src/rules/load.js';
import { smallEngine } from '../../rules/support.js';
import { differences, ladder, SOURCES, written } from './support.js';

let engine: Engine;
beforeAll(async () => {
  engine = await smallEngine();
});
afterAll(() => engine.close());

async function holds(points: string, examples: string): Promise<void> {
  const decide = 'decide: [{ name: r, grade: highest(map) }]\n';
  expect(await differences(engine, { rules: ladder(decide + points, examples) })).toEqual([]);
}

test('a rate may depend on the grade that was decided, on the day and on anything else', async () => {
  await holds(
    `points:
  - from: points
    into: p
    rate:
      - { rate: 2, when: grade >= 'C' }
      - { rate: 0.5, when: as_of >= '2026-04-01' and offline is null }
      - { rate: 1 }
  - { from: stamps, into: p, rate: 0.25 }`,
    `
  - { as_of: 2026-04-01, given: { online: { grade: c, points: 3 } }, expect: { points: { p: 6 } } }
  - { as_of: 2026-04-01, given: { online: { grade: b, points: 3 } }, expect: { points: { p: 1 } } }
  - { as_of: 2026-03-31, given: { online: { grade: b, points: 3 } }, expect: { points: { p: 3 } } }
  - { as_of: 2026-04-01, given: { online: { points: 3 }, offline: { grade: a, points: 4, stamps: 3 } }, expect: { points: { p: 7 } } }
  - { as_of: 2026-04-01, given: { online: { points: 3 }, offline: { grade: d, points: 4, stamps: 3 } }, expect: { points: { p: 14 } } }
  - { given: { online: {} }, expect: { points: { p: 0 } } }`,
  );
});

test('an amount goes to the first line that takes it, the rest to the next, and what nobody takes is left', async () => {
  await holds(
    `points:
  - { from: online.points, into: p, when: any(mode = 'all') }
  - { from: points, into: legacy, when: any(mode is not null), expires: keep }`,
    `
  - { given: { online: { mode: all, points: 5 }, offline: { points: 7 } }, expect: { points: { p: 5, legacy: 7 } } }
  - { given: { online: { mode: keep, points: 5 }, offline: { points: 7 } }, expect: { points: { p: 0, legacy: 12 } } }
  - { given: { online: { points: 5 } }, expect: { points: { p: 0, legacy: 0 } } }`,
  );
});

test('dormant members keep their grade but not their points', async () => {
  await holds(
    "points: [{ from: points, into: p, when: not every(status = 'dormant') }]",
    `
  - { given: { online: { grade: b, status: dormant, points: 5 } }, expect: { grade: B, points: { p: 0 } } }
  - { given: { online: { grade: b, points: 5 } }, expect: { grade: B, points: { p: 5 } } }`,
  );
});

test('the same bonus on two rows counts once, and a bonus of the rules once for each person', async () => {
  await holds(
    `measures: { visits: sum(orders) }
points:
  - { from: points, into: p }
  - { from: bonus, once: true, into: p }
  - { bonus: 100, into: p, when: any(joined_at >= '2026-01-01') }
  - { bonus: visits * 10, into: p, when: sources = 2 }`,
    `
  - given: { online: { points: 1, bonus: "500", joined_at: 2026-01-01 }, offline: { bonus: "300", joined_at: 2026-02-01, orders: 2 } }
    expect: { points: { p: 621 } }
  - { given: { online: { bonus: "500", joined_at: 2025-12-31, orders: 9 } }, expect: { points: { p: 500 } } }
  - { given: { offline: {} }, expect: { points: { p: 0 } } }`,
  );
});

test('a balance below 0 is kept, raised to 0, or refused', async () => {
  await holds(
    `points:
  - { from: points, into: kept }
  - { from: online.spend, into: raised, negative: zero }
  - { from: orders, into: refused, negative: refuse }`,
    `
  - { given: { online: { points: -5, spend: -5 } }, expect: { points: { kept: -5, raised: 0 } } }
  - { given: { online: { orders: -1 } }, expect: { refused: the balance of refused is below 0 } }
  - { given: { online: { orders: 1, spend: 2 } }, expect: { refused: none, points: { refused: 1, raised: 2 } } }`,
  );
});

test('a request that is not granted is refused with its reason, and points may ask for that', async () => {
  await holds(
    `refuse:
  - { when: any(mode = 'part'), because: all or nothing }
  - { when: any(mode = 'odd'), because: nobody knows }
points:
  - { from: points, into: p, when: any(mode = 'all') and not refused }
  - { from: points, into: legacy }`,
    `
  - { given: { online: { mode: part, points: 5 } }, expect: { refused: all or nothing, points: { p: 0, legacy: 5 } } }
  - { given: { online: [{ mode: odd, points: 5 }, { mode: all, points: 1 }] }, expect: { refused: nobody knows, points: { legacy: 6 } } }
  - { given: { online: { mode: all, points: 5 } }, expect: { points: { p: 5, legacy: 0 } } }`,
  );
});

test('what came of amounts at several rates is told in sums, and buckets have their days', async () => {
  const rules = ladder(
    `decide: [{ name: r, grade: highest(map) }]
measures: { ends: min(as_date(online.until)) }
points:
  - { from: points, into: p, rate: [{ rate: 0.5, when: "grade = 'A'" }, { rate: 2 }], expires: 2030-12-31, negative: zero }
  - { from: orders, into: q, when: sources = 1, expires: ends }
  - { bonus: 7, into: q, when: sources = 2 }`,
    '  - { given: { online: {} }, expect: {} }',
  );
  const loaded = await loadRules(await written({ rules }), { engine, sources: SOURCES });
  await fillExampleTables(
    engine,
    [
      [{ source: 'online', values: { grade: 'a', points: 10, orders: 3, until: '2027-05-05' } }],
      [
        { source: 'online', values: { points: 4 } },
        { source: 'offline', values: { points: 1.5, orders: 8 } },
      ],
      [{ source: 'online', values: { points: -9 } }],
    ].map((rows) => ({ rows })),
    SOURCES,
  );
  const tables = {
    rows: 'example_rows',
    personRows: 'example_person_rows',
    previousGrades: 'example_previous_grades',
    prefix: '',
  };
  await mergePersons(engine, { rules: loaded, sources: SOURCES, asOf: '2026-01-01', tables });
  const lines = async (from: string) =>
    (await engine.rows(raw(`select columns(*)::varchar from (from ${from}) order by all`))).map((row) =>
      Object.values(row)
        .map((value) => value ?? '-')
        .join(' | '),
    );
  expect(await lines('merged_points')).toEqual([
    '0 | p | 5 | 2030-12-31',
    '0 | q | 3 | 2027-05-05',
    '1 | p | 11 | 2030-12-31',
    '1 | q | 7 | -',
  ]);
  expect(await lines('merged_conversions')).toEqual([
    'p | offline | points | 2 | 1.50',
    'p | online | points | 0.5 | 10.00',
    'p | online | points | 2 | -5.00',
    'p | rules | below_0 | 1 | 18.00',
    'q | offline | orders | - | 8.00',
    'q | online | orders | 1 | 3.00',
    'q | rules | bonus | 1 | 7.00',
  ]);
});
