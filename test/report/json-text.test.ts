import { expect, test } from 'vitest';
import { jsonText } from '../../src/report/json-text.js';

test('what cannot be seen is written as its code, and is the same value to a program', () => {
  const value = { name: 'a\u202eb\u200b\u009b31m\u{e0041}\u001b한글😀' };
  const text = jsonText(value);
  expect(text).toBe('{"name":"a\\u202eb\\u200b\\u009b31m\\udb40\\udc41\\u001b한글😀"}');
  expect(JSON.parse(text)).toEqual(value);
});

test('the lines of an indented text stay lines', () => {
  expect(jsonText({ a: ['b\nc'] }, 2)).toBe('{\n  "a": [\n    "b\\nc"\n  ]\n}');
});
