import { readFileSync, writeFileSync } from 'node:fs';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { readWorkbook, recordsIn, type Workbook } from '../report/workbook/read-workbook.js';
import { makeWorld, OFFLINE, ONLINE, SOURCES, type World } from './program.js';

const ALL = ['--report', 'html,xlsx,json,md'];

function bytesOf(world: World, folder: string): Uint8Array {
  return readFileSync(world.path(folder, 'report.xlsx'));
}

function workbookIn(world: World, folder = 'plan'): Workbook {
  return readWorkbook(bytesOf(world, folder));
}

/** b3 fits two members. */
const DOUBTFUL = {
  online: `${ONLINE}a6,홍길동,010-9999-1111,1991-01-01,M,,,GOLD,1\na7,홍길동,010-9999-1111,1991-01-01,M,,,SILVER,1\n`,
  offline: `${OFFLINE}b3,홍길동,01099991111,plus,1,0\n`,
  config: { sources: { ...SOURCES, online: { ...SOURCES.online, one_row_per_person: true } } },
};

test('plan --report writes each format that is asked for, and the console names them', async () => {
  const world = makeWorld();
  const { stdout } = await world.run('plan', '-o', 'plan', ...ALL);
  expect(world.list('plan').filter((name) => name.startsWith('report'))).toEqual([
    'report.html',
    'report.json',
    'report.md',
    'report.xlsx',
  ]);
  expect(stdout).toContain('plan/report.xlsx');
  expect(workbookIn(world).sheets.map(({ name }) => name)).toEqual([
    'Summary',
    'Matrix',
    'Changes',
    'Downgrades',
    'Gone',
    'Review',
    'Ambiguous',
    'Rejects',
  ]);
});

