import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { beforeAll, expect, test } from 'vitest';
import { makeWorld, OFFLINE, ONLINE, SOURCES, type World } from '../cli/program.js';
import { decide, decisionsOf, NO_DECISIONS, reviewWorld, said } from '../cli/review-world.js';
import { filledIn } from '../report/workbook/fill-in.js';
import { readWorkbook, recordsIn, type Workbook } from '../report/workbook/read-workbook.js';

/** Needs LibreOffice as `soffice`: apt-get install libreoffice-calc-nogui. */
const NASTY = ['=1+1', '@SUM(A1)', '<b>x</b>', 'a\u202eb', '_x0041_', '-2+3', ' space '];

let written: Workbook;
let saved: Workbook;

beforeAll(async () => {
  const twins = NASTY.flatMap((text, n) => [
    `"${text}${n}","${text}",010-4455-66${n + 10},1990-01-0${n + 1},,,,GOLD,1`,
    `z${n},"${text}",010-4455-66${n + 10},1990-01-0${n + 1},,,,GOLD,1`,
  ]);
  const rows = NASTY.map((text, n) => `"o${n}","${text}",010445566${n + 10},top,1,0`);
  const world = makeWorld({
    online: `${ONLINE}${twins.join('\n')}\n`,
    offline: `${OFFLINE}${rows.join('\n')}\n`,
    config: {
      sources: { ...SOURCES, online: { ...SOURCES.online, one_row_per_person: true } },
      limits: { max_rejected: '100%' },
    },
  });
  const { code } = await world.run('plan', '-o', 'plan', '--report', 'xlsx', '--lang', 'ko');
  expect(code).toBe(0);
  written = readWorkbook(fillIn(world));
  saved = readWorkbook(savedByLibreOffice(world));
}, 600_000);

/** As a person does in the first pair of the sheet of ambiguous rows. */
function fillIn(world: World): Uint8Array {
  const workbook = readFileSync(world.path('plan', 'report.xlsx'));
  const bytes = filledIn(workbook, '모호한 행', { A4: '분리', B4: '전화로 확인' });
  writeFileSync(world.path('filled.xlsx'), bytes);
  return bytes;
}

function savedByLibreOffice(world: World, file = 'filled.xlsx'): Uint8Array {
  const profile = `-env:UserInstallation=file://${world.path('profile')}`;
  const to = ['--convert-to', 'xlsx:Calc MS Excel 2007 XML', '--outdir', world.path('saved')];
  const said = execFileSync('soffice', ['--headless', profile, ...to, world.path(file)], {
    encoding: 'utf8',
    env: { ...process.env, HOME: world.folder },
  });
  expect(said).not.toMatch(/error|repair/i);
  return readFileSync(world.path('saved', file));
}

test('LibreOffice opens every sheet and saves every value as it was', () => {
  expect(saved.parts['docProps/app.xml']).toContain('LibreOffice');
  expect(saved.sheets.map(({ name }) => name)).toEqual(written.sheets.map(({ name }) => name));
  for (const { name, rows } of written.sheets) {
    const again = saved.sheet(name).rows;
    for (const [at, row] of rows.entries())
      for (const [column, value] of row.entries()) {
        const found = again[at]?.[column] ?? null;
        const where = `${name} ${at + 1}:${column + 1}`;
        if (typeof value === 'number') expect(found, where).toBeCloseTo(value, 12);
        else expect(found, where).toBe(value);
      }
  }
});

test('a decision that was filled in is there, with everything that says which pair it is about', () => {
  const [pair] = recordsIn(saved.sheet('모호한 행'));
  const [before] = recordsIn(written.sheet('모호한 행'));
  expect(pair).toMatchObject({ decision: '분리', note: '전화로 확인' });
  expect(pair?.rows_hash).toMatch(/^[0-9a-f]{16}$/);
  for (const key of ['source_l', 'id_l', 'source_r', 'id_r', 'rows_hash'])
    expect(pair?.[key]).toBe(before?.[key]);
});

test('the names of the columns stay hidden, the list of decisions and the filters stay', () => {
  const { xml } = saved.sheet('모호한 행');
  expect(xml).toMatch(/<row r="1"[^>]*hidden="true"/);
  expect(xml).toContain('<formula1>&quot;연결,분리,단독&quot;</formula1>');
  expect(saved.sheets.filter((sheet) => sheet.xml.includes('<autoFilter')).length).toBe(7);
});

test('nothing begins to calculate', () => {
  for (const { name, xml } of saved.sheets) {
    expect(xml, name).not.toMatch(/<f[ >]/);
    expect(xml, name).not.toContain('t="e"');
  }
});

test.each([
  ['en', ['Link', 'no_link ']],
  ['ko', ['연결', '분리']],
] as const)(
  'decided in %s, its sheets reordered and saved by LibreOffice, it is imported and obeyed',
  async (lang, words) => {
    const world = reviewWorld({ lang });
    await world.run('plan', '-o', 'one');
    const exported = await world.type('review', 'export', 'one', '-o', 'pairs.xlsx', '--lang', lang);
    expect(exported.code).toBe(0);
    const decided = {
      "b1 '=a2": [words[0], 'asked, "him"; by phone'],
      'b1 001': [words[1]],
      'a3 b3': [words[1]],
    } as const;
    for (const file of ['pairs.xlsx', 'one/report.xlsx']) {
      world.write('decisions.csv', NO_DECISIONS);
      decide(world, file, decided, 'turned.xlsx');
      turnSheets(world, 'turned.xlsx');
      world.write('saved.xlsx', Buffer.from(savedByLibreOffice(world, 'turned.xlsx')));
      const imported = await world.type('review', 'import', 'saved.xlsx', '--by', 'Kim', '--plan', 'one');
      expect(imported.code, said(imported)).toBe(0);
      expect(
        decisionsOf(world)
          .map(({ id_r: id, decision, note }) => `${id} ${decision} ${note}`)
          .toSorted(),
      ).toEqual(['\'=a2 link asked, "him"; by phone', '001 no_link ', 'b3 no_link ']);
    }
    expect((await world.run('plan', '-o', 'two')).code).toBe(0);
    expect(
      world.json<{ matching: { decisions: object } }>('two/result.json').matching.decisions,
    ).toMatchObject({
      ...{ link: 1, no_link: 2, changed: 0 },
    });
  },
  300_000,
);

/** The last sheet comes first. */
function turnSheets(world: World, file: string): void {
  const parts = unzipSync(readFileSync(world.path(file)));
  const xml = strFromU8(parts['xl/workbook.xml'] as Uint8Array)
    .replace(/<definedNames>.*<\/definedNames>/s, '')
    .replace(/<sheets>(.*)<\/sheets>/s, (_, all: string) => {
      const sheets = all.match(/<sheet [^>]*>/g) ?? [];
      return `<sheets>${sheets.toReversed().join('')}</sheets>`;
    });
  writeFileSync(world.path(file), zipSync({ ...parts, 'xl/workbook.xml': strToU8(xml) }));
}
