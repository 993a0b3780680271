import { expect, test } from 'vitest';
import { sameAmount, sumOf } from '../../src/report/decimal.js';
import { numbersIn } from '../../src/report/numbers.js';

test('decimals add up exactly where binary numbers would not', () => {
  expect(sumOf(['0.1', '0.2'])).toBe('0.3');
  expect(sumOf(['9007199254740993', '0.5', '-1'])).toBe('9007199254740992.5');
  expect(sumOf(['-0.05', '0.01'])).toBe('-0.04');
  expect(sumOf([])).toBe('0');
});

test('amounts are compared by value, not by their text', () => {
  expect(sameAmount('1.50', '1.5')).toBe(true);
  expect(sameAmount('1.50', '1.51')).toBe(false);
});

test('what is no decimal is refused', () => {
  expect(() => sumOf(['1e3'])).toThrow('"1e3" is no decimal number');
});

test('a decimal text keeps every digit', () => {
  expect(numbersIn('en').exact('12345678901234567890.125')).toBe('12,345,678,901,234,567,890.125');
  expect(numbersIn('en').exact('n/a')).toBe('n/a');
});

test('a percentage never rounds some to none nor most to all', () => {
  const { percent } = numbersIn('en');
  expect(percent(1, 10_000_000)).toBe('<0.01%');
  expect(percent(9_999_999, 10_000_000)).toBe('>99.99%');
  expect(percent(0, 5)).toBe('0.00%');
  expect(percent(5, 5)).toBe('100.00%');
  expect(percent(0, 0)).toBe('-');
});
