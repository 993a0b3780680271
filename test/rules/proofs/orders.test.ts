import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Engine } from '../../../src/engine/engine.js';
import { runExamples } from '../../../src/merge/examples.js';
import { declaredExports } from '../../../src/rules/file/declared.js';
import { loadRules } from '../../../src/rules/load.js';
import { temporaryFolder } from '../../cli/program.js';
import { smallEngine } from '../support.js';
import { prove, withExamples } from './support.js';

let engine: Engine;
beforeAll(async () => {
  engine = await smallEngine();
});
afterAll(() => engine.close());

const HEAD = `version: 1
name: orders
sources: { shop: [], orders: [ordered_at, delivered_at, amount, channel, brand] }
orders: { date: delivered, least: 1000 }
grades: [LOW, MIDDLE, HIGH]
`;

test.each([
  [
    'more spend lowers the grade',
    `measures: { spend: "sum(orders.amount, last 12 months)" }
decide:
  - { name: rich, when: spend >= 500000, grade: LOW }
  - { name: some, when: spend >= 100000, grade: HIGH }
  - { name: rest, grade: LOW }
`,
    [
      'unreachable grade: no rule ever gives MIDDLE',
      'not monotone: more spend can lower the grade from HIGH (some) to LOW (rich)',
    ],
  ],
  [
    'nobody of two conditions over orders gets a grade below them',
    `measures: { app: "sum(orders.amount, this year, channel = 'app')", brands: "count_distinct(orders.brand, this year)" }
decide:
  - { name: both, when: app >= 50000 and brands >= 3, grade: HIGH }
`,
    [
      'unreachable grade: no rule ever gives LOW',
      'unreachable grade: no rule ever gives MIDDLE',
      'gap: no rule gives a grade in 3 of 4 cases: such persons are counted as no rule applied',
    ],
  ],
  [
    'a rule behind another that asks for less is never reached',
    `measures: { visits: "count(orders, last year)" }
decide:
  - { name: often, when: visits >= 2, grade: MIDDLE }
  - { name: oftener, when: visits >= 5, grade: HIGH }
  - { name: rest, grade: LOW }
`,
    [
      'unreachable grade: no rule ever gives HIGH',
      'unreachable rule: the rule oftener can never apply: wherever it would, often (line 8) has answered',
    ],
  ],
])('%s: it is found, and its person passes as an example', async (_what, rules, expected) => {
  const path = join(temporaryFolder(), 'rules.yaml');
  writeFileSync(path, HEAD + rules);
  const { findings, told } = await prove(engine, path);
  expect(told.map((line) => line.replace(/^.*?: /u, ''))).toEqual(expected);
  const examples = findings.flatMap(({ example }) => example?.split('\n') ?? []);
  if (examples.length > 0) writeFileSync(path, await withExamples(path, examples));
  const exports = await declaredExports(path);
  const results = await runExamples(engine, await loadRules(path, { engine, ...exports }), exports.sources);
  expect(results.filter(({ passed }) => !passed)).toEqual([]);
});
