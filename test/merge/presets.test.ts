import { readdirSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Engine } from '../../src/engine/engine.js';
import { runExamples } from '../../src/merge/examples.js';
import { declaredExports } from '../../src/rules/file/declared.js';
import { loadRules } from '../../src/rules/load.js';
import { SOURCES, smallEngine } from '../rules/support.js';

let engine: Engine;
beforeAll(async () => {
  engine = await smallEngine();
});
afterAll(() => engine.close());

const files = readdirSync('rules', { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.yaml'))
  .toSorted();

test('there is a preset for every policy and every published programme', () => {
  expect(files).toEqual([
    'best-of-both.yaml',
    'grandfather-until-a-date.yaml',
    'higher-of-both.yaml',
    'keep-a-legacy-ledger.yaml',
    'matrix.yaml',
    'never-down.yaml',
    'one-step-down.yaml',
    'programmes/alaska-virgin-america.yaml',
    'programmes/american-us-airways-2015.yaml',
    'programmes/amore-mall-2023.yaml',
    'programmes/brunswick-korea.yaml',
    'programmes/cafe24-amount-or-count.yaml',
    'programmes/cj-one-2015.yaml',
    'programmes/daiso-family.yaml',
    'programmes/downgrade-by-balance.yaml',
    'programmes/downgrade-one-step.yaml',
    'programmes/godomall-no-downgrade.yaml',
    'programmes/korean-air-asiana-2025.yaml',
    'programmes/marriott-spg-2018.yaml',
    'programmes/open-loyalty.yaml',
    'programmes/regressions-of-others.yaml',
    'programmes/stamp-cards-and-several-cards.yaml',
    'programmes/voucherify-balance-tiers.yaml',
    'programmes/wyndham-la-quinta-2019.yaml',
    'programmes/yearly-spend.yaml',
    'score-of-several-measures.yaml',
    'sum-then-band.yaml',
  ]);
});

test.each(files)('%s is sound and all its examples pass', async (file) => {
  const path = `rules/${file}`;
  const declared = await declaredExports(path);
  const sources = declared.sources.length > 0 ? declared.sources : SOURCES;
  const rules = await loadRules(path, { engine, ...declared, sources });
  const results = await runExamples(engine, rules, sources);
  expect(results.filter(({ passed }) => !passed)).toEqual([]);
  expect(results.length).toBeGreaterThan(0);
});
