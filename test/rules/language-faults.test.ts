import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Engine } from '../../src/engine/engine.js';
import { loadRules } from '../../src/rules/load.js';
import { proveRules } from '../../src/rules/proofs/prove.js';
import { faults, SOURCES, written } from '../merge/language/support.js';
import { smallEngine, source } from './support.js';

let engine: Engine;
beforeAll(async () => {
  engine = await smallEngine();
});
afterAll(() => engine.close());

const HEAD = `version: 1
name: t
grades: [A, B]
map: { online: { a: A }, offline: { a: A } }
`;
const DECIDE = 'decide: [{ name: r, grade: A }]\n';

test.each([
  ['measures: { a: b + 1, b: a * 2 }', '5:16 measures.a: a is made of itself (character 1) | a -> b -> a'],
  ['measures: { online: sum(spend) }', '5:13 online is a source, and as a value its mapped grade'],
  ['measures: { a: sum(joined_at) }', '5:16 measures.a: joined_at is not an amount (character 5)'],
  [
    'measures: { a: count_distinct(nam) }',
    '5:16 measures.a: unknown name nam (character 16) | did you mean name?',
  ],
  [
    'measures: { a: spend }',
    '5:16 measures.a: spend has a value on every row (character 1) | write sum(spend) or max(spend)',
  ],
  ['measures: { a: "sum(spend, grade > 5)" }', '5:16 measures.a: '],
  [
    'measures: { a: max(joined_at) }\nbands: { a: { B: 5 } }',
    '5:16 measures.a: a is a date, and bands are of numbers',
  ],
  ['scores: { s: { spend: 5 } }', '5:16 there is no measure spend'],
  ['scores: { s: {} }', '5:14 the score s is made of nothing'],
  ['measures: { s: sum(spend) }\nscores: { s: { s: 1 } }', '6:11 there is already a measure s'],
  ['scores: { s: { s: 1 } }', '5:14 scores.s: s is made of itself (character 1) | s -> s'],
  [
    'measures: { m: sum(spend) }\nscores: { s: { m: { steps: { lots: 5 } } } }',
    '6:36 lots is not written as plain digits',
  ],
  [
    'matrices: { m: { rows: online, columns: offline, cells: { C: { A: A } } } }',
    '5:59 C is not a grade of the ladder, nor none',
  ],
  [
    'matrices: { m: { rows: online, columns: offline, cells: { A: { B: A } } } }',
    '5:41 the matrix has nothing for A of offline',
  ],
  [
    'matrices: { m: { rows: online, columns: offline, cells: { A: { A: C } } } }',
    '5:64 C is not a grade of the ladder',
  ],
  [
    'grade_counts: grade_orign is null',
    '5:15 grade_counts: unknown name grade_orign (character 1) | did you mean grade_origin?',
  ],
  ['points: [{ into: p }]', '5:10 a line needs either from or bonus'],
  ['points: [{ from: points, bonus: 5, into: p }]', '5:10 a line needs either from or bonus'],
  [
    'points: [{ from: points, into: p, rate: [{ rate: 1, when: "as_of > \'2026-01-01\'" }] }]',
    '5:42 the last rate is for everyone else and has no when',
  ],
  [
    'points: [{ from: points, into: p, rate: [{ rate: 1 }, { rate: 2 }] }]',
    '5:42 no rate behind this one can apply',
  ],
  ['points: [{ from: points, into: p, when: points > 5 }]', '5:10 points: points is a field of a row'],
  [
    'points: [{ from: points, into: p, when: sources = 1, negative: zero }, { from: points, into: p, negative: keep }]',
    '5:107 p already has zero for balances below 0',
  ],
  [
    'points: [{ from: points, into: p, when: sources = 1 }, { from: points, into: p }, { from: online.points, into: q }]',
    '5:91 online.points is already converted by line 2 of points',
  ],
  [
    'points: [{ from: points, into: p, expires: 2026-13-01 }]',
    '5:44 points (1st).expires: 2026-13-01 is not a date',
  ],
  [
    'adjust: [{ name: a, never_below: B, at_most_down: 1 }]',
    '5:10 an adjustment is one of never_below, at_most_down and exceptions',
  ],
  ['adjust: [{ name: a, never_below: B, until: tomorrow }]', '5:44 tomorrow is not a day'],
  ['adjust: [{ name: a, at_most_down: -1 }]', '5:35 adjust (1st).at_most_down: must be at least 0'],
  [
    'adjust: [{ name: a, never_below: B, when: grade > 5 }]',
    '5:43 adjust (1st).when: a grade is compared with a number',
  ],
  ['refuse: [{ when: mode = 1, because: no }]', '5:18 refuse (1st).when: mode is a field of a row'],
  ['costs: { C: 5 }', '5:10 C is not a grade of the ladder'],
  ['costs: { A: 3% of spend }', '5:13 there is no measure spend'],
  ['costs: { A: a lot }', '5:13 a lot is not a cost | write an amount a year, or 3% of spend'],
  ['accept: [{ finding: possible gap, rule: x, because: y }]', '5:41 there is no rule x'],
  ['fields: { consent_sms: [latest_act, strictest] }', '5:24 a consent survives strictest or by latest_act'],
  ['fields: { name: expires 24 months }', '5:17 expires is for consents'],
  ['fields: { name: with nam }', '5:17 nam is not a field that survives | did you mean name?'],
  ['fields: { name: with address, address: with name }', '5:17 address does not go its own way'],
  ['fields: { name: [all, latest] }', '5:17 all stands alone'],
  ['fields: { joined_at: all }', '5:22 all is for texts'],
  ['sources: { online: [tier] }', '5:20 the config maps no tier of online'],
  ['sources: { shop: [grade] }', '5:12 the config has no source shop'],
  ['examples: [{ as_of: 2026-02-30, given: { online: {} }, expect: {} }]', '5:21 2026-02-30 is not a day'],
  [
    'examples: [{ given: { online: {} }, others: [{ times: 0, online: {} }], expect: {} }]',
    '5:55 times is a whole number',
  ],
  ['examples: [{ given: { online: {} }, expect: { points: { p: 1 } } }]', '5:57 no points go into p'],
])('%s', async (lines, fault) => {
  const found = await faults(engine, { rules: `${HEAD}${lines}\n${DECIDE}` });
  expect(
    found.some((line) => line.startsWith(`rules.yaml:${fault}`)),
    found.join('\n'),
  ).toBe(true);
});

