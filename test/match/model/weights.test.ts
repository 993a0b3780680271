import { expect, test } from 'vitest';
import { patternWeight, probability, weightAt, weightsOf } from '../../../src/match/model/weights.js';
import { modelOf } from './support.js';

const MODEL = modelOf({
  // log2(1/1025 / (1024/1025)) = -10
  prior: 1 / 1025,
  comparisons: {
    name: [
      ['differs', 0.1, 0.8, null],
      ['near', 0.1, 0.1, 0.05],
      ['equal', 0.8, 0.1, 0.2],
    ],
    phone: [
      ['differs', 0.25, 0.9999, null],
      ['equal', 0.75, 1e-30, null],
    ],
  },
});

test('weights are thousandths of a bit, for strangers and for a household, at most 60 bits', () => {
  expect(weightsOf(MODEL)).toEqual({
    prior: -10_000,
    comparisons: [
      {
        name: 'name',
        levels: [
          { level: 'differs', stranger: -3000, household: -3000 },
          { level: 'near', stranger: 0, household: 1000 },
          { level: 'equal', stranger: 3000, household: 2000 },
        ],
      },
      {
        name: 'phone',
        levels: [
          { level: 'differs', stranger: -2000, household: -2000 },
          { level: 'equal', stranger: 60_000, household: 60_000 },
        ],
      },
    ],
  });
});

test('a pattern weighs the sum of its levels, and nothing where a row has no value', () => {
  const weights = weightsOf(MODEL);
  expect(patternWeight(weights, { levels: [2, 0] })).toBe(1000);
  expect(patternWeight(weights, { levels: [2, null] })).toBe(3000);
  expect(patternWeight(weights, { levels: [null, null] })).toBe(0);
});

test('weights and probabilities turn into each other', () => {
  expect(probability(0)).toBe(0.5);
  expect(probability(1000)).toBeCloseTo(2 / 3, 12);
  expect(probability(-3000)).toBeCloseTo(1 / 9, 12);
  expect(probability(2_000_000)).toBe(1);
  expect(probability(-2_000_000)).toBe(0);
  expect(weightAt(0.5)).toBe(0);
  expect(weightAt(0.99)).toBe(6629);
  expect(weightAt(0.01)).toBe(-6629);
  expect(weightAt(0.9)).toBe(3170);
});

test('certainty has no weight', () => {
  expect(() => weightAt(1)).toThrow('1 is no probability between 0 and 1');
  expect(() => weightAt(0)).toThrow(RangeError);
  expect(() => weightAt(Number.NaN)).toThrow(RangeError);
});
