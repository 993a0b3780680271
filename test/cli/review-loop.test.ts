import { readFileSync } from 'node:fs';
import iconv from 'iconv-lite';
import { describe, expect, test } from 'vitest';
import { query } from '../plan/invariants.js';
import { withoutFirstRow } from '../report/workbook/fill-in.js';
import { tableOf } from '../report/workbook/plan-numbers.js';
import { readWorkbook, recordsIn, type Value } from '../report/workbook/read-workbook.js';
import type { World } from './program.js';
import { decide, decisionsOf, MALL, NO_DECISIONS, reviewWorld, said, TILL } from './review-world.js';

const rowsOf = (world: World, file: string, sheet: string): readonly (readonly Value[])[] =>
  readWorkbook(readFileSync(world.path(file))).sheet(sheet).rows;

const SHEETS = {
  en: { review: 'Review', summary: 'Summary', words: ['Link ', 'NO_LINK'] },
  ko: { review: '검토', summary: '요약', words: ['연결', ' 분리'] },
} as const;

const DECIDED = { en: 'Decisions of people in force', ko: '적용된 사람의 결정' } as const;

describe.each(['en', 'ko'] as const)('the loop of a reviewer, in %s', (lang) => {
  const { review, summary, words } = SHEETS[lang];
  const [link, part] = words;

  test('what is decided in the workbook is obeyed, reported, approved and written', async () => {
    const world = reviewWorld({ lang, config: { approval: 'required' } });
    expect((await world.run('plan', '-o', 'one')).code).toBe(0);
    decide(world, 'one/report.xlsx', {
      "b1 '=a2": [link, 'asked, "him"\nby phone'],
      'b1 001': [part],
      'a3 b3': [link],
    });
    const imported = await world.type('review', 'import', 'one/report.xlsx', '--by', '김 Kim');
    expect(imported.code, said(imported)).toBe(0);
    expect(
      decisionsOf(world)
        .map((line) => [line.id_l, line.id_r, line.decision, line.by, line.note])
        .toSorted(),
    ).toEqual([
      ['a3', 'b3', 'link', '김 Kim', ''],
      ['b1', "'=a2", 'link', '김 Kim', 'asked, "him" by phone'],
      ['b1', '001', 'no_link', '김 Kim', ''],
    ]);
    for (const { at } of decisionsOf(world)) expect(at).toMatch(/^20\d\d-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);

    expect((await world.run('plan', '-o', 'two')).code).toBe(0);
    const told = rowsOf(world, 'two/report.xlsx', summary).find(([first]) => first === DECIDED[lang]);
    expect(told?.[1]).toBe(3);
    expect(recordsIn(readWorkbook(readFileSync(world.path('two/report.xlsx'))).sheet(review))).toEqual([]);
    expect((await world.run('apply', 'two')).code).toBe(4);
    expect((await world.type('approve', 'two', '--by', 'Lee')).code).toBe(0);
    expect((await world.run('apply', 'two')).code).toBe(0);
    const written = await query(world, 'select source, source_member_id, member_id, how from links');
    const planned = tableOf(world, 'two/links.csv').map(({ source_member_id: id, ...link }) => ({
      ...link,
      source_member_id: id?.replace(/^'/, ''),
    }));
    const line = (link: Readonly<Record<string, unknown>>) =>
      [link.source, link.source_member_id, link.member_id, link.how].join(' ');
    expect(written.map(line).toSorted()).toEqual(planned.map(line).toSorted());
    expect(written.filter(({ how }) => how === 'decision').map((one) => one.source_member_id)).toEqual(
      expect.arrayContaining(['a3', 'b3', 'b1', '=a2']),
    );
  });

  test('a decision whose rows have changed since is told, and the pair is asked about again', async () => {
    const world = reviewWorld({ lang });
    await world.run('plan', '-o', 'one');
    decide(world, 'one/report.xlsx', { 'a3 b3': [link] });
    await world.type('review', 'import', 'one/report.xlsx', '--by', 'Kim');
    world.write('offline.csv', TILL.replace('정유민', '정유빈'));
    expect((await world.run('plan', '-o', 'two')).code).toBe(0);
    expect(
      world.json<{ matching: { decisions: object } }>('two/result.json').matching.decisions,
    ).toMatchObject({
      ...{ link: 0, changed: 1, dormant: 0 },
    });
    const pairs = recordsIn(readWorkbook(readFileSync(world.path('two/report.xlsx'))).sheet(review));
    expect(pairs).toMatchObject([{ id_l: 'a3', id_r: 'b3' }]);
    const stale = await world.type('review', 'import', 'one/report.xlsx', '--by', 'Kim', '--plan', 'two');
    expect(said(stale)).toMatch(
      new RegExp(`one/report\\.xlsx, ${review}!\\w+4: a row has changed since this was exported[\\s\\S]*5$`),
    );
    decide(world, 'two/report.xlsx', { 'a3 b3': [part] });
    const again = await world.type('review', 'import', 'two/report.xlsx', '--by', 'Kim');
    expect(again.code, said(again)).toBe(0);
    expect(decisionsOf(world).map(({ decision }) => decision)).toEqual(['link', 'no_link']);
  });
});

test('a sheet of pairs that was saved as CSV is read, as Excel saves it: semicolons, a byte order mark or CP949', async () => {
  const world = reviewWorld({ lang: 'ko' });
  await world.run('plan', '-o', 'one');
  decide(world, 'one/report.xlsx', { 'a3 b3': ['연결', '통화; 확인'] });
  const cells = rowsOf(world, 'one/report.xlsx', '검토').map((row) =>
    row.map((value) => `"${String(value ?? '').replaceAll('"', '""')}"`).join(';'),
  );
  const text = `${cells.join('\r\n')}\r\n`;
  for (const [name, bytes] of [
    ['utf.csv', Buffer.from(`\ufeff${text}`)],
    ['cp949.csv', iconv.encode(text, 'cp949')],
  ] as const) {
    world.write(name, bytes);
    world.write('decisions.csv', NO_DECISIONS);
    const outcome = await world.type('review', 'import', name, '--by', '김', '--plan', 'one');
    expect(outcome.code, said(outcome)).toBe(0);
    expect(decisionsOf(world)).toMatchObject([
      { id_l: 'a3', id_r: 'b3', decision: 'link', by: '김', note: '통화; 확인' },
    ]);
  }
});

describe('a refusal names sheet and row, and nothing is written:', () => {
  async function planned(parts: Parameters<typeof reviewWorld>[0] = {}): Promise<World> {
    const world = reviewWorld(parts);
    expect((await world.run('plan', '-o', 'one')).code).toBe(0);
    return world;
  }
  const importOf = (world: World, file = 'one/report.xlsx', ...flags: string[]) =>
    world.type('review', 'import', file, '--by', 'Kim', ...flags);

  test('a word that is no decision', async () => {
    const world = await planned();
    decide(world, 'one/report.xlsx', { 'a3 b3': ['maybe'] });
    expect(said(await importOf(world))).toMatch(
      /one\/report\.xlsx, Review!A4: this decision is none[\s\S]*10$/,
    );
    expect(world.read('decisions.csv')).toBe(NO_DECISIONS);
  });

  test('decisions on two sheets that say the opposite', async () => {
    const world = await planned();
    decide(world, 'one/report.xlsx', { "b1 '=a2": ['link'], 'b1 001': ['alone'] });
    expect(said(await importOf(world))).toMatch(
      /Ambiguous!A\d: another line decides the opposite: row \d of Ambiguous[\s\S]*10$/,
    );
  });

  test('the opposite of what was decided before about one of the rows', async () => {
    const world = await planned();
    world.write('decisions.csv', `${NO_DECISIONS}offline,b1,,,alone,Lee,,,\n`);
    decide(world, 'one/report.xlsx', { "b1 '=a2": ['link'] });
    expect(said(await importOf(world))).toMatch(
      /Ambiguous!A\d: decisions\.csv:2 decides the opposite about one of these rows: alone[\s\S]*10$/,
    );
  });

  test('two links of one row, where the source promises one row a person', async () => {
    const world = await planned();
    decide(world, 'one/report.xlsx', { "b1 '=a2": ['link'], 'b1 001': ['link'] });
    expect(said(await importOf(world))).toMatch(
      /Ambiguous!A\d: these rows cannot be one person \(one_row_per_person:online\)[\s\S]*4$/,
    );
    expect(world.read('decisions.csv')).toBe(NO_DECISIONS);
  });

  test('the workbook of somebody else, with ids that the plan does not have', async () => {
    const world = await planned();
    const other = await planned({
      online: MALL.replace(/^a3/m, 'x3'),
      offline: TILL.replace(/^b3/m, 'y3'),
    });
    decide(other, 'one/report.xlsx', { 'x3 y3': ['link'] });
    world.write('theirs.xlsx', readFileSync(other.path('one/report.xlsx')));
    expect(said(await importOf(world, 'theirs.xlsx', '--plan', 'one'))).toMatch(
      /theirs\.xlsx, Review!\w+4: the plan has no accepted row of this id[\s\S]*10$/,
    );
  });

  test('a sheet whose hidden first row was deleted, though another one can be read', async () => {
    const world = await planned();
    decide(world, 'one/report.xlsx', { 'a3 b3': ['link'], "b1 '=a2": ['link'] });
    world.write('cut.xlsx', withoutFirstRow(readFileSync(world.path('one/report.xlsx')), 'Review'));
    expect(said(await importOf(world, 'cut.xlsx', '--plan', 'one'))).toMatch(
      /cut\.xlsx, Review!A3: the row that names the columns is missing above this decision[\s\S]*10$/,
    );
    expect(world.read('decisions.csv')).toBe(NO_DECISIONS);
  });

  test('decisions above the names of the columns, since somebody has sorted these down among the pairs', async () => {
    const world = await planned();
    expect((await world.type('review', 'export', 'one', '-o', 'pairs.csv')).code).toBe(0);
    const [names = '', heads = '', ...pairs] = world
      .read('pairs.csv')
      .trimEnd()
      .replace('\ufeff', '')
      .split('\n');
    const [first = '', ...rest] = pairs.map((pair) => pair.replace(/,,,([0-9a-f]{16})$/, ',link,,$1'));
    world.write('sorted.csv', `${[first, heads, names, ...rest].join('\n')}\n`);
    expect(said(await importOf(world, 'sorted.csv', '--plan', 'one'))).toMatch(
      /sorted\.csv:1:\d+: the row that names the columns is missing above this decision[\s\S]*10$/,
    );
    expect(world.read('decisions.csv')).toBe(NO_DECISIONS);
  });
});
