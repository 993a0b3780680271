import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Engine } from '../../../src/engine/engine.js';
import { smallEngine } from '../../rules/support.js';
import { differences, ladder } from './support.js';

let engine: Engine;
beforeAll(async () => {
  engine = await smallEngine();
});
afterAll(() => engine.close());

async function holds(lines: string, examples: string, csv: Record<string, string> = {}): Promise<void> {
  expect(await differences(engine, { rules: ladder(lines, examples), csv })).toEqual([]);
}

test('both bands have to be there and the lower one counts; of either the higher one', async () => {
  const bands = `measures: { spend: sum(spend), visits: sum(orders) }
bands: { spend: { B: 100, C: 200 }, visits: { B: 5, C: 10, D: 20 } }
decide: `;
  const people = (both: readonly string[]) => `
  - { given: { online: { spend: 200, orders: 5 } }, expect: { grade: ${both[0]} } }
  - { given: { online: { spend: 150 }, offline: { orders: 20 } }, expect: { grade: ${both[1]} } }
  - { given: { online: { spend: 200 } }, expect: { grade: ${both[2]} } }
  - { given: { online: { orders: 99, spend: 99 } }, expect: { grade: ${both[3]} } }
  - { given: { online: {} }, expect: { grade: none } }`;
  await holds(
    `${bands}[{ name: r, grade: both(band(spend), band(visits)) }]`,
    people(['B', 'B', 'none', 'none']),
  );
  await holds(
    `${bands}[{ name: r, grade: either(band(spend), band(visits)) }]`,
    people(['C', 'D', 'C', 'D']),
  );
});

test('a source is its mapped grade, and previous and best_source are grades', async () => {
  await holds(
    `decide:
  - { name: both, when: online >= 'C' and offline is null, grade: lowest(online, 'B') }
  - { name: kept, when: previous = 'D', grade: highest(previous, offline) }
  - { name: rest, grade: best_source }`,
    `
  - { given: { online: { grade: c } }, expect: { grade: B, rule: both } }
  - { given: { online: { grade: c }, offline: { grade: a } }, expect: { grade: C, rule: rest } }
  - { given: { previous: D, offline: { grade: a } }, expect: { grade: D, rule: kept } }
  - { given: { online: {} }, expect: { grade: none, rule: no rule applied } }`,
  );
});

test('a grade counts only where the rules say so, and then nowhere', async () => {
  await holds(
    `grade_counts: not (grade_origin in ('matched', 'card')) and (grade_valid_until is null or grade_valid_until >= as_of)
decide: [{ name: r, grade: highest(map) }]
adjust: [{ name: best, never_below: best_source }]`,
    `
  - { given: { online: { grade: d, grade_origin: matched }, offline: { grade: b } }, expect: { grade: B } }
  - { given: { online: { grade: d, grade_origin: earned } }, expect: { grade: D } }
  - { given: { online: { grade: d } }, expect: { grade: D } }
  - { as_of: 2026-01-31, given: { online: { grade: d, grade_valid_until: 2026-01-31 } }, expect: { grade: D } }
  - { as_of: 2026-02-01, given: { online: { grade: d, grade_valid_until: 2026-01-31 } }, expect: { grade: none } }`,
  );
});

describe('a matrix', () => {
  const examples = `
  - { given: { online: { grade: a }, offline: { grade: a } }, expect: { grade: B, rule: m } }
  - { given: { online: [{ grade: a }, { grade: b }], offline: { grade: a } }, expect: { grade: C, rule: m } }
  - { given: { online: { grade: b } }, expect: { grade: B, rule: m } }
  - { given: { online: { grade: a }, offline: { grade: b } }, expect: { grade: none, rule: m } }
  - { given: { offline: { grade: b } }, expect: { grade: D, rule: rest } }
  - { given: { offline: {} }, expect: { grade: D, rule: rest } }`;
  const map = `version: 1
name: t
grades: [A, B, C, D]
map: { online: { a: A, b: B }, offline: { a: A, b: B } }
`;
  const rest = `decide: [{ name: m, grade: matrix(united) }, { name: rest, grade: D }]
examples:${examples}
`;

  test('in the file', async () => {
    const rules = `${map}matrices:
  united:
    rows: online
    columns: offline
    cells:
      none: { none: }
      A: { none: A, A: B, B: none }
      B: { none: B, A: C, B: D }
${rest}`;
    expect(await differences(engine, { rules })).toEqual([]);
  });

  test('from a CSV file, where an empty cell leaves it to the next rule', async () => {
    const rules = `${map}matrices: { united: { rows: online, columns: offline, file: m.csv } }\n${rest}`;
    const csv = { 'm.csv': 'online \\ offline;none;A;B\r\nA;A;B;none\r\nB;B;C;D\r\n' };
    expect(await differences(engine, { rules, csv })).toEqual([]);
  });

  test('of anything that is a grade', async () => {
    await holds(
      `measures: { spend: sum(spend) }
bands: { spend: { A: 0, B: 100 } }
matrices:
  m: { rows: highest(map), columns: band(spend), cells: { none: { A: A, B: B }, D: { none: C, A: D, B: D } } }
decide: [{ name: m, grade: matrix(m) }]`,
      `
  - { given: { online: { grade: d, spend: 5 } }, expect: { grade: D } }
  - { given: { online: { grade: d } }, expect: { grade: C } }
  - { given: { online: { spend: 100 } }, expect: { grade: B } }
  - { given: { online: { grade: c, spend: 100 } }, expect: { grade: none, rule: no rule applied } }`,
    );
  });
});

