import { expect, test } from 'vitest';
import { inertMarkdown } from '../../src/report/markdown/inert.js';
import { renderMarkdown } from '../../src/report/markdown.js';
import { plan } from './model.js';

test.each([
  ['GOLD', 'GOLD'],
  ['최우수 고객', '최우수 고객'],
  ['records = accepted + repeated', 'records = accepted + repeated'],
  ['4 of 307 (1.30%)', '4 of 307 (1.30%)'],
  ['all of them are in changes.csv', 'all of them are in changes.csv'],
  ['', ''],
])('%j is plainly words and stays', (text, written) => {
  expect(inertMarkdown(text)).toBe(written);
});

test.each([
  ['@channel', '`@channel`'],
  ['<script>alert(1)</script>', '`<script>alert(1)</script>`'],
  ['a|b', '`a\\|b`'],
  ['a\\|b', '`a\\\\\\|b`'],
  ['`code` ``', '``` `code` `` ```'],
  ['[x](http://a.example)', '`[x](http://a.example)`'],
  ['https://a.example', '`https://a.example`'],
  ['www.example', '`www.example`'],
  ['evil.example', '`evil.example`'],
  ['a@b.kr', '`a@b.kr`'],
  ['#12', '`#12`'],
  ['GH-12', '`GH-12`'],
  [':tada:', '`:tada:`'],
  ['**bold**', '`**bold**`'],
  ['_x_', '`_x_`'],
  ['- item', '`- item`'],
  ['1. item', '`1. item`'],
  ['=SUM(A1)', '`=SUM(A1)`'],
  ['&amp;', '`&amp;`'],
  ['$x$', '`$x$`'],
  ['7f91044c3aa03f', '`7f91044c3aa03f`'],
  ['two\nlines', '`two\\x0alines`'],
  ['\u001b[31mred', '`\\x1b[31mred`'],
  ['a\u202etxt', '`a\\u202etxt`'],
])('%j becomes nothing: it stands in a code span', (text, written) => {
  expect(inertMarkdown(text)).toBe(written);
});

test('the verdict comes first, with the limits that are not kept and the command', () => {
  const [title, , verdict, , broken, , next, , fence, command] = renderMarkdown(plan, { lang: 'en' }).split(
    '\n',
  );
  expect(title).toBe('# acme: membership merge, 2024-06-01');
  expect(verdict).toMatch(/^\*\*Decision needed\.\*\* The changes are outside the limits\./);
  expect(broken).toMatch(/^- downgraded members: /);
  expect(next).toMatch(/^Only if they are intended/);
  expect(fence).toBe('```sh');
  expect(command).toMatch(/^tier-merge apply out\/runs\/20240601-7f3a --allow max_downgraded=/);
});

test.each(['en', 'ko'] as const)(
  'in %s every table has as many cells in each row as it has headings',
  (lang) => {
    const blocks = renderMarkdown(plan, { lang }).trimEnd().split('\n\n');
    for (const table of blocks.filter((block) => block.startsWith('|'))) {
      const widths = table.split('\n').map((row) => row.replaceAll('\\|', '').split('|').length);
      expect(new Set(widths).size, table).toBe(1);
    }
  },
);

test('sections, numbers and the notice of masking are there in both languages', () => {
  const english = renderMarkdown(plan, { lang: 'en' });
  const korean = renderMarkdown(plan, { lang: 'ko' });
  expect(english).toContain('| online | 1,234 | 1,220 | 4 | 7 | 3 |');
  expect(korean).toContain('| online | 1,234 | 1,220 | 4 | 7 | 3 |');
  expect(english).toContain('Personal data in this report is masked.');
  expect(korean).toContain('이 보고서의 개인정보는 가려져 있습니다.');
  const heads = (text: string) => text.split('\n').filter((line) => line.startsWith('## ')).length;
  expect(heads(korean)).toBe(heads(english));
});

test('a report with personal data in clear says so', () => {
  expect(renderMarkdown({ ...plan, masked: false }, { lang: 'en' })).toContain(
    'This report shows personal data in clear.',
  );
});

test('numbers that do not add up are told', () => {
  const members = { ...plan.members, new: plan.members.new + 1 };
  expect(renderMarkdown(plan, { lang: 'en' })).not.toContain('do not add up');
  expect(renderMarkdown({ ...plan, members }, { lang: 'en' })).toContain('**These numbers do not add up.');
});
