import { expect, test } from 'vitest';
import { isWhole, rounded, times } from '../../src/explain/exact.js';

test.each([
  ['1234', '0.82', '1011.88'],
  ['3', '500', '1500'],
  ['1234', '0.5', '617'],
  ['1234', '0.000001', '0.001234'],
  ['999999999999', '999999999', '999999998999000000001'],
])('%s times %s is %s, exactly', (a, b, product) => {
  expect(times(a, b)).toBe(product);
});

test.each([
  ['10.5', '10', '11', '10'],
  ['11.5', '11', '12', '12'],
  ['10.49', '10', '10', '10'],
  ['10.51', '10', '11', '11'],
  ['7', '7', '7', '7'],
])('%s is %s down, %s with halves up, %s with halves to the even number', (decimal, ...expected) => {
  const ways = ['floor', 'half_up', 'half_even'] as const;
  expect(ways.map((way) => rounded(decimal, way))).toEqual(expected);
});

test('a decimal is whole when nothing but zeros stands behind its point', () => {
  expect(['1', '1.0', '1.01', '0.5'].map(isWhole)).toEqual([true, true, false, false]);
});
