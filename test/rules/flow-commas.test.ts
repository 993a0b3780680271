import { expect, test } from 'vitest';
import { parseYaml } from '../../src/config/yaml.js';

const value = (text: string) => parseYaml('f.yaml', text).value;

test.each([
  ['{ a: f(x, g(y, z)), b: 1 }', { a: 'f(x, g(y, z))', b: 1 }],
  [
    "{ a: every(s in ('x, (', 'y')), b: [h(1, 2), 3] }",
    { a: "every(s in ('x, (', 'y'))", b: ['h(1, 2)', 3] },
  ],
  ['{ a: left (both, b: 1 }', { a: 'left (both', b: 1 }],
  ['{ a: "f(x", b: "y), z" }', { a: 'f(x', b: 'y), z' }],
  ["{ a: it's (x, y), b: 'q' }", { a: "it's (x, y)", b: 'q' }],
  ['a: f(x, y) # { (, {\nb: { c: (1, 2) }', { a: 'f(x, y)', b: { c: '(1, 2)' } }],
  ['{ 가입일(년,월): x }', { '가입일(년,월)': 'x' }],
])('%s', (text, expected) => {
  expect(value(text)).toEqual(expected);
});

test('positions are those of the text as written', () => {
  const yaml = parseYaml('f.yaml', '{ a: f(x, y), b: [1, { c: 2 }] }');
  expect(yaml.where(['b', 1, 'c'])).toEqual({ line: 1, column: 27 });
  expect(yaml.whereKey(['b'])).toEqual({ line: 1, column: 15 });
  expect(yaml.where(['b', 7])).toEqual({ line: 1, column: 18 });
});
