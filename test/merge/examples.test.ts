import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Engine } from '../../src/engine/engine.js';
import { runExamples } from '../../src/merge/examples.js';
import { loadRules } from '../../src/rules/load.js';
import { rulesFrom, SOURCES, smallEngine } from '../rules/support.js';

let engine: Engine;
beforeAll(async () => {
  engine = await smallEngine();
});
afterAll(() => engine.close());

test('the example in best-of-both.yaml passes', async () => {
  const rules = await loadRules('rules/best-of-both.yaml', { engine, sources: SOURCES });
  expect(await runExamples(engine, rules, SOURCES)).toEqual([
    {
      name: 'example 1',
      place: { line: 26, column: 5 },
      passed: true,
      differences: [],
      got: { grade: 'VIP', rule: 'best of both', adjusted_by: null },
    },
  ]);
});

const RULES = `version: 1
name: t
grades: [SILVER, GOLD]
map: { online: { S: SILVER, G: GOLD }, offline: { S: SILVER } }
decide:
  - { name: best, grade: highest(map) }
points: [{ from: points, into: points }]
fields: { name: longest }
examples:
`;

test('an example that fails says what it expected and what it got', async () => {
  const rules = await rulesFrom(
    engine,
    `${RULES}  - name: two rows
    given: { online: [{ grade: S, points: 50, name: Kim }, { grade: G, points: 100, name: Kim Yuna }] }
    expect: { grade: SILVER, rule: best, points: { points: 151 }, name: Kim, joined_at: null }
`,
  );
  const [result] = await runExamples(engine, rules, SOURCES);
  expect(result?.differences).toEqual([
    { what: 'grade', expected: 'SILVER', got: 'GOLD' },
    { what: 'points.points', expected: '151', got: '150' },
    { what: 'name', expected: 'Kim', got: 'Kim Yuna' },
  ]);
});

test('an example may give the previous grade, and none is a grade to expect', async () => {
  const rules = await rulesFrom(
    engine,
    `${RULES}  - { given: { online: {} }, expect: { grade: none, rule: no rule applied } }
  - { given: { previous: GOLD, online: { joined_at: 2020-01-31 } }, expect: { grade: none, joined_at: 2020-01-31 } }
adjust: []
`,
  );
  const results = await runExamples(engine, rules, SOURCES);
  expect(results.map(({ passed }) => passed)).toEqual([true, true]);
});
