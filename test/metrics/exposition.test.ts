import { expect, test } from 'vitest';
import { exposition } from '../../src/metrics/exposition.js';
import { parseExposition } from './parse-exposition.js';

test('labels and help are escaped as the format says', () => {
  const text = exposition([
    {
      name: 'tier_merge_x',
      help: 'One\nline with \\.',
      samples: [{ labels: { a: 'say "hi"\\\n', b: '김' }, value: 1.5 }],
    },
  ]);
  expect(text).toBe(
    '# HELP tier_merge_x One\\nline with \\\\.\n# TYPE tier_merge_x gauge\ntier_merge_x{a="say \\"hi\\"\\\\\\n",b="김"} 1.5\n',
  );
  expect(parseExposition(text)).toEqual([
    { name: 'tier_merge_x', labels: { a: 'say "hi"\\\n', b: '김' }, value: 1.5 },
  ]);
});

test('a metric without a figure is left out', () => {
  expect(exposition([{ name: 'tier_merge_x', help: 'X.', samples: [] }])).toBe('');
});

test.each([
  'tier_merge_x 1\n',
  '# TYPE x gauge\nx{a="b} 1\n',
  '# TYPE x gauge\nx one\n',
  '# TYPE x gauge\nx 1\nx 2\n',
])('the parser of these tests refuses %j', (text) => {
  expect(() => parseExposition(text)).toThrow();
});
