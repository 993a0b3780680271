import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { expect, test } from 'vitest';
import { idShown } from '../../src/report/workbook/pair-id.js';
import { query } from '../plan/invariants.js';
import { readWorkbook, recordsIn } from '../report/workbook/read-workbook.js';
import { makeWorld, OFFLINE_COLUMNS, ONLINE_COLUMNS, RULES, SOURCES, type World } from './program.js';

const HEADER = 'id,name,phone,born,sex,ci,state,grade,points';
const NASTY: readonly string[] = [
  '<script>alert(1)</script>',
  "=cmd|' /C calc'!A0",
  '@SUM(A1:A9)',
  '+1+cmd',
  '-2+3',
  '\tTAB',
  '\u001b[31mred',
  'a\u202etxt',
  `"quo'ted"`,
  `'; drop table members; --`,
  '../../../etc/passwd',
  '$(touch /tmp/owned)',
  '%s%n{{7*7}}',
  '\u0085C1',
  '\u200binvisible',
];

// P7: with `inert` giving back what it is given (src/engine/inert.ts), three tests went red.
test('names, ids and labels that look like code are stored as they are and shown inert', async () => {
  const rows = NASTY.map((text, n) => `${quote(`${text}${n}`)},${quote(text)},,,,,,GOLD,1`);
  const world = makeWorld({
    online: `${[HEADER, ...rows].join('\n')}\n`,
    config: { limits: { max_rejected: '100%' } },
  });
  const outcome = await world.run('run', '--report', 'html,xlsx,md');
  expect(outcome.code).toBe(0);
  expectNoControls(outcome.stdout + outcome.stderr);
  const [id = ''] = world.list('runs');
  for (const file of [
    'members.csv',
    'links.csv',
    'changes.csv',
    'rejects.csv',
    'emptied.csv',
    'points.csv',
  ]) {
    expectInertCsv(world.read(`runs/${id}/${file}`), file);
  }
  expectInertHtml(world.read(`runs/${id}/report.html`));
  expectInertWorkbook(world, `runs/${id}`);
  expectInertMarkdown(world.read(`runs/${id}/report.md`));
  expect(await query(world, 'select count(*) as n from runs')).toEqual([{ n: 1 }]);
  const names = (await query(world, 'select name from members')).map(({ name }) => name);
  expect(names).toEqual(
    expect.arrayContaining(["=cmd|' /C calc'!A0", '@SUM(A1:A9)', `'; drop table members; --`]),
  );
});

test('pairs of rows of that kind are inert on the sheets that people fill in, and their ids come back', async () => {
  const rows = NASTY.map(
    (text, n) => `${quote(`${text}${n}`)},${quote(text)},010-4455-66${n + 10},,,,,GOLD,1`,
  );
  const twins = NASTY.map((text, n) => `z${n},${quote(text)},010-4455-66${n + 10},,,,,GOLD,1`);
  const offline = NASTY.map((text, n) => `o${n},${quote(text)},010445566${n + 10},top,1,0`);
  const world = makeWorld({
    online: `${[HEADER, ...rows, ...twins].join('\n')}\n`,
    offline: `code,customer,tel,level,balance,stamps\n${offline.join('\n')}\n`,
    config: {
      sources: { ...SOURCES, online: { ...SOURCES.online, one_row_per_person: true } },
      limits: { max_rejected: '100%' },
    },
  });
  await world.run('plan', '-o', 'plan', '--report', 'html,xlsx,md');
  expectInertWorkbook(world, 'plan');
  const workbook = readWorkbook(readFileSync(world.path('plan', 'report.xlsx')));
  const ids = recordsIn(workbook.sheet('Ambiguous')).map(({ id_r: id }) => idShown(String(id)));
  expect(ids.length).toBeGreaterThan(8);
  const listed = parse(world.read('plan/review.csv'), { columns: true }) as readonly Record<string, string>[];
  const expected = listed.filter(({ outcome }) => outcome === 'ambiguous').map(({ id_r: id }) => id);
  expect(ids.toSorted()).toEqual(expected.toSorted());
});

test('each member of that kind can be shown, masked and in clear, without a control character', async () => {
  const rows = NASTY.map((text, n) => `m${n},${quote(text)},,,,,,GOLD,1`);
  const world = makeWorld({
    online: `${[HEADER, ...rows].join('\n')}\n`,
    config: { limits: { max_rejected: '100%' } },
  });
  await world.run('plan', '-o', 'plan');
  const members = world.read('plan/links.csv').match(/M[0-9a-f]{20}/g) ?? [];
  for (const member of members.slice(0, 8)) {
    const { code, stdout } = await world.run('show', 'plan', member, '--unmask');
    expect(code).toBe(0);
    expectNoControls(stdout);
  }
});

test('labels, grades, rule names, headers, exclusions and the project are inert wherever they are shown', async () => {
  const [script = '', formula = ''] = NASTY;
  const grades = ['BRONZE', script, formula];
  const online = {
    ...SOURCES.online,
    columns: { ...ONLINE_COLUMNS, grade: `${formula} "h"`, points: script },
    exclude: [
      { name: script, when: "member_id = 'a2'" },
      { name: formula, when: "member_id = 'a3'" },
    ],
  };
  const world = makeWorld({
    online: `id,name,phone,born,sex,ci,state,${quote(`${formula} "h"`)},${quote(script)}\na1,김민수,,,,,,${quote(formula)},1\na2,이서연,,,,,,${script},1\na3,박지훈,,,,,,${script},x\na4,최우식,,,,,,${script},1E5\n`,
    config: { project: script, sources: { ...SOURCES, online }, limits: { max_rejected: '100%' } },
    rules: {
      name: formula,
      grades,
      map: {
        online: { [formula]: formula, [script]: script },
        offline: { ...RULES.map.offline, plus: script, top: formula },
      },
      decide: [{ name: formula, grade: 'highest(map)' }],
    },
  });
  const outcome = await world.run('plan', '-o', 'plan', '--report', 'html,xlsx,md');
  expect(outcome.stderr).not.toContain('    at ');
  expect(outcome.code).toBe(0);
  expectNoControls(outcome.stdout);
  expectInertHtml(world.read('plan/report.html'));
  expectInertWorkbook(world, 'plan');
  expectInertMarkdown(world.read('plan/report.md'));
  for (const file of ['members.csv', 'rejects.csv', 'emptied.csv', 'changes.csv'])
    expectInertCsv(world.read(`plan/${file}`), file);
});

