import { readFileSync } from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import { makeWorld, OFFLINE, ONLINE, type World } from '../../cli/program.js';
import { markdownTable, tableOf } from './plan-numbers.js';
import { readWorkbook, recordsIn, tableUnder } from './read-workbook.js';

let world: World;

// Night two: a2 (SILVER, 200 points) and a1 with b1 (GOLD, 100 + 50 + 500 points) are in no export any more.
beforeAll(async () => {
  world = makeWorld({ config: { report: { formats: ['xlsx', 'md'], lang: 'en' } } });
  await world.run('run', '--as-of', '2026-06-29');
  world.write('online.csv', ONLINE.replace(/a1.*\n/, '').replace(/a2.*\n/, ''));
  world.write('offline.csv', OFFLINE.replace(/b1.*\n/, ''));
  const { code } = await world.run('plan', '-o', 'plan');
  expect(code).toBe(0);
}, 60_000);

test('members who are gone have a sheet: the highest grade first, with what they had, masked', () => {
  const sheet = readWorkbook(readFileSync(world.path('plan/report.xlsx'))).sheet('Gone');
  expect(sheet.rows[1]?.[0]).toBe('2 of 2 rows are on this sheet; all of them are in changes.csv.');
  expect(sheet.rows[2]).toEqual([
    ...['Member', 'Name', 'Grade that it had', 'Balance of points', 'Ids in online', 'Ids in offline'],
  ]);
  const gone = tableOf(world, 'plan/changes.csv').filter(({ field }) => field === 'gone_since');
  const records = recordsIn(sheet);
  expect(records.map(({ member_id: id }) => String(id)).toSorted()).toEqual(
    gone.map(({ member_id: id }) => String(id)).toSorted(),
  );
  expect(records.map(({ member_id: _, ...rest }) => rest)).toEqual([
    { name: '김*수', grade: 'GOLD', 'points:points': 650, ids_in_online: 'a1', ids_in_offline: 'b1' },
    { name: '이*연', grade: 'SILVER', 'points:points': 200, ids_in_online: 'a2', ids_in_offline: null },
  ]);
});

test('they are counted by grade and by points in the summary and in Markdown, and listed in Markdown', () => {
  const summary = readWorkbook(readFileSync(world.path('plan/report.xlsx'))).sheet('Summary');
  const markdown = world.read('plan/report.md');
  const byGrade = 'Gone members by the grade they had';
  expect(tableUnder(summary, byGrade).slice(1)).toEqual([
    ['SILVER', 1],
    ['GOLD', 1],
    ['Total', 2],
  ]);
  expect(markdownTable(markdown, byGrade)).toEqual([
    ['SILVER', '1'],
    ['GOLD', '1'],
    ['Total', '2'],
  ]);
  expect(tableUnder(summary, 'What they hold and keep').slice(1)).toEqual([['points', 850]]);
  const listed =
    '2 shown of 2, the highest grade first; all of them are in changes.csv as a change of gone_since';
  expect(markdownTable(markdown, listed).map(([, ...rest]) => rest)).toEqual([
    ['김*수', 'GOLD', 'offline 1, online 1'],
    ['이*연', 'SILVER', 'online 1'],
  ]);
  expect(summary.rows.flat()).not.toContain(listed);
});

test('on a first run nobody is gone', async () => {
  const first = makeWorld({ config: { report: { formats: ['xlsx', 'md'], lang: 'en' } } });
  await first.run('plan', '-o', 'plan');
  const sheet = readWorkbook(readFileSync(first.path('plan/report.xlsx'))).sheet('Gone');
  expect(sheet.rows[1]?.[0]).toMatch(/^0 of 0 rows/);
  expect(recordsIn(sheet)).toEqual([]);
  expect(first.read('plan/report.md')).not.toContain('Members who are gone');
});
