import { expect, test } from 'vitest';
import { productOf, sumOf } from '../../src/trace/decimals.js';

test.each([
  ['150', '0.15', '22.5'],
  ['-3.50', '0.5', '-1.75'],
  ['-0.5', '1', '-0.5'],
  ['0', '500', '0'],
  ['9007199254740993', '1.1', '9907919180215092.3'],
])('%s times %s is exactly %s', (a, b, product) => expect(productOf(a, b)).toBe(product));

test.each([
  [[], '0'],
  [['22.5', '500'], '522.5'],
  [['0.1', '0.2', '-0.3'], '0'],
  [['9007199254740993', '-0.01'], '9007199254740992.99'],
])('the sum of %j is exactly %s', (decimals, sum) => expect(sumOf(decimals)).toBe(sum));