test('a header that is a formula is inert in the list of rejects', async () => {
  const online = { ...SOURCES.online, columns: { ...ONLINE_COLUMNS, name: '=1+1' } };
  const world = makeWorld({
    online: `${HEADER.replace('name', '=1+1')}\na1,김\u0000민수,,,,,,GOLD,1\n`,
    config: { sources: { ...SOURCES, online } },
  });
  await world.run('plan', '-o', 'plan');
  expectInertCsv(world.read('plan/rejects.csv'), 'rejects.csv');
});

test('a file name that looks like code is read, named and inert', async () => {
  const file = `=cmd;-- <script>'"\u202e.csv`;
  const world = makeWorld({
    config: { sources: { ...SOURCES, online: { ...SOURCES.online, files: [file] } } },
  });
  world.write(file, `${HEADER}\na1,김민수,,,,,,GOLD,1\na2,too,few\n`);
  const outcome = await world.run('plan', '-o', 'plan', '--report', 'html,xlsx,md');
  expect(outcome.code).toBe(3);
  expectNoControls(outcome.stdout + outcome.stderr);
  expectInertHtml(world.read('plan/report.html'));
  expectInertWorkbook(world, 'plan');
  expectInertMarkdown(world.read('plan/report.md'));
  expect(world.read('plan/rejects.csv')).toContain('field_count');
});

test('an error that names such a label or header is inert on the terminal', async () => {
  const label = await makeWorld({ online: `${HEADER}\na1,김민수,,,,,,\u202eGOLD\u200b,1\n` }).run(
    'plan',
    '-q',
  );
  expect(label.code).toBe(10);
  expectNoControls(label.stderr);
  const header = await makeWorld({ online: `${HEADER.replace('points', 'po\u001b[31mints')}\n` }).run(
    'plan',
    '-q',
  );
  expect(header.code).toBe(10);
  expectNoControls(header.stderr);
});

test('paths that climb out are only paths: no file outside is written', async () => {
  const world = makeWorld({
    offline: 'code,customer,tel,level,balance,stamps\n../../x,../y,,top,1,0\n',
    config: { sources: { ...SOURCES, offline: { ...SOURCES.offline, columns: OFFLINE_COLUMNS } } },
  });
  expect((await world.run('run')).code).toBe(0);
  expect(world.list('.')).toEqual([
    'members.sqlite',
    'offline.csv',
    'online.csv',
    'rules.yaml',
    'runs',
    'tier-merge.yaml',
  ]);
  const outcome = await world.run('show', '../../../../etc', 'passwd');
  expect(outcome.code).toBe(10);
});

function quote(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}

function expectNoControls(text: string): void {
  expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
}

/** No cell begins as a spreadsheet formula does, unless it is a number or a phone. */
function expectInertCsv(csv: string, file: string): void {
  const cells = [...csv.matchAll(/(?:^|,|\n)("(?:[^"]|"")*"|[^",\n]*)/g)].map(([, cell = '']) =>
    cell.replace(/^"/, ''),
  );
  const live = cells.filter((cell) => /^[=+@\t\r-]/.test(cell) && !/^[+-]?[0-9.]+$/.test(cell));
  expect(live, file).toEqual([]);
}

function expectInertHtml(html: string): void {
  expect(html).not.toContain('<script>alert');
  expect(html.replace(/\s/g, '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  expect(html).toMatch(/<meta http-equiv="Content-Security-Policy"/i);
}

/** No formula, no link, no macro; no text that a program would run if it were typed, nor a character unseen. */
function expectInertWorkbook(world: World, folder: string): void {
  const { parts, sheets } = readWorkbook(readFileSync(world.path(folder, 'report.xlsx')));
  expect(Object.keys(parts).filter((part) => /external|vba|drawing|sharedStrings/i.test(part))).toEqual([]);
  for (const [part, xml] of Object.entries(parts)) {
    expect(xml, part).not.toMatch(/<f>|<f |<hyperlink|TargetMode|<script/);
    expect(xml.replaceAll('\n', ''), part).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  }
  const texts = sheets.flatMap(({ rows }) => rows.flat().filter((value) => typeof value === 'string'));
  expect(texts.length).toBeGreaterThan(50);
  const live = texts.filter((text) => /^[=+@\t\r-]/.test(text) && !/^\+\d+\*\*+\d*$|^[+-]\d+$/.test(text));
  expect(live).toEqual([]);
}

/** Outside code there is no HTML, no mention, no address and no emphasis of somebody else's. */
function expectInertMarkdown(markdown: string): void {
  const fenced = /^(`{3,})sh\n[\s\S]*?\n\1$/gm;
  const outside = markdown.replace(fenced, '').replace(/(`+)(?!`)[\s\S]*?(?<!`)\1(?!`)/g, '');
  expect(outside).not.toMatch(/<\/?[a-z!]|@|\]\(|:\/\/|www\.|\\/i);
  expect(markdown.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
}
