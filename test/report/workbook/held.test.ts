import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ONLINE } from '../../cli/program.js';
import { firstNight, memberOf, spend } from '../../revert/nights.js';
import { markdownTable } from './plan-numbers.js';
import { readWorkbook, tableUnder } from './read-workbook.js';

test('of points that belong to the target, what is held, moved and below 0 is told in the workbook and in Markdown', async () => {
  const world = await firstNight({
    config: { report: { formats: ['xlsx', 'md'], lang: 'en' } },
    rules: { masters: { points: 'unified' } },
  });
  // The member of a1 and b1 held 650, and 640 of these are spent.
  await spend(world, await memberOf(world, 'online', 'a1'), 640);
  world.write('online.csv', ONLINE.replace('GOLD,100', 'GOLD,40').replace('SILVER,200', 'SILVER,270'));
  expect((await world.run('plan', '-o', 'plan')).code).toBe(0);
  const summary = readWorkbook(readFileSync(world.path('plan/report.xlsx'))).sheet('Summary');
  const markdown = world.read('plan/report.md');
  const caption = 'held after = held before + out + raised to 0';
  const heads = ['Bucket', 'Held before', 'Out', 'Raised to 0', 'Held after', 'Balances below 0'];
  expect(tableUnder(summary, caption)).toEqual([heads, ['points', 240, 10, 0, 250, 1]]);
  expect(markdownTable(markdown, caption)).toEqual([['points', '240', '10', '0', '250', '1']]);
  const differences =
    'The unified system is master: what stands above is what the sources changed since they were last seen.';
  expect(summary.rows.flat()).toContain(differences);
  expect(markdown).toContain(differences);
});
