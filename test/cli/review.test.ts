import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import iconv from 'iconv-lite';
import { describe, expect, test } from 'vitest';
import { makeWorld, type Outcome, type Parts, records, SOURCES, type World } from './program.js';
import { workbook } from './workbook.js';

// Both accounts of the mall fit the row of the till, and the mall promises one row a person.
const ONLINE = `id,name,phone,born,sex,ci,state,grade,points
001,남궁민,01073012001,,,,,GOLD,100
=a2,남궁민,01073012001,,,,,SILVER,20
a3,정유미,01073012009,,,,,SILVER,0
`;
const OFFLINE = `code,customer,tel,level,balance,stamps
b1,남궁민,01073012001,top,7,0
b2,서현진,01055239014,basic,0,0
`;
const PARTS: Parts = {
  online: ONLINE,
  offline: OFFLINE,
  config: {
    sources: { ...SOURCES, online: { ...SOURCES.online, one_row_per_person: true } },
    identity: { decisions: 'decisions.csv' },
    report: { lang: 'en' },
  },
};
const HEADER = 'source_l,id_l,source_r,id_r,decision,by,at,note,rows_hash';

/** A world with a file of decisions in which nothing is decided yet, and a plan of it. */
async function plannedWorld(parts: Parts = {}): Promise<World> {
  const world = makeWorld({ ...PARTS, ...parts });
  world.write('decisions.csv', `${HEADER}\n`);
  const made = await world.run('plan', '-o', 'first');
  expect(made.stderr).not.toContain('tier-merge:');
  return world;
}

/** The exported file, as cells. */
const cellsOf = (world: World, file: string): string[][] => parse(world.read(file), { bom: true });

const csvOf = (rows: readonly (readonly string[])[], delimiter = ','): string =>
  rows.map((row) => `${row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(delimiter)}\n`).join('');

type Decisions = Readonly<Record<string, readonly [string, string?]>>;

/** The exported rows with decisions in them: `id_l id_r` says which pair; a note may follow the word. */
function decided(world: World, decisions: Decisions): readonly (readonly string[])[] {
  const [names = [], ...rows] = cellsOf(world, 'review.csv');
  const at = (name: string) => names.indexOf(name);
  for (const row of rows) {
    const [word, note = ''] = decisions[`${row[at('id_l')]} ${row[at('id_r')]}`] ?? [];
    if (word === undefined) continue;
    row[at('decision')] = word;
    row[at('note')] = note;
  }
  return [names, ...rows];
}

/** Writes filled.csv: the export with these decisions. */
function fillIn(world: World, decisions: Decisions): void {
  world.write('filled.csv', csvOf(decided(world, decisions)));
}

const importFilled = (world: World, plan = 'first', by = 'Kim') =>
  world.type('review', 'import', 'filled.csv', '--plan', plan, '--by', by);

const said = ({ stdout, stderr, code }: Outcome) => `${stdout}${stderr}${code}`;

const linksOf = (world: World, plan: string) =>
  records(world.read(`${plan}/links.csv`)).map((link) => `${link.source_member_id} ${link.how}`);

async function exported(world: World, ...flags: string[]): Promise<void> {
  const outcome = await world.type('review', 'export', 'first', '-o', 'review.csv', ...flags);
  expect(said(outcome)).toMatch(/0$/);
}

const AGREEMENT = 'fits two members about equally well: phone equal, name equal';
// A spreadsheet takes a plus before anything but digits for a formula.
const PHONE = "'+82******2001";

