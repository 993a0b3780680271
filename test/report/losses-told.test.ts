import { expect, test } from 'vitest';
import { renderConsole } from '../../src/report/console.js';
import { renderMarkdown } from '../../src/report/markdown.js';
import { fullPlan } from './full-model.js';

const OPTIONS = { color: false, width: 100 } as const;

test('the console says from which grade to which members fall, and where all are', () => {
  expect(renderConsole(fullPlan, { ...OPTIONS, lang: 'en' })).toContain(`
Downgrades
  Members with a lower grade than before: 12 of 1,500.
  GOLD → SILVER: 11
  VIP → SILVER: 1
  2 of 2 such steps; all members are in changes.csv
`);
  expect(renderConsole(fullPlan, { ...OPTIONS, lang: 'ko' })).toContain('  GOLD → SILVER: 11명\n');
});

test('the console has no such block where nobody falls', () => {
  const { losses: _, ...rest } = fullPlan;
  expect(renderConsole(rest, { ...OPTIONS, lang: 'en' })).not.toContain('Downgrades');
});

test('Markdown has the steps, the gone members, the points by grade and the largest members as tables', () => {
  const markdown = renderMarkdown(fullPlan, { lang: 'en' });
  for (const row of [
    '| GOLD | SILVER | 1 | 11 |',
    '| SILVER | no grade | 2 | 9 |',
    '| SILVER | 500,000 | 506,600 |',
    '| Total | 2,000,000 | 2,056,600 |',
    '| M0000321 | `정*호` | 4 | online 1 and offline 3 | same phone and name 3 and same CI 1 |',
  ])
    expect(markdown).toContain(row);
});
