import { readFileSync } from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import { OFFLINE, ONLINE, type World } from '../cli/program.js';
import { markdownTable, tableOf } from '../report/workbook/plan-numbers.js';
import { readWorkbook, recordsIn, tableUnder, type Workbook } from '../report/workbook/read-workbook.js';
import { firstNight, memberOf, night } from './nights.js';

let world: World;
let workbook: Workbook;
let run: string;
const ids: Record<string, string> = {};

// The night lifts a2, lowers nobody, makes a4, and loses a3; taken back, a2 falls, a4 is removed and a3 is back.
beforeAll(async () => {
  world = await firstNight({ config: { report: { formats: ['xlsx', 'md', 'html'], lang: 'en' } } });
  ids.a3 = await memberOf(world, 'online', 'a3');
  run = await night(world, {
    online: `${ONLINE.replace('SILVER,200', 'GOLD,250').replace(/a3.*\n/, '')}a4,최우식,010-9001-4412,,,,,GOLD,5\n`,
    offline: OFFLINE,
  });
  for (const id of ['a2', 'a4']) ids[id] = await memberOf(world, 'online', id);
  const { code } = await world.type('revert', run, '-o', 'back', '--as-of', '2026-06-30');
  expect(code).toBe(0);
  workbook = readWorkbook(readFileSync(world.path('back/report.xlsx')));
}, 60_000);

test('the workbook of a revert has a summary, every change and every id', () => {
  expect(workbook.sheets.map(({ name }) => name)).toEqual(['Summary', 'Changes', 'Member ids']);
  const changes = recordsIn(workbook.sheet('Changes'));
  const all = tableOf(world, 'back/changes.csv');
  expect(workbook.sheet('Changes').rows[1]?.[0]).toBe(
    `${all.length} of ${all.length} rows are on this sheet; all of them are in changes.csv.`,
  );
  expect(changes.map(({ member_id: id, field }) => `${id} ${field}`).length).toBe(all.length);
  expect(changes[0]).toMatchObject({
    member_id: ids.a2,
    name: '이*연',
    change: 'lower grade',
    before: 'GOLD',
    after: 'SILVER',
  });
  expect(recordsIn(workbook.sheet('Member ids'))).toEqual([
    { member_id: ids.a4, name: '최*식', change: 'removed: the run had made it', other: null },
    { member_id: ids.a3, name: '박*훈', change: 'no longer gone', other: null },
  ]);
});

test('its numbers are those of member_ids.csv, and the Markdown has the same', () => {
  const caption = 'Member ids by what becomes of them';
  expect(tableUnder(workbook.sheet('Summary'), caption).slice(1)).toEqual([
    ['removed: the run had made it', 1],
    ['no longer gone', 1],
  ]);
  expect(
    tableOf(world, 'back/member_ids.csv')
      .map(({ change }) => change)
      .toSorted(),
  ).toEqual(['removed', 'returned']);
  const markdown = world.read('back/report.md');
  expect(markdownTable(markdown, caption)).toEqual([
    ['removed: the run had made it', '1'],
    ['no longer gone', '1'],
  ]);
  expect(tableUnder(workbook.sheet('Summary'), 'All balances together').slice(1)).toEqual([
    ['points', 935, 880],
  ]);
  expect(markdown).toContain('tier-merge apply back');
});

test('applied, its workbook says so and keeps its lists', async () => {
  expect((await world.run('apply', 'back')).code).toBe(0);
  const applied = readWorkbook(readFileSync(world.path('back/report.xlsx')));
  expect(applied.sheet('Summary').rows.map(([first]) => first)).toContain('Applied');
  expect(applied.sheet('Changes').xml).toBe(workbook.sheet('Changes').xml);
});
