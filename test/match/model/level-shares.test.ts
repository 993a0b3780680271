import { expect, test } from 'vitest';
import { levelShares, rareLevels, withEqual } from '../../../src/match/model/level-shares.js';

const COUNTS = [
  { levels: [0, 0], count: 70 },
  { levels: [0, null], count: 20 },
  { levels: [1, 2], count: 9 },
];

test('u is the share of a level among pairs with both values, half a pair added to each', () => {
  expect(levelShares(COUNTS, [2, 3])).toEqual([
    [0.905, 0.095],
    [70.5 / 80.5, 0.5 / 80.5, 9.5 / 80.5],
  ]);
});

test('without any pair every level is as likely', () => {
  expect(levelShares([], [2, 4])).toEqual([
    [0.5, 0.5],
    [0.25, 0.25, 0.25, 0.25],
  ]);
});

test('levels that were seen too seldom are named', () => {
  expect(rareLevels(COUNTS, [2, 3], 10)).toEqual([
    { comparison: 0, level: 1, seen: 9 },
    { comparison: 1, level: 1, seen: 0 },
    { comparison: 1, level: 2, seen: 9 },
  ]);
  expect(rareLevels(COUNTS, [2, 3], 1)).toEqual([{ comparison: 1, level: 1, seen: 0 }]);
});

test('a known share of equal replaces the sampled one, the others keep their proportions', () => {
  expect(withEqual([0.125, 0.375, 0.5], 0.25)).toEqual([0.1875, 0.5625, 0.25]);
});

test('a level that the model does not have is refused', () => {
  expect(() => levelShares([{ levels: [3], count: 1 }], [3])).toThrow('comparison 0 has no level 3');
});