describe('a decision table', () => {
  const table = (hit: string) => `measures: { spend: sum(spend), visits: sum(orders) }
tables: { t: { file: t.csv, hit: ${hit} } }
decide: [{ name: t, grade: table(t) }, { name: rest, grade: A }]`;

  test('reads ranges, lists, comparisons, what is missing, conditions and dates', async () => {
    const csv = {
      't.csv': `spend,visits,online,as_of,any(status = 'dormant'),# why,grade
200..300,-,-,-,-,a range with both ends,B
(300..400),5 | 7,-,-,-,"a list, and a range without ends",C
missing,-,A | B,-,-,no spend,B
>= 1000,not (1..3),not (A),< 2026-01-01,no,,D
known,-,missing,-,yes,,none
`,
    };
    await holds(
      table('first'),
      `
  - { given: { online: { spend: 200 } }, expect: { grade: B, rule: t } }
  - { given: { online: { spend: 300 } }, expect: { grade: B, rule: t } }
  - { given: { online: { spend: 199.99 } }, expect: { grade: A, rule: rest } }
  - { given: { online: { spend: 300.01, orders: 7 } }, expect: { grade: C } }
  - { given: { online: { spend: 399.99, orders: 6 } }, expect: { rule: rest } }
  - { given: { online: { spend: 400, orders: 5 } }, expect: { rule: rest } }
  - { given: { online: { grade: b } }, expect: { grade: B, rule: t } }
  - { given: { online: { grade: c } }, expect: { rule: rest } }
  - { given: { online: { grade: b, spend: 1000, orders: 4 } }, expect: { grade: D } }
  - { given: { online: { grade: b, spend: 1000, orders: 2 } }, expect: { rule: rest } }
  - { given: { online: { grade: b, spend: 1000 } }, expect: { grade: D } }
  - { as_of: 2026-01-01, given: { online: { grade: b, spend: 1000 } }, expect: { rule: rest } }
  - { given: { online: { spend: 7, status: dormant } }, expect: { grade: none, rule: t } }`,
      csv,
    );
  });

  test('under first the upper line counts, under highest the best, and an empty result is none at all', async () => {
    const csv = { 't.csv': 'spend,grade\n>= 30,\n>= 20,B\n>= 10,C\n' };
    await holds(
      table('first'),
      `
  - { given: { online: { spend: 15 } }, expect: { grade: C } }
  - { given: { online: { spend: 25 } }, expect: { grade: B } }
  - { given: { online: { spend: 30 } }, expect: { grade: A, rule: rest } }`,
      csv,
    );
    await holds(
      table('highest'),
      '  - { given: { online: { spend: 30 } }, expect: { grade: C, rule: t } }',
      csv,
    );
  });

  test('gives numbers to measures', async () => {
    const csv = { 't.csv': 'spend,bonus,weight\n>= 20,500,1.5\n>= 10,100,0\n' };
    await holds(
      `measures: { spend: sum(spend), extra: "table(t, bonus) + spend", factor: table(t, weight) }
tables: { t: { file: t.csv, hit: first, gives: [bonus, weight] } }
decide: [{ name: high, when: extra > 515 and factor = 1.5, grade: D }, { name: rest, when: extra = 110, grade: B }]`,
      `
  - { given: { online: { spend: 20 } }, expect: { grade: D } }
  - { given: { online: { spend: 10 } }, expect: { grade: B } }
  - { given: { online: { spend: 9 } }, expect: { grade: none } }`,
      csv,
    );
  });
});

describe('measures', () => {
  test('count rows and values, also under a condition, and are 0 when there are none', async () => {
    await holds(
      `measures:
  rows: count()
  shops: count(offline)
  cards: count(card_no)
  different: count_distinct(card_no)
  paid: "sum(spend, status = 'active')"
  last: max(last_activity_at)
decide:
  - { name: yes, when: rows = 3 and shops = 2 and cards = 3 and different = 2 and paid = 7 and last >= '2026-01-02', grade: D }
  - { name: no, when: cards = 0 and different = 0 and shops = 0 and paid is null and last is null, grade: A }`,
      `
  - given:
      online: { card_no: X, spend: 7, status: active, last_activity_at: 2026-01-02 }
      offline: [{ card_no: X, spend: 1 }, { card_no: Y }]
    expect: { grade: D }
  - { given: { online: { spend: 7, status: dormant } }, expect: { grade: A } }`,
    );
  });

  test('are reckoned from each other, and missing when one of them is', async () => {
    await holds(
      `measures:
  spend: sum(spend)
  total: spend + sum(orders)
  safe: coalesce(spend, 0) + coalesce(sum(orders), 0)
  each: spend / sum(orders)
  level: case when spend >= 100 then 2 when spend >= 10 then 1 end
  flat: if(sources = 2, 5, 1)
bands: { total: { B: 10, C: 20 }, safe: { A: 0, B: 10 } }
decide:
  - { name: each, when: each = 2.5 and level is null and flat = 5, grade: D }
  - { name: total, when: level = 1 and flat = 1, grade: band(total) }
  - { name: safe, grade: band(safe) }`,
      `
  - { given: { online: { spend: 5 }, offline: { orders: 2 } }, expect: { grade: D, rule: each } }
  - { given: { online: { spend: 19, orders: 1 } }, expect: { grade: C, rule: total } }
  - { given: { online: { orders: 10 } }, expect: { grade: B, rule: safe } }
  - { given: { online: { spend: 11 } }, expect: { grade: B, rule: safe } }
  - { given: { online: { spend: 3, orders: 0 } }, expect: { grade: A, rule: safe } }`,
    );
  });
});

