import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { filledIn } from '../report/workbook/fill-in.js';
import { makeWorld, type Outcome, SOURCES, type World } from './program.js';

// Both accounts of the mall fit the row of the till.
const ONLINE = `id,name,phone,born,sex,ci,state,grade,points
a1,남궁민,01073012001,,,,,GOLD,100
a2,남궁민,01073012001,,,,,SILVER,20
`;
const OFFLINE = `code,customer,tel,level,balance,stamps
b1,남궁민,01073012001,top,7,0
`;

function reviewWorld(): World {
  return makeWorld({
    online: ONLINE,
    offline: OFFLINE,
    config: {
      sources: { ...SOURCES, online: { ...SOURCES.online, one_row_per_person: true } },
      identity: { decisions: 'decisions.csv' },
      report: { lang: 'en', formats: ['xlsx'] },
    },
  });
}

const said = ({ stdout, stderr, code }: Outcome) => `${stdout}${stderr}${code}`;

const NO_DECISIONS = 'source_l,id_l,source_r,id_r,decision,by,at,note,rows_hash\n';

/** As a person does in the first pair of ambiguous rows, where the workbook lies. */
function decide(world: World, folder: string): void {
  const file = `${folder}/report.xlsx`;
  world.write(file, Buffer.from(filledIn(readFileSync(world.path(file)), 'Ambiguous', { A4: 'no_link' })));
}

test('the workbook of a plan beside the output folder is checked against that plan', async () => {
  const world = reviewWorld();
  world.write('decisions.csv', NO_DECISIONS);
  await world.run('plan', '-o', 'mine');
  await world.run('plan');
  decide(world, 'mine');
  const outcome = await world.type('review', 'import', 'mine/report.xlsx', '--by', 'Kim');
  expect(said(outcome)).toMatch(/1 no_link[\s\S]*Checked against mine\.[\s\S]*0$/);
});

test('the workbook of an older plan of the output folder is checked against the newest one', async () => {
  const world = reviewWorld();
  world.write('decisions.csv', NO_DECISIONS);
  await world.run('plan');
  await world.run('plan');
  const [older, newer] = world.list('runs');
  decide(world, `runs/${older}`);
  const outcome = await world.type('review', 'import', `runs/${older}/report.xlsx`, '--by', 'Kim');
  expect(said(outcome)).toContain(`Checked against runs/${newer}.`);
  expect(outcome.code).toBe(0);
});

test('a plan that takes a run back asks about nothing, and is not the newest to check against', async () => {
  const world = reviewWorld();
  world.write('decisions.csv', NO_DECISIONS);
  await world.run('run');
  const [night] = world.list('runs');
  decide(world, `runs/${night}`);
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
