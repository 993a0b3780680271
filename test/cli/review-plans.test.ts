import { expect, test } from 'vitest';
import { decide, reviewWorld, said } from './review-world.js';

const NO: Parameters<typeof decide>[2] = { 'b1 001': ['no_link'] };

test('the workbook of a plan beside the output folder is checked against that plan', async () => {
  const world = reviewWorld();
  await world.run('plan', '-o', 'mine');
  await world.run('plan');
  decide(world, 'mine/report.xlsx', NO);
  const outcome = await world.type('review', 'import', 'mine/report.xlsx', '--by', 'Kim');
  expect(said(outcome)).toMatch(/1 no_link[\s\S]*Checked against mine\.[\s\S]*0$/);
});

test('the workbook of an older plan of the output folder is checked against the newest one', async () => {
  const world = reviewWorld();
  await world.run('plan');
  await world.run('plan');
  const [older, newer] = world.list('runs');
  decide(world, `runs/${older}/report.xlsx`, NO);
  const outcome = await world.type('review', 'import', `runs/${older}/report.xlsx`, '--by', 'Kim');
  expect(said(outcome)).toContain(`Checked against runs/${newer}.`);
  expect(outcome.code).toBe(0);
});

test('a plan that takes a run back asks about nothing, and is not the newest to check against', async () => {
  const world = reviewWorld();
  await world.run('run');
  const [night] = world.list('runs');
  decide(world, `runs/${night}/report.xlsx`, NO);
  const reverted = await world.type('revert', String(night), '--as-of', '2026-06-30');
  expect(reverted.code).toBe(0);
  const back = world.list('runs').at(-1);
  expect(back).not.toBe(night);
  const outcome = await world.type('review', 'import', `runs/${night}/report.xlsx`, '--by', 'Kim');
  expect(said(outcome)).toContain(`Checked against runs/${night}.`);
  for (const command of [
    ['export', String(back), '-o', 'pairs.xlsx'],
    ['import', `runs/${night}/report.xlsx`, '--by', 'Kim', '--plan', String(back)],
  ])
    expect(said(await world.type('review', ...command))).toMatch(
      /takes a run back; it compares no rows and asks about no pairs[\s\S]*10$/,
    );
});
