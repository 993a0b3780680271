import { expect, test } from 'vitest';
import { dayBefore, isPeriod } from '../../src/config/period.js';

test.each([
  ['2026-06-30', '3 years', '2023-06-30'],
  ['2026-06-30', '1 month', '2026-05-30'],
  ['2026-03-31', '1 month', '2026-02-28'],
  ['2024-02-29', '1 year', '2023-02-28'],
  ['2026-01-15', '2 months', '2025-11-15'],
  ['2026-03-01', '1 day', '2026-02-28'],
  ['2026-03-01', '400 days', '2025-01-25'],
])('%s less %s is %s', (day, period, before) => {
  expect(dayBefore(day, period)).toBe(before);
});

test.each(['3', 'years', '0 days', '3 weeks', '-1 years', '3 years ago', ''])('%j is no period', (text) => {
  expect(isPeriod(text)).toBe(false);
});