test.each([
  ['top(spend, 5%)', 'top takes a share, a number and perhaps a condition'],
  ['top(5%, previous)', 'a grade cannot be ranked'],
  ['spend > 5%', 'a share can stand only in top'],
  ['qualifies(x)', 'there is no rule x'],
  ['qualifies(r)', 'qualifies cannot stand inside top or in a rule that another names'],
  ['top(5%, spend, top(1%, spend))', 'top cannot stand inside top'],
  ["announced > 'C'", 'C is not a grade of the ladder'],
  ['day(spend) = 1', 'a date is needed here, not a number'],
])('when: %s', async (when, fault) => {
  const rules = `${HEAD}measures: { spend: sum(spend) }\ndecide: [{ name: r, when: "${when}", grade: A }]\n`;
  expect((await faults(engine, { rules })).join()).toContain(fault);
});

test('measures that double each other are refused before they fill the memory', async () => {
  const doubling = Array.from({ length: 40 }, (_, step) => `  m${step + 1}: m${step} + m${step}`);
  const rules = `${HEAD}measures:\n  m0: sum(spend)\n${doubling.join('\n')}\n${DECIDE}`;
  expect((await faults(engine, { rules })).join()).toContain('is made of too much');
});

test('rules about points alone need no ladder and have no gap', async () => {
  const rules = 'version: 1\nname: t\npoints: [{ from: points, into: p }]\n';
  const loaded = await loadRules(await written({ rules }), { engine, sources: SOURCES });
  expect(await proveRules(engine, loaded, [source('shop', 0, 'member_id points')])).toEqual([]);
});

test('costs and accepted findings are read', async () => {
  const rules = `${HEAD}measures: { spend: sum(spend) }
costs: { A: 12000.5, B: 3.5% of spend }
accept: [{ finding: gap, because: meant so }]
decide: [{ name: r, grade: highest(map) }]
`;
  const loaded = await loadRules(await written({ rules }), { engine, sources: SOURCES });
  expect([...loaded.costs]).toEqual([
    [1, { kind: 'amount', amount: '12000.5' }],
    [2, { kind: 'share', percent: '3.5', measure: 'spend' }],
  ]);
  expect(loaded.accepted).toMatchObject([{ finding: 'gap', because: 'meant so' }]);
});

test('the hash of the rules changes with a CSV file that they name', async () => {
  const rules = `${HEAD}tables: { t: { file: t.csv, hit: first } }\n${DECIDE}`;
  const hash = async (csv: string) =>
    (await loadRules(await written({ rules, csv: { 't.csv': csv } }), { engine, sources: SOURCES })).hash;
  expect(await hash('sources,grade\n1,A\n')).not.toBe(await hash('sources,grade\n2,A\n'));
});
