import { expect, test } from 'vitest';
import { windowDays } from '../../src/rules/orders/window.js';

test.each([
  ['last 12 months', '2026-06-30', '2025-07-01', '2026-06-30'],
  ['last 12 months', '2026-02-28', '2025-03-01', '2026-02-28'],
  ['last 12 months', '2024-02-29', '2023-03-01', '2024-02-29'],
  ['last 1 month', '2026-03-31', '2026-03-01', '2026-03-31'],
  ['last 2 years', '2026-06-30', '2024-07-01', '2026-06-30'],
  ['last 1 day', '2026-06-30', '2026-06-30', '2026-06-30'],
  ['last 90 days', '2026-06-30', '2026-04-02', '2026-06-30'],
  ['last 12 whole months', '2026-06-30', '2025-06-01', '2026-05-31'],
  ['last 1 whole year', '2026-06-30', '2025-01-01', '2025-12-31'],
  ['last 2 whole days', '2026-06-30', '2026-06-28', '2026-06-29'],
  ['this month', '2026-06-30', '2026-06-01', '2026-06-30'],
  ['this quarter', '2026-05-15', '2026-04-01', '2026-05-15'],
  ['this year', '2026-01-01', '2026-01-01', '2026-01-01'],
  ['last month', '2026-03-31', '2026-02-01', '2026-02-28'],
  ['last quarter', '2026-02-10', '2025-10-01', '2025-12-31'],
  ['last year', '2026-06-30', '2025-01-01', '2025-12-31'],
])('%s on %s goes from %s to %s', (text, asOf, from, to) => {
  expect(windowDays(text, asOf)).toEqual({ from, to });
});

test('what is no window has no days', () => {
  expect(windowDays('next year', '2026-06-30')).toBeUndefined();
});