describe('review export', () => {
  test('writes both rows of every doubtful pair side by side, masked, with room for a decision', async () => {
    const world = await plannedWorld();
    const outcome = await world.type('review', 'export', 'first', '-o', 'review.csv');
    expect(said(outcome)).toBe(
      'review.csv: 2 pairs to be decided. Write link, no_link or alone into the column decision, save the file, then type:\n' +
        '  tier-merge review import review.csv --by NAME --plan first\n0',
    );
    expect(readFileSync(world.path('review.csv')).subarray(0, 3).toString('hex')).toBe('efbbbf');
    const [names, headings, ...rows] = cellsOf(world, 'review.csv');
    expect(names?.join(' ')).toBe(
      'source_l id_l source_r id_r why name_l name_r phone_l phone_r birth_date_l birth_date_r gender_l gender_r ' +
        'status_l status_r grade_l grade_r points_l points_r score decision note rows_hash',
    );
    expect(headings?.slice(3, 7)).toEqual([
      'Member id there (right)',
      'Why it is doubtful',
      'Name (left)',
      'Name (right)',
    ]);
    const persons = ['남*민', '남*민', PHONE, PHONE, '', '', '', '', '', ''];
    expect(rows.map((row) => row.slice(0, 19))).toEqual([
      ['offline', 'b1', 'online', "'=a2", AGREEMENT, ...persons, 'top', 'SILVER', '7', '20'],
      ['offline', 'b1', 'online', '001', AGREEMENT, ...persons, 'top', 'GOLD', '7', '100'],
    ]);
    expect(rows.map((row) => row.slice(19).join(' '))).toEqual([
      expect.stringMatching(/^\d+\.\d{3} {3}[0-9a-f]{16}$/),
      expect.stringMatching(/^\d+\.\d{3} {3}[0-9a-f]{16}$/),
    ]);
  });

  test('speaks the language of the reader, and shows personal data in clear only when asked to', async () => {
    const world = await plannedWorld();
    await exported(world, '--lang', 'ko', '--unmask');
    const [, headings, row] = cellsOf(world, 'review.csv');
    expect(headings?.slice(4, 7)).toEqual(['검토 이유', '이름(왼쪽)', '이름(오른쪽)']);
    const clear = ['남궁민', '남궁민', '+821073012001', '+821073012001'];
    expect(row?.slice(4, 9)).toEqual(['두 회원에게 비슷하게 맞음: 전화번호 일치, 이름 일치', ...clear]);
  });

  test('never replaces a file, in which somebody may have decided', async () => {
    const world = await plannedWorld();
    world.write('review.csv', 'mine');
    const outcome = await world.type('review', 'export', 'first', '-o', 'review.csv');
    expect(said(outcome)).toMatch(/review\.csv exists already[\s\S]*10$/);
    expect(world.read('review.csv')).toBe('mine');
  });

  test('shows rows that did not change since an earlier run, and refuses a plan whose rows did', async () => {
    const world = await plannedWorld();
    await world.type('apply', 'first');
    await world.run('plan', '-o', 'second');
    const later = await world.type('review', 'export', 'second', '-o', 'later.csv');
    expect(said(later)).toMatch(/2 pairs[\s\S]*0$/);
    await exported(world);
    expect(world.read('later.csv')).toBe(world.read('review.csv'));
    world.write('offline.csv', OFFLINE.replace('남궁민', '남궁훈'));
    await world.run('run');
    const stale = await world.type('review', 'export', 'second', '-o', 'stale.csv');
    expect(said(stale)).toMatch(
      /2 of the pairs in .*review\.csv have rows that another run has written[\s\S]*5$/,
    );
  });
});

test('of a plan with a scope, pairs with a row that it knows nothing of are left out and counted', async () => {
  const world = await plannedWorld();
  await world.type('apply', 'first');
  world.write('offline.csv', OFFLINE.replace(',7,0', ',8,0'));
  await world.run('plan', '-o', 'same', '--scope', "grade = 'SILVER' and name = '남궁민'");
  const same = await world.type('review', 'export', 'same', '-o', 'same.csv');
  expect(said(same)).toMatch(/same\.csv: 1 pairs[\s\S]*0$/);
  expect(same.stdout).not.toContain('Left out');
  world.write('offline.csv', OFFLINE.replace('b1,남궁민', 'b1,남궁 민이'));
  world.write('online.csv', ONLINE.replaceAll('남궁민', '남궁민이'));
  const outcome = await world.run('plan', '-o', 'other', '--scope', "grade = 'SILVER' and name = '남궁민이'");
  expect(outcome.code).toBe(0);
  const other = await world.type('review', 'export', 'other', '-o', 'other.csv', '--json');
  const event = JSON.parse(other.stdout);
  expect([event.pairs + event.outside, event.outside]).toEqual([1, 1]);
});

