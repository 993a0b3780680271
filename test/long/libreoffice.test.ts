import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { beforeAll, expect, test } from 'vitest';
import { makeWorld, OFFLINE, ONLINE, SOURCES, type World } from '../cli/program.js';
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
  const parts = unzipSync(readFileSync(world.path('plan', 'report.xlsx')));
  const sheet = 'xl/worksheets/sheet6.xml';
  const xml = strFromU8(parts[sheet] as Uint8Array);
  const typed = (text: string) => ` t="inlineStr"><is><t>${text}</t></is></c>`;
  const filled = xml
    .replace(/(<c r="A4" s="\d+")\/>/, `$1${typed('no_link')}`)
    .replace(/(<c r="B4" s="\d+")\/>/, `$1${typed('전화로 확인')}`);
  expect(filled).not.toBe(xml);
  parts[sheet] = strToU8(filled);
  const bytes = zipSync(parts);
  writeFileSync(world.path('filled.xlsx'), bytes);
  return bytes;
}

function savedByLibreOffice(world: World): Uint8Array {
  const profile = `-env:UserInstallation=file://${world.path('profile')}`;
  const to = ['--convert-to', 'xlsx:Calc MS Excel 2007 XML', '--outdir', world.path('saved')];
  const said = execFileSync('soffice', ['--headless', profile, ...to, world.path('filled.xlsx')], {
    encoding: 'utf8',
    env: { ...process.env, HOME: world.folder },
  });
  expect(said).not.toMatch(/error|repair/i);
  return readFileSync(world.path('saved', 'filled.xlsx'));
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
  expect(pair).toMatchObject({ decision: 'no_link', note: '전화로 확인' });
  expect(pair?.rows_hash).toMatch(/^[0-9a-f]{16}$/);
  for (const key of ['source_l', 'id_l', 'source_r', 'id_r', 'rows_hash'])
    expect(pair?.[key]).toBe(before?.[key]);
});

test('the names of the columns stay hidden, the list of decisions and the filters stay', () => {
  const { xml } = saved.sheet('모호한 행');
  expect(xml).toMatch(/<row r="1"[^>]*hidden="true"/);
  expect(xml).toContain('<formula1>&quot;link,no_link,alone&quot;</formula1>');
  expect(saved.sheets.filter((sheet) => sheet.xml.includes('<autoFilter')).length).toBe(6);
});

test('nothing begins to calculate', () => {
  for (const { name, xml } of saved.sheets) {
    expect(xml, name).not.toMatch(/<f[ >]/);
    expect(xml, name).not.toContain('t="e"');
  }
});
