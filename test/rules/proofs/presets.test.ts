import { readdirSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Engine } from '../../../src/engine/engine.js';
import { smallEngine } from '../support.js';
import { prove } from './support.js';

let engine: Engine;
beforeAll(async () => {
  engine = await smallEngine();
});
afterAll(() => engine.close());

const files = readdirSync('rules', { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.yaml'))
  .toSorted();

test.each(files)('the proofs are silent on %s but for what it accepts', async (file) => {
  const { findings } = await prove(engine, `rules/${file}`);
  expect(findings.filter(({ accepted }) => accepted === undefined)).toEqual([]);
  // What is accepted can be shown.
  expect(findings.filter(({ message }) => message.startsWith('possibly'))).toEqual([]);
});
