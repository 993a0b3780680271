import { expect, test } from 'vitest';
import { parseDay, today } from '../../src/config/day.js';

test.each([
  ['2026-06-30T14:59:59Z', 'Asia/Seoul', '2026-06-30'],
  ['2026-06-30T15:00:00Z', 'Asia/Seoul', '2026-07-01'],
  ['2026-06-30T15:00:00Z', 'UTC', '2026-06-30'],
  ['2026-01-01T04:59:59Z', 'America/New_York', '2025-12-31'],
  ['2026-01-01T05:00:00Z', 'America/New_York', '2026-01-01'],
  ['2026-12-31T10:00:00Z', 'Pacific/Kiritimati', '2027-01-01'],
  ['2026-03-29T23:59:59Z', 'Europe/Berlin', '2026-03-30'],
  ['2024-02-28T15:00:00Z', 'Asia/Seoul', '2024-02-29'],
  ['2026-06-30T18:29:59Z', 'Asia/Kolkata', '2026-06-30'],
  ['2026-06-30T18:30:00Z', 'Asia/Kolkata', '2026-07-01'],
])('at %s it is in %s the day %s', (now, zone, expected) => {
  expect(today(new Date(now), zone)).toBe(expected);
});

test.each(['2026-06-30', '2024-02-29', '2000-02-29', '0099-01-01', '1900-12-31'])('%s is a day', (text) => {
  expect(parseDay(text)).toBe(text);
});

test.each([
  '2026-02-29',
  '1900-02-29',
  '2026-06-31',
  '2026-13-01',
  '2026-00-10',
  '2026-6-30',
  '20260630',
  '30.06.2026',
  '2026-06-30T00:00',
  ' 2026-06-30',
  '',
  'today',
])('%j is no day', (text) => {
  expect(() => parseDay(text)).toThrow(
    expect.objectContaining({ exitCode: 10, message: `--as-of ${text}: there is no such day` }),
  );
});
