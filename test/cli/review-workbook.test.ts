import { readFileSync, statSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readWorkbook, recordsIn, type Workbook } from '../report/workbook/read-workbook.js';
import type { World } from './program.js';
import { decide, decisionsOf, reviewWorld, said } from './review-world.js';

async function plannedWorld(): Promise<World> {
  const world = reviewWorld();
  expect((await world.run('plan', '-o', 'first')).stderr).not.toContain('tier-merge:');
  return world;
}

const workbookIn = (world: World, file: string): Workbook => readWorkbook(readFileSync(world.path(file)));

const exported = (world: World, file: string, ...flags: string[]) =>
  world.type('review', 'export', 'first', '-o', file, ...flags);

const imported = (world: World, file: string) =>
  world.type('review', 'import', file, '--plan', 'first', '--by', 'Kim');

describe('review export as a workbook', () => {
  test('has the sheets of the report, with every pair and the command that reads it back', async () => {
    const world = await plannedWorld();
    const outcome = await exported(world, 'pairs.xlsx');
    expect(said(outcome)).toBe(
      'pairs.xlsx: 3 pairs to be decided. Write link, no_link or alone into the column decision, save the file, then type:\n' +
        '  tier-merge review import pairs.xlsx --by NAME --plan first\n0',
    );
    expect(statSync(world.path('pairs.xlsx')).mode & 0o777).toBe(0o600);
    const [own, report] = [workbookIn(world, 'pairs.xlsx'), workbookIn(world, 'first/report.xlsx')];
    expect(own.sheets.map(({ name }) => name)).toEqual(['Review', 'Ambiguous']);
    for (const sheet of ['Review', 'Ambiguous']) {
      const [names, [note], heads, ...pairs] = own.sheet(sheet).rows as [string[], string[], ...string[][]];
      const [namesThere, [noteThere], headsThere, ...pairsThere] = report.sheet(sheet).rows as [
        string[],
        string[],
        ...string[][],
      ];
      expect([names, heads, pairs]).toEqual([namesThere, headsThere, pairsThere]);
      expect(note).toMatch(/type: tier-merge review import pairs\.xlsx --by NAME --plan first$/);
      expect(noteThere).toMatch(/type: tier-merge review import first\/report\.xlsx --by NAME$/);
      expect(note).toContain('all of them are in first/review.csv.');
    }
    expect(recordsIn(own.sheet('Review')).length + recordsIn(own.sheet('Ambiguous')).length).toBe(3);
  });

  test('is chosen by --format where the name says nothing, and refused where the two differ', async () => {
    const world = await plannedWorld();
    expect((await exported(world, 'pairs', '--format', 'xlsx')).code).toBe(0);
    expect(workbookIn(world, 'pairs').sheets.length).toBe(2);
    expect((await exported(world, 'list', '--format', 'csv')).code).toBe(0);
    expect(world.read('list')).toMatch(/^\ufeffsource_l,/);
    expect(said(await exported(world, 'pairs.xlsx', '--format', 'csv'))).toMatch(
      /the name ends in \.xlsx, and --format says csv[\s\S]*name a file that ends in \.csv[\s\S]*10$/,
    );
    expect(said(await exported(world, 'pairs.ods'))).toMatch(/ends in \.csv or \.xlsx[\s\S]*10$/);
    expect(world.list('.')).not.toContain('pairs.xlsx');
  });

  test('is masked unless it is asked for in clear, and then says so on each sheet', async () => {
    const world = await plannedWorld();
    await exported(world, 'masked.xlsx');
    await exported(world, 'clear.xlsx', '--unmask');
    const texts = (file: string) => Object.values(workbookIn(world, file).parts).join('');
    for (const secret of ['남궁민', '73012001', '정유미']) {
      expect(texts('masked.xlsx')).not.toContain(secret);
      expect(texts('clear.xlsx')).toContain(secret);
    }
    expect(workbookIn(world, 'clear.xlsx').sheet('Review').rows[1]?.[0]).toContain('personal data in clear');
    expect(workbookIn(world, 'masked.xlsx').sheet('Review').rows[1]?.[0]).not.toContain('in clear');
  });

  test('filled in it comes back, and the next plan obeys it', async () => {
    const world = await plannedWorld();
    await exported(world, 'pairs.xlsx');
    decide(world, 'pairs.xlsx', { "b1 '=a2": ['link', 'asked, "him"'] }, 'filled.xlsx');
    expect(said(await imported(world, 'filled.xlsx'))).toMatch(
      /1 link, 0 no_link, 0 alone are new\.\n.*Not decided yet: 2\.[\s\S]*0$/,
    );
    expect(decisionsOf(world)).toMatchObject([
      {
        source_l: 'offline',
        id_l: 'b1',
        source_r: 'online',
        id_r: "'=a2",
        decision: 'link',
        by: 'Kim',
        note: 'asked, "him"',
      },
    ]);
    expect((await world.run('plan', '-o', 'second')).code).toBe(0);
    expect(world.read('second/links.csv')).toMatch(/online,'=a2,M\w+,decision,/);
  });

  test('speaks Korean: the list has Korean words, and they are read back', async () => {
    const world = await plannedWorld();
    await exported(world, 'pairs.xlsx', '--lang', 'ko');
    const { xml, rows } = workbookIn(world, 'pairs.xlsx').sheet('모호한 행');
    expect(xml).toContain('<formula1>"연결,분리,단독"</formula1>');
    expect(rows[1]?.[0]).toMatch(
      /다음을 입력하세요: tier-merge review import pairs\.xlsx --by NAME --plan first$/,
    );
    const typed = { 'b1 001': ['분리', '전화로\n확인, "다른 분"'], 'a3 b3': [' 연결 '] } as const;
    decide(world, 'pairs.xlsx', typed, 'filled.xlsx');
    expect(said(await imported(world, 'filled.xlsx'))).toMatch(/1 link, 1 no_link, 0 alone are new[\s\S]*0$/);
    expect(
      decisionsOf(world)
        .map(({ decision, note }) => [decision, note])
        .toSorted(),
    ).toEqual([
      ['link', ''],
      ['no_link', '전화로 확인, "다른 분"'],
    ]);
  });
});