test('report.formats names them in the config, and a format that is none is refused', async () => {
  const world = makeWorld({ config: { report: { formats: ['xlsx', 'md'], lang: 'ko' } } });
  await world.run('plan', '-o', 'plan');
  expect(workbookIn(world).sheets.map(({ name }) => name)).toEqual([
    '요약',
    '등급 행렬',
    '변경',
    '등급 하락',
    '사라진 회원',
    '검토',
    '모호한 행',
    '거부',
  ]);
  expect(world.read('plan/report.md')).toMatch(/^# small: 멤버십 통합, 2026-06-30\n/);
  const { code, stderr } = await world.run('plan', '--report', 'pdf');
  expect(code).toBe(10);
  expect(stderr).toContain('html, xlsx, json, md');
});

test('headings stay in sight and filter, and decisions are chosen from a list', async () => {
  const world = makeWorld(DOUBTFUL);
  await world.run('plan', '-o', 'plan', ...ALL);
  const { xml, rows } = workbookIn(world).sheet('Ambiguous');
  const last = rows.length;
  expect(last).toBeGreaterThan(4);
  expect(xml).toMatch(
    /<pane xSplit="2" ySplit="3" topLeftCell="C4" activePane="bottomRight" state="frozen"\/>/,
  );
  expect(xml).toContain(`<autoFilter ref="A3:`);
  expect(xml).toContain(`sqref="A4:A${last}"><formula1>"link,no_link,alone"</formula1>`);
  expect(xml).toContain('<row r="1" hidden="1">');
  expect(xml).toMatch(/<cols><col min="1" max="1" width="12" customWidth="1"\/>/);
  const [names = [], [note] = [], heads = []] = rows;
  expect(names.slice(0, 9)).toEqual([
    ...['decision', 'note', 'reason', 'agreement', 'score', 'source_l', 'source_r', 'id_l', 'id_r'],
  ]);
  expect(names.at(-1)).toBe('rows_hash');
  expect(note).toBe(
    `${last - 3} of ${last - 3} rows are on this sheet; all of them are in review.csv. Decision: link (one person), no_link (two persons), alone (the left row is nobody else), or empty (not decided yet). Once it is filled in and saved, type: tier-merge review import plan/report.xlsx --by NAME`,
  );
  expect(heads.slice(0, 2)).toEqual(['Decision', 'Note']);
});

test('a pair shows what both rows say, masked, and what they agree in, in words', async () => {
  const world = makeWorld(DOUBTFUL);
  await world.run('plan', '-o', 'plan', ...ALL);
  const [pair] = recordsIn(workbookIn(world).sheet('Ambiguous'));
  expect(pair).toMatchObject({
    decision: null,
    reason: 'fits two members about equally well',
    source_l: 'offline',
    id_l: 'b3',
    source_r: 'online',
    id_r: 'a6',
    name_l: '홍*동',
    name_r: '홍*동',
    phone_l: '+82******1111',
    phone_r: '+82******1111',
    birth_date_l: null,
    birth_date_r: '1991-**-**',
    grade_l: 'plus',
    grade_r: 'GOLD',
  });
  expect(pair?.agreement).toBe('phone equal, name equal');
  expect(pair?.rows_hash).toMatch(/^[0-9a-f]{16}$/);
  const [, line = ''] = world.read('plan/review.csv').split('\n');
  expect(line).toContain(String(pair?.rows_hash));
});

test('the same content is the same bytes: another night, another number of threads', async () => {
  const world = makeWorld(DOUBTFUL);
  await world.run('plan', '-o', 'one', ...ALL);
  await world.run('plan', '-o', 'two', '--threads', '2', ...ALL);
  const [one, two] = [unzipSync(bytesOf(world, 'one')), unzipSync(bytesOf(world, 'two'))];
  expect(Object.keys(one)).toEqual(Object.keys(two));
  for (const part of Object.keys(one)) {
    // The summary names the run and its folder, and a sheet of pairs the file that is read back.
    if (part === 'xl/worksheets/sheet1.xml') continue;
    const [here, there] = [one, two].map((parts) => strFromU8(parts[part] as Uint8Array));
    expect(here?.replace('import one/report.xlsx', 'import two/report.xlsx') === there, part).toBe(true);
  }
});

test('applying a plan says so in its workbook and its Markdown, and leaves the lists as they are', async () => {
  const world = makeWorld(DOUBTFUL);
  await world.run('plan', '-o', 'plan', ...ALL);
  const planned = workbookIn(world);
  expect((await world.run('apply', 'plan', ...ALL)).code).toBe(0);
  const applied = workbookIn(world);
  const verdict = (workbook: Workbook) => workbook.sheet('Summary').rows.map(([first]) => first);
  expect(verdict(planned)).toContain('Ready to apply');
  expect(verdict(applied)).toContain('Applied');
  expect(world.read('plan/report.md')).toContain('**Applied.**');
  expect(applied.sheet('Ambiguous').xml).toBe(planned.sheet('Ambiguous').xml);
});

test('applying says so in every report of the plan, in its language, also in those that the config does not name', async () => {
  const world = makeWorld({ config: { report: { lang: 'ko', formats: ['json'] } } });
  await world.run('plan', '-o', 'plan', '--report', 'html,md,xlsx', '--lang', 'en');
  expect((await world.run('apply', 'plan')).code).toBe(0);
  expect(world.read('plan/report.md')).toContain('**Applied.**');
  expect(world.read('plan/report.html')).toMatch(/<html lang="en"[\s\S]*Applied/);
  const said = workbookIn(world)
    .sheet('Summary')
    .rows.map(([first]) => first);
  expect(said).toContain('Applied');
});

test('a workbook that somebody has saved since keeps what they wrote', async () => {
  const world = makeWorld(DOUBTFUL);
  await world.run('plan', '-o', 'plan', ...ALL);
  const parts = unzipSync(bytesOf(world, 'plan'));
  parts['docProps/app.xml'] = strToU8('<Properties><Application>Microsoft Excel</Application></Properties>');
  const saved = zipSync(parts);
  writeFileSync(world.path('plan', 'report.xlsx'), saved);
  const outcome = await world.run('apply', 'plan', ...ALL);
  expect(outcome.code).toBe(0);
  expect(outcome.stderr).not.toContain('report in');
  expect(Buffer.from(bytesOf(world, 'plan')).equals(Buffer.from(saved))).toBe(true);
});

test('a sheet has at most 20,000 rows, and says of how many and where all of them are', async () => {
  const short = Array.from({ length: 20_001 }, (_, at) => `x${at},too short`);
  const world = makeWorld({
    online: `${ONLINE}${short.join('\n')}\n`,
    config: { limits: { max_rejected: '100%' } },
  });
  await world.run('plan', '-o', 'plan', ...ALL);
  const { rows } = workbookIn(world).sheet('Rejects');
  expect(rows.length).toBe(3 + 20_000);
  expect(rows[1]?.[0]).toBe('20,000 of 20,001 rows are on this sheet; all of them are in rejects.csv.');
  expect(world.read('plan/rejects.csv').trimEnd().split('\n').length).toBe(1 + 20_001);
});

test('personal data is masked unless the plan was told otherwise, and then the plan and its reports say so', async () => {
  const world = makeWorld(DOUBTFUL);
  await world.run('plan', '-o', 'masked', ...ALL);
  await world.run('plan', '-o', 'clear', '--unmask', ...ALL);
  const texts = (folder: string) => Object.values(workbookIn(world, folder).parts).join('');
  for (const secret of ['홍길동', '김민수', '99991111', '1991-01-01'])
    expect(texts('masked').includes(secret), secret).toBe(false);
  expect(world.read('masked/report.md')).not.toContain('홍길동');
  expect(world.json<{ masked: boolean }>('masked/plan.json').masked).toBe(true);
  const clear = texts('clear');
  for (const said of ['홍길동', '+821099991111', 'This report shows personal data in clear.'])
    expect(clear.includes(said), said).toBe(true);
  expect(world.read('clear/report.md')).toContain('This report shows personal data in clear.');
  expect(world.read('clear/report.html')).toContain('This page shows personal data in clear.');
  expect(world.json<{ masked: boolean }>('clear/plan.json').masked).toBe(false);
  expect(world.json<{ masked: boolean }>('clear/report.json').masked).toBe(false);
  const [pair] = recordsIn(workbookIn(world, 'clear').sheet('Ambiguous'));
  expect(pair?.birth_date_r).toBe(33239);
});

test('apply does not take --unmask: what is shown was settled with the plan', async () => {
  const world = makeWorld();
  await world.run('plan', '-o', 'plan');
  expect((await world.run('apply', 'plan', '--unmask')).code).toBe(10);
});