describe('a decision comes back', () => {
  test('the next plan obeys it, apply writes it, and so does the next night', async () => {
    const world = await plannedWorld();
    await exported(world);
    fillIn(world, { "b1 '=a2": ['Link', 'asked, him'], 'b1 001': ['no link'] });
    expect(said(await importFilled(world))).toBe(
      'decisions.csv: 1 link, 1 no_link, 0 alone are new.\n' +
        'Known already: 0. In place of an older decision: 0. Not decided yet: 0.\n' +
        'Checked against first.\n' +
        'The next plan obeys them:\n  tier-merge plan\n0',
    );
    const written = world.read('decisions.csv').replaceAll(/[0-9a-f]{16}$/gm, 'HASH');
    expect(written.replaceAll(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ/g, 'WHEN')).toBe(
      `\ufeff${HEADER}\noffline,b1,online,'=a2,link,Kim,WHEN,"asked, him",HASH\noffline,b1,online,001,no_link,Kim,WHEN,,HASH\n`,
    );
    expect((await world.run('plan', '-o', 'second')).code).toBe(0);
    const linked = ["'=a2 decision", '001 alone', 'a3 alone', 'b1 decision', 'b2 alone'];
    expect(linksOf(world, 'second').toSorted()).toEqual(linked);
    expect((await world.type('apply', 'second')).code).toBe(0);
    expect((await world.run('plan', '-o', 'third')).code).toBe(0);
    expect(linksOf(world, 'third').toSorted()).toEqual(linked);
    expect(world.json<{ status: string }>('third/result.json').status).toBe('nothing_to_do');
  });

  test('imported twice it changes nothing, also when the pair is no longer asked about', async () => {
    const world = await plannedWorld();
    await exported(world);
    fillIn(world, { "b1 '=a2": ['연결'] });
    await importFilled(world);
    const before = world.read('decisions.csv');
    await world.run('plan', '-o', 'second');
    for (const plan of ['first', 'second']) {
      expect(said(await importFilled(world, plan, 'Lee'))).toBe(
        'decisions.csv has all of these decisions already; it is as it was.\n' +
          'Known already: 1. In place of an older decision: 0. Not decided yet: 1.\n' +
          `Checked against ${plan}.\n0`,
      );
      expect(world.read('decisions.csv')).toBe(before);
    }
  });

  test('decided anew it takes the place of the older decision, which stays to be read', async () => {
    const world = await plannedWorld();
    await exported(world);
    fillIn(world, { "b1 '=a2": ['link'] });
    await importFilled(world);
    fillIn(world, { "b1 '=a2": ['분리'] });
    expect(said(await importFilled(world, 'first', 'Lee'))).toContain('In place of an older decision: 1');
    const lines = records(world.read('decisions.csv').replace('\ufeff', ''));
    expect(lines.map(({ decision, by, was }) => [decision, by, was])).toEqual([
      ['', 'Kim', 'link'],
      ['no_link', 'Lee', ''],
    ]);
    expect((await world.run('plan', '-o', 'second')).code).toBe(0);
    expect(linksOf(world, 'second')).toContain('001 phone_name');
  });

  test('goes to the file of --into, and says what the config lacks to obey it', async () => {
    const world = await plannedWorld({ config: { ...PARTS.config, identity: {} } });
    await exported(world);
    fillIn(world, { 'b1 001': ['link'] });
    expect(said(await importFilled(world))).toMatch(/nobody has said where decisions are kept[\s\S]*10$/);
    const outcome = await world.type(
      ...['review', 'import', 'filled.csv', '--plan', 'first', '--by', 'Kim', '--into', 'sub.csv'],
    );
    expect(said(outcome)).toContain(
      'The config does not name this file yet. Add to it:\n  identity: { decisions: "sub.csv" }\n',
    );
    expect(world.read('sub.csv')).toContain('offline,b1,online,001,link,Kim,');
  });
});

