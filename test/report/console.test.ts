import { expect, test } from 'vitest';
import { renderConsole } from '../../src/report/console.js';
import { displayWidth } from '../../src/report/width.js';
import { plan } from './model.js';

const english = renderConsole(plan, { lang: 'en', color: false, width: 100 });
const korean = renderConsole(plan, { lang: 'ko', color: false, width: 80 });

test('the verdict comes first, in words, with the limit and the command', () => {
  expect(english.split('\n').slice(0, 6)).toEqual([
    'Decision needed',
    'The changes are outside the limits. Whoever answers for the programme decides whether they are',
    'intended.',
    '  downgraded members: 12 of 1,380 (0.87%), at most 0%',
    'Only if they are intended, the operator raises the limits for this one plan with:',
    '  tier-merge apply out/runs/20240601-7f3a --allow max_downgraded=0.87%',
  ]);
});

test('records and lines are tables whose rows are sums', () => {
  expect(english).toContain(
    [
      '  Source       Records  Accepted  Repeated  Excluded  Rejected',
      '  online         1,234   = 1,220       + 4       + 7       + 3',
      '  offline          804     = 800       + 3       + 0       + 1',
      '  All sources    2,038   = 2,020       + 7       + 7       + 4',
    ].join('\n'),
  );
  expect(english).toContain(
    [
      '  Source       Lines  Header  Blank  Lines of records',
      '  online       1,243     = 1    + 2           + 1,240',
    ].join('\n'),
  );
});

test('members, grades and points are formulas', () => {
  expect(english).toContain('  1,500 members = 120 new + 280 changed + 1,100 unchanged\n');
  expect(english).toContain('  1,500 members = 211 up + 1,148 same + 12 down + 9 left + 120 no comparison\n');
  expect(english).toContain('  2,056,678.15 converted − 78.15 rounded off = 2,056,600 out\n');
});

test('numbers that do not add up are not joined by an equals sign', () => {
  const wrong = { ...plan, members: { ...plan.members, total: 1501 } };
  expect(renderConsole(wrong, { lang: 'en', color: false, width: 100 })).toContain(
    '1,501 members ≠ 120 new + 280 changed + 1,100 unchanged',
  );
});

test('the matrix shows the most frequent unified grade of each cell', () => {
  expect(english).toContain(
    [
      '  online \\ offline  WELCOME      SILVER     GOLD     VIP     no row',
      '  WELCOME           WELCOME 180  SILVER 70                   WELCOME 400',
    ].join('\n'),
  );
});

test('Hangul columns line up by display width', () => {
  const lines = korean.split('\n');
  const header = lines.findIndex((line) => line.startsWith('  원본       레코드'));
  expect(lines.slice(header, header + 4)).toEqual([
    '  원본       레코드     채택  중복  제외  거부',
    '  online      1,234  = 1,220   + 4   + 7   + 3',
    '  offline       804    = 800   + 3   + 0   + 1',
    '  모든 원본   2,038  = 2,020   + 7   + 7   + 4',
  ]);
});

test('every line fits the window except a command and a path', () => {
  const long = korean.split('\n').filter((line) => displayWidth(line) > 80);
  expect(long).toEqual([]);
});

test('a narrow window lists what does not fit as a table', () => {
  const narrow = renderConsole(plan, { lang: 'en', color: false, width: 40 });
  expect(narrow).toContain('  Source    online\n    Records   1,234\n    Accepted  = 1,220\n');
  expect(narrow).toContain('  The grade matrix is wider than this\n  window; the report shows it.\n');
});

test('a limit that was raised says so', () => {
  expect(english).toContain(
    '  kept      records against the last run, offline: 804 of 1,020 (78.82%), at least 80%,',
  );
  expect(english).toContain('  4 of 5 limits are kept\n');
});

test('the paths of the reports come last', () => {
  const text = renderConsole(plan, { lang: 'ko', color: false, width: 80, reports: ['a/report.html'] });
  expect(text.endsWith('\n보고서\n  a/report.html\n')).toBe(true);
});

test('colour is used only where it is asked for', () => {
  expect(english).not.toContain('\u001b');
  expect(renderConsole(plan, { lang: 'en', color: true, width: 100 })).toContain('\u001b[33mDecision needed');
});

test('text from a file cannot act on the terminal', () => {
  const evil = '\u001b[31m\u202e\n=cmd';
  const [input] = plan.inputs;
  if (input === undefined) throw new Error('the fixture has inputs');
  const text = renderConsole(
    {
      ...plan,
      plan_path: evil,
      inputs: [{ ...input, source: evil }],
      grades: { ...plan.grades, ladder: [evil], counts: [{ grade: evil, before: 1, after: 1 }] },
      limits: [
        {
          name: evil,
          scope: evil,
          value: 1,
          of: 2,
          limit: evil,
          kind: 'input',
          passed: false,
          allowed: evil,
        },
      ],
      points: plan.points.map((bucket) => ({ ...bucket, bucket: evil })),
      matching: { ...plan.matching, by_rule: [{ name: evil, count: 1 }] },
    },
    { lang: 'en', color: false, width: 300, reports: [evil] },
  );
  for (const live of ['\u001b', '\u202e']) expect(text).not.toContain(live);
  expect(text.split('\n').filter((line) => line.startsWith('=cmd'))).toEqual([]);
  expect(text).toContain('\\x1b[31m\\u202e\\x0a=cmd');
});
