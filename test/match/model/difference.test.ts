import { expect, test } from 'vitest';
import { compareModels } from '../../../src/match/model/difference.js';
import { modelOf } from './support.js';

const BEFORE = modelOf({
  prior: 1 / 1025,
  comparisons: {
    phone: [
      ['differs', 0.25, 0.5, null],
      ['equal', 0.75, 0.5, null],
    ],
    name: [
      ['differs', 0.25, 0.5, null],
      ['equal', 0.75, 0.375, null],
    ],
    card: [
      ['differs', 0.5, 0.5, null],
      ['equal', 0.5, 0.5, null],
    ],
  },
});

const AFTER = modelOf({
  prior: 1 / 2049,
  comparisons: {
    name: [
      ['differs', 0.125, 0.5, null],
      ['near', 0.5, 0.25, null],
      ['equal', 0.75, 0.1875, null],
    ],
    phone: [
      ['differs', 0.25, 0.5, null],
      ['equal', 0.75, 0.1875, null],
    ],
    email: [
      ['differs', 0.5, 0.5, null],
      ['equal', 0.5, 0.5, null],
    ],
  },
});

test('levels of one model come first, then the largest difference, then by name', () => {
  expect(compareModels(BEFORE, AFTER)).toEqual({
    prior: { a: -10_000, b: -11_000, difference: -1000 },
    rows: [
      { comparison: 'name', level: 'near', a: null, b: 1000, difference: null },
      { comparison: 'phone', level: 'equal', a: 585, b: 2000, difference: 1415 },
      { comparison: 'name', level: 'differs', a: -1000, b: -2000, difference: -1000 },
      { comparison: 'name', level: 'equal', a: 1000, b: 2000, difference: 1000 },
      { comparison: 'phone', level: 'differs', a: -1000, b: -1000, difference: 0 },
    ],
    onlyInA: ['card'],
    onlyInB: ['email'],
  });
});

test('a model does not differ from itself', () => {
  const { rows, onlyInA, onlyInB } = compareModels(BEFORE, BEFORE);
  expect(rows.every(({ difference }) => difference === 0)).toBe(true);
  expect([onlyInA, onlyInB]).toEqual([[], []]);
});
