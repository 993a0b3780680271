import { expect, test } from 'vitest';
import { displayWidth, padLeft, padRight, wrap } from '../../src/report/width.js';

test.each([
  ['', 0],
  ['abc', 3],
  ['김민수', 6],
  ['김A수', 5],
  ['한\u{1112}\u{1161}\u{11ab}', 4],
  ['漢字かな', 8],
  ['ＡＢ', 4],
  ['ｱｲ', 2],
  ['é', 1],
  ['e\u0301', 1],
  ['😀', 2],
  ['👨‍👩‍👧', 2],
  ['🇰🇷', 2],
  ['※', 1],
])('%j takes %i columns', (text, columns) => {
  expect(displayWidth(text)).toBe(columns);
});

test('padding counts columns, not characters', () => {
  expect(padRight('등급', 6)).toBe('등급  ');
  expect(padLeft('등급', 6)).toBe('  등급');
  expect(padLeft('등급', 2)).toBe('등급');
});

test('a word longer than the line stays whole, so that a path can be copied', () => {
  expect(wrap('가나 다라 out/runs/20240601 x', 9)).toEqual(['가나 다라', 'out/runs/20240601', 'x']);
});
