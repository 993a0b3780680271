import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadConfig } from '../../src/config/load.js';
import type { Engine } from '../../src/engine/engine.js';
import { explainRules, explanationText } from '../../src/explain/explain.js';
import { declaredSources } from '../../src/rules/file/declared.js';
import { loadRules } from '../../src/rules/load.js';
import { smallEngine } from '../rules/support.js';

let engine: Engine;
beforeAll(async () => {
  engine = await smallEngine();
});
afterAll(() => engine.close());

const LANGUAGES = ['en', 'ko'] as const;

const presets = readdirSync('rules', { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.yaml'))
  .map((file) => `rules/${file}`)
  .toSorted();

async function explained(file: string, lang: 'en' | 'ko'): Promise<string> {
  const declared = await declaredSources(file);
  const config = await loadConfig('fixtures/quickstart/tier-merge.yaml', { workingDirectory: '.' });
  const sources = declared.length > 0 ? declared : config.sources;
  const rules = await loadRules(file, { engine, sources });
  return explanationText(rules.name, explainRules(rules, { lang, sources }));
}

test.each([
  ['rules/best-of-both.yaml', 'best-of-both'],
  ['rules/programmes/marriott-spg-2018.yaml', 'marriott-spg-2018'],
  ['rules/programmes/korean-air-asiana-2025.yaml', 'korean-air-asiana-2025'],
  ['test/explain/everything.yaml', 'everything'],
])('%s is explained as it is written out, in both languages', async (file, name) => {
  for (const lang of LANGUAGES)
    expect(await explained(file, lang)).toBe(
      readFileSync(`test/explain/expected/${name}.${lang}.txt`, 'utf8'),
    );
});

test.each([...presets, 'test/explain/everything.yaml'])('%s is explained without a code', async (file) => {
  for (const lang of LANGUAGES) {
    const text = await explained(file, lang);
    expect(text).not.toMatch(/[a-z]_[a-z]|undefined|null|NaN|\bselect\b|<>|>=/iu);
    expect(text.split('\n').length).toBeGreaterThan(3);
  }
});

test.each(presets)('%s says the same every time', async (file) => {
  expect(await explained(file, 'en')).toBe(await explained(file, 'en'));
});

test('a Korean explanation has no English word that nobody chose', async () => {
  const text = await explained('rules/matrix.yaml', 'ko');
  const words = new Set(text.match(/[A-Za-z]+/gu));
  expect([...words].toSorted()).toEqual([
    ...['GOLD', 'SILVER', 'VIP', 'WELCOME'],
    ...['matrix', 'new', 'offline', 'online', 'regular', 'top', 'united'],
  ]);
});