test('a score weighs measures; one that is missing adds nothing, and without any there is no score', async () => {
  await holds(
    `measures: { spend: sum(spend), visits: sum(orders), feedback: max(online.feedback) }
scores:
  value:
    spend: { weight: 0.001, most: 50 }
    visits: 2
    feedback: { steps: { 3: 5, 4.5: 10 }, weight: 2 }
bands: { value: { A: 0, B: 30, C: 60, D: 80 } }
decide: [{ name: value, grade: band(value) }]`,
    `
  - { given: { online: { spend: 30000 } }, expect: { grade: B } }
  - { given: { online: { spend: 29999.99 } }, expect: { grade: A } }
  - { given: { online: { spend: 900000, orders: 5 } }, expect: { grade: C } }
  - { given: { online: { spend: 900000, orders: 5, feedback: "4.5" } }, expect: { grade: D } }
  - { given: { online: { spend: 900000, orders: 5, feedback: "4.4" } }, expect: { grade: C } }
  - { given: { online: { feedback: "2" } }, expect: { grade: A } }
  - { given: { online: {} }, expect: { grade: none } }`,
  );
});

describe('top', () => {
  const lines = `measures: { spend: sum(spend), visits: sum(orders) }
decide:
  - { name: best, when: "top(20%, spend, qualifies('many visits'))", grade: D }
  - { name: many visits, when: visits >= 4, grade: C }
  - { name: ten, when: top(10%, spend), grade: B }
  - { name: rest, grade: A }`;

  test('is a share of all who have the number; who equals the last of them is in', async () => {
    await holds(
      lines,
      `
  - { given: { online: { spend: 100 } }, others: [{ times: 9, online: { spend: 99 } }], expect: { grade: B } }
  - { given: { online: { spend: 99 } }, others: [{ times: 9, online: { spend: 99 } }], expect: { grade: B } }
  - { given: { online: { spend: 99 } }, others: [{ online: { spend: 100 } }, { times: 9, online: { spend: 50 } }], expect: { grade: B } }
  - { given: { online: { spend: 99 } }, others: [{ online: { spend: 100 } }, { times: 8, online: { spend: 50 } }], expect: { grade: A } }
  - { given: { online: {} }, others: [{ online: {} }], expect: { grade: A } }
  - { given: { online: { spend: 1 } }, others: [{ times: 50, online: {} }], expect: { grade: B } }`,
    );
  });

  test('or of those who qualify for another rule', async () => {
    const five =
      'others: [{ times: 4, online: { spend: 10, orders: 4 } }, { times: 3, online: { spend: 90 } }]';
    await holds(
      lines,
      `
  - { given: { online: { spend: 11, orders: 4 } }, ${five}, expect: { grade: D } }
  - { given: { online: { spend: 9, orders: 4 } }, ${five}, expect: { grade: C } }
  - { given: { online: { spend: 95, orders: 3 } }, ${five}, expect: { grade: B } }
  - { given: { online: { orders: 4 } }, ${five}, expect: { grade: C } }`,
    );
  });
});

test('a rule may depend on the day', async () => {
  await holds(
    `decide:
  - { name: before, when: as_of < '2026-07-01', grade: online }
  - { name: young, when: any(joined_at >= add_months(as_of, -12)), grade: B }
  - { name: birthday, when: any(month(last_activity_at) = month(as_of) and source = 'offline'), grade: C }
  - { name: after, grade: D }`,
    `
  - { as_of: 2026-06-30, given: { online: { grade: a } }, expect: { grade: A, rule: before } }
  - { as_of: 2026-07-01, given: { online: { grade: a, joined_at: 2025-07-01 } }, expect: { grade: B } }
  - { as_of: 2026-07-01, given: { online: { grade: a, joined_at: 2025-06-30 } }, expect: { grade: D } }
  - { as_of: 2026-07-01, given: { offline: { last_activity_at: 2020-07-31 } }, expect: { grade: C } }
  - { as_of: 2026-07-01, given: { online: { last_activity_at: 2020-07-31 } }, expect: { grade: D } }`,
  );
});
