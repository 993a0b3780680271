import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Engine } from '../../../src/engine/engine.js';
import { runExamples } from '../../../src/merge/examples.js';
import { rulesFrom, smallEngine } from '../support.js';
import { prove, withExamples } from './support.js';

let engine: Engine;
beforeAll(async () => {
  engine = await smallEngine();
});
afterAll(() => engine.close());

const FOLDER = 'test/rules/faulty';

/** What each proof calls what it finds; two of them refuse a file before it can be evaluated. */
const PROOFS: Readonly<Record<string, RegExp>> = {
  complete: /: gap: /,
  reachable: /: unreachable (rule|grade): /,
  unambiguous: /both apply/,
  monotone: /: not monotone: /,
  'worse-off': /: worse off: /,
  maps: /: (map order|collapsed labels): /,
  points: /: points not conserved: /,
  consent: /consent/,
};

const files = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.yaml'))
  .toSorted();

test('every proof has at least five faulty files', () => {
  const counts = Object.keys(PROOFS).map(
    (proof) => files.filter((file) => file.startsWith(`${proof}/`)).length,
  );
  expect(counts.length).toBe(8);
  expect(Math.min(...counts)).toBeGreaterThanOrEqual(5);
});

test.each(files)('%s: the planted fault is found at its line', async (file) => {
  const path = `${FOLDER}/${file}`;
  const planted = [...readFileSync(path, 'utf8').matchAll(/^# finds (.*)$/gmu)].map(([, text]) => text);
  const { told } = await prove(engine, path);
  const words = PROOFS[file.split('/')[0] ?? ''];
  expect(planted.length).toBeGreaterThan(0);
  expect(told.filter((one) => words?.test(one))).toEqual(planted);
});

test.each(files)('%s: the examples of all findings can be pasted and pass', async (file) => {
  const path = `${FOLDER}/${file}`;
  const { findings, sources } = await prove(engine, path);
  const examples = findings.flatMap(({ example }) => example?.split('\n') ?? []);
  if (examples.length === 0) return;
  const rules = await rulesFrom(engine, await withExamples(path, examples), sources);
  const results = await runExamples(engine, rules, sources);
  expect(results.length).toBe(examples.length);
  expect(results.filter(({ passed }) => !passed)).toEqual([]);
});