describe('a file is read as people save it', () => {
  const with16 = (text: string) => iconv.encode(text, 'utf-16le', { addBOM: true });
  const forms: readonly (readonly [string, (rows: readonly (readonly string[])[]) => Buffer])[] = [
    ['with semicolons', (rows) => Buffer.from(csvOf(rows, ';'))],
    ['as Unicode text with tabs', (rows) => with16(csvOf(rows, '\t'))],
    ['in CP949 with CRLF', (rows) => iconv.encode(csvOf(rows).replaceAll('\n', '\r\n'), 'cp949')],
    ['under a title', (rows) => Buffer.from(`for Ms Kim\n\n${csvOf(rows)}`)],
    ['without the zeros in front of an id', (rows) => Buffer.from(csvOf(rows).replaceAll('"001"', '"1"'))],
    ['as a workbook with shared texts', (rows) => workbook(rows, 'shared')],
    ['as a workbook with its texts inline', (rows) => workbook(rows, 'inline')],
  ];
  test.each(forms)('%s', async (_form, save) => {
    const world = await plannedWorld();
    await exported(world, '--lang', 'ko');
    world.write('filled.csv', save(decided(world, { 'b1 001': ['연결', '통화함'] })));
    expect(said(await importFilled(world, 'first', '김'))).toMatch(/1 link[\s\S]*0$/);
    expect(records(world.read('decisions.csv').replace('\ufeff', ''))).toMatchObject([
      { id_l: 'b1', id_r: '001', decision: 'link', by: '김', note: '통화함' },
    ]);
  });
});

