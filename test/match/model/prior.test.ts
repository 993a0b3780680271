import { expect, test } from 'vitest';
import { estimatePrior } from '../../../src/match/model/prior.js';
import { weightsOf } from '../../../src/match/model/weights.js';
import { modelOf } from './support.js';

const WEIGHTS = weightsOf(
  modelOf({
    prior: 0.5,
    comparisons: {
      phone: [
        ['differs', 0.1, 0.999999, null],
        ['equal', 0.9, 0.000001, null],
      ],
      name: [
        ['differs', 0.1, 0.999, null],
        ['equal', 0.9, 0.001, null],
      ],
    },
  }),
);

test('λ is the expected true pairs among all that may be paired, put back in until it stays', () => {
  const candidates = [
    { levels: [1, 1], count: 500 },
    { levels: [0, 0], count: 2000 },
  ];
  const { prior, truePairs } = estimatePrior(candidates, WEIGHTS, { pairable: 1_000_000, start: 0.01 });
  expect(truePairs.toFixed(1)).toBe('500.0');
  expect(prior.toFixed(7)).toBe('0.0005000');
});

test('from wherever it starts, it comes to the same', () => {
  const candidates = [
    { levels: [1, 0], count: 300 },
    { levels: [1, 1], count: 500 },
    { levels: [0, 1], count: 2000 },
  ];
  const from = (start: number) =>
    estimatePrior(candidates, WEIGHTS, { pairable: 1_000_000, start }).truePairs;
  expect(from(1e-9).toFixed(0)).toBe(from(0.1).toFixed(0));
});

test('there is at least one true pair, and most pairs are not', () => {
  expect(estimatePrior([], WEIGHTS, { pairable: 100, start: 0.5 })).toEqual({
    prior: 0.01,
    truePairs: 1,
    rounds: 2,
  });
  const same = [{ levels: [1, 1], count: 100 }];
  expect(estimatePrior(same, WEIGHTS, { pairable: 100, start: 0.5 }).prior).toBe(0.5);
});

test('the order of patterns makes no difference to a bit', () => {
  const candidates = [
    { levels: [1, 0], count: 301 },
    { levels: [1, null], count: 77 },
    { levels: [1, 1], count: 503 },
    { levels: [0, 1], count: 2003 },
  ];
  const options = { pairable: 123_457, start: 0.001 };
  expect(estimatePrior(candidates.toReversed(), WEIGHTS, options)).toEqual(
    estimatePrior(candidates, WEIGHTS, options),
  );
});
