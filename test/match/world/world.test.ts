import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Engine } from '../../../src/engine/engine.js';
import { smallEngine } from '../../engine/small-engine.js';
import { differences } from './difference.js';
import { FAMILIES } from './families.js';
import { IDENTIFIERS } from './identifiers.js';
import { NAMES } from './names.js';
import { outcomesOf } from './outcomes.js';
import { PHONES } from './phones.js';
import { THIRD_ROWS } from './third-rows.js';
import { town } from './town.js';
import { TWINS } from './twins.js';

let engine: Engine;
beforeAll(async () => {
  engine = await smallEngine();
});
afterAll(() => engine.close());

const SCENES = [...FAMILIES, ...TWINS, ...PHONES, ...IDENTIFIERS, ...NAMES, ...THIRD_ROWS, town()];

test.each(['as written', 'backwards'] as const)(
  'every pair of the world ends as it was written down; member ids %s',
  async (order) => {
    expect(differences(SCENES, await outcomesOf(engine, SCENES, order))).toBe('');
  },
);

test('no two scenes have one name', () => {
  const names = SCENES.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
});