describe('nothing is written', () => {
  test('where lines are wrong, and all of them are told with their place', async () => {
    const world = await plannedWorld();
    await exported(world);
    const [names = [], headings = [], first = [], second = []] = decided(world, {
      "b1 '=a2": ['maybe'],
      'b1 001': ['link'],
    });
    const line = (cells: Readonly<Record<string, string>>) => names.map((name) => cells[name] ?? '');
    const lines = [
      ...[names, headings, first, second],
      line({ source_l: 'offline', id_l: 'b1', source_r: 'online', id_r: '001', decision: 'no_link' }),
      line({ source_l: 'offline', id_l: 'b2', source_r: 'online', id_r: 'a3', decision: 'link' }),
      line({ source_l: 'offline', id_l: 'b9', source_r: 'online', id_r: 'a3', decision: 'link' }),
      line({ source_l: 'shop', id_l: 'b1', source_r: 'online', id_r: 'a3', decision: 'alone' }),
    ];
    world.write('filled.csv', csvOf(lines));
    const outcome = await importFilled(world);
    expect(outcome.code).toBe(10);
    expect(outcome.stderr.split('\n').filter((text) => !text.startsWith('  '))).toEqual([
      'tier-merge: filled.csv:3:21: this decision is none',
      'filled.csv:4:21: another line decides the opposite: line 5',
      'filled.csv:5:21: another line decides the opposite: line 4',
      'filled.csv:6:21: the plan does not ask about this pair',
      'filled.csv:7:2: the plan has no accepted row of this id',
      'filled.csv:8:1: there is no such source',
      '',
    ]);
    expect(world.read('decisions.csv')).toBe(`${HEADER}\n`);
  });

  test('where nobody has signed', async () => {
    const world = await plannedWorld();
    await exported(world);
    fillIn(world, { 'b1 001': ['link'] });
    const outcome = await world.type('review', 'import', 'filled.csv', '--plan', 'first');
    expect(said(outcome)).toMatch(
      /filled\.csv:4:21: nobody has signed this decision\n {2}add --by NAME[\s\S]*10$/,
    );
    expect(world.read('decisions.csv')).toBe(`${HEADER}\n`);
  });

  test('where a decision before says the opposite about a row and a third one', async () => {
    const world = await plannedWorld();
    await exported(world);
    world.write('decisions.csv', `${HEADER}\noffline,b1,,,alone,Lee,,,\n`);
    fillIn(world, { 'b1 001': ['link'] });
    expect(said(await importFilled(world))).toMatch(
      /filled\.csv:4:21: decisions\.csv:2 decides the opposite about one of these rows: alone[\s\S]*10$/,
    );
  });

  test('where rows have changed since: exit 5', async () => {
    const world = await plannedWorld();
    await exported(world);
    fillIn(world, { 'b1 001': ['link'] });
    world.write(
      'online.csv',
      ONLINE.replace('001,남궁민,01073012001', '001,남궁민,01073012001'.replace('민', '훈')),
    );
    world.write('decisions.csv', `${HEADER}\noffline,b1,online,001,no_link,Lee,,,0123456789abcdef\n`);
    await world.run('plan', '-o', 'second');
    expect(said(await importFilled(world, 'second'))).toMatch(
      /filled\.csv:4:23: a row has changed since this was exported[\s\S]*5$/,
    );
    expect(world.read('decisions.csv')).toContain('no_link,Lee');
  });

  test('where a promise of the source forbids a link: exit 4', async () => {
    const world = await plannedWorld();
    await exported(world);
    fillIn(world, { "b1 '=a2": ['link'], 'b1 001': ['link'] });
    const outcome = await importFilled(world);
    expect(outcome.stderr).toMatch(/these rows cannot be one person \(one_row_per_person:online\)/);
    expect(outcome.code).toBe(4);
    expect(world.read('decisions.csv')).toBe(`${HEADER}\n`);
  });

  test('where a veto forbids a link, also through a link that was decided before: exit 4', async () => {
    const { online, offline } = SOURCES;
    const columns = { ...offline.columns, gender: 'sex' };
    const world = await plannedWorld({
      online: ONLINE.replace('001,남궁민,01073012001,,', '001,남궁민,01073012001,,M'),
      offline:
        'code,customer,tel,level,balance,stamps,sex\nb1,남궁민,01073012001,top,7,0,\nb2,서현진,01055239014,basic,0,0,F\n',
      config: {
        ...PARTS.config,
        sources: {
          online: { ...online, one_row_per_person: true },
          offline: { ...offline, columns, values: { gender: online.values.gender } },
        },
        identity: { decisions: 'decisions.csv', vetoes: ['gender'] },
      },
    });
    await exported(world);
    const before = `${HEADER}\noffline,b1,offline,b2,link,Lee,,,\n`;
    world.write('decisions.csv', before);
    fillIn(world, { 'b1 001': ['link'] });
    const outcome = await importFilled(world);
    expect(said(outcome)).toMatch(/these rows cannot be one person \(gender\)[\s\S]*4$/);
    expect(world.read('decisions.csv')).toBe(before);
    fillIn(world, { "b1 '=a2": ['link'] });
    expect(said(await importFilled(world))).toMatch(/1 link[\s\S]*0$/);
  });

  test('where the file is no such table, or is not there', async () => {
    const world = await plannedWorld();
    world.write('filled.csv', 'a,b\n1,2\n');
    expect(said(await importFilled(world))).toMatch(
      /filled\.csv has no table with the columns source_l[\s\S]*10$/,
    );
    world.write('filled.csv', Buffer.from('PK\u0003\u0004broken'));
    expect(said(await importFilled(world))).toMatch(/is not a workbook that can be read[\s\S]*10$/);
    const none = await world.type('review', 'import', 'none.csv', '--plan', 'first', '--by', 'Kim');
    expect(said(none)).toMatch(/none\.csv cannot be read: ENOENT[\s\S]*10$/);
  });
});
