import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { givenLines } from '../../src/review/given-lines.js';
import { tableOf } from '../../src/review/header-row.js';
import { readSheets } from '../../src/review/read-sheets.js';
import { temporaryFolder } from '../cli/program.js';

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const DOC = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

function fileOf(content: string | Uint8Array): string {
  const file = join(temporaryFolder(), 'file');
  writeFileSync(file, content);
  return file;
}

/** A workbook with one sheet of these rows. */
function workbookOf(rows: string, shared = ''): string {
  const parts = {
    'xl/workbook.xml': `<x:workbook xmlns:x="${MAIN}" xmlns:r="${DOC}"><x:sheets><x:sheet name="Ü 1" sheetId="1" r:id="rId7"/></x:sheets></x:workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships><Relationship Id="rId7" Type="${DOC}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
    'xl/worksheets/sheet1.xml': `<x:worksheet xmlns:x="${MAIN}"><x:sheetData>${rows}</x:sheetData></x:worksheet>`,
    'xl/sharedStrings.xml': `<sst xmlns="${MAIN}">${shared}</sst>`,
    'xl/media/picture.bin': 'nobody reads it',
  };
  return fileOf(
    zipSync(Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, strToU8(text)]))),
  );
}

test('cells of a workbook are text, where they stand, whatever kind they are', async () => {
  const rows = `<x:row r="3"><x:c r="B3" t="s"><x:v>1</x:v></x:c><x:c r="D3"><x:v>0042</x:v></x:c>
    <x:c r="AA3" t="str"><x:f>A1&amp;"x"</x:f><x:v>made</x:v></x:c></x:row>
    <x:row r="5"><x:c r="A5"/></x:row>
    <x:row r="9"><x:c t="inlineStr"><x:is><x:t>a_x000D_b</x:t><x:rPh><x:t>said</x:t></x:rPh></x:is></x:c><x:c><x:v>2</x:v></x:c></x:row>`;
  const [sheet, ...more] = await readSheets(
    workbookOf(
      rows,
      '<si><t>no</t></si><si><r><t>김</t></r><r><t>민수</t></r><rPh sb="0" eb="1"><t>Kim</t></rPh></si>',
    ),
  );
  expect(more).toEqual([]);
  expect(sheet).toEqual({
    name: 'Ü 1',
    rows: [
      { line: 3, cells: ['', '김민수', '', '0042', ...Array(22).fill(''), 'made'] },
      { line: 9, cells: ['a\rb', '2'] },
    ],
  });
});

test('the sheets of a report to decide on are read: names hidden on top, words for people, ids in codes', async () => {
  const cell = (text: string) => `<x:c t="inlineStr"><x:is><x:t>${text}</x:t></x:is></x:c>`;
  const row = (...cells: readonly string[]) => `<x:row>${cells.map(cell).join('')}</x:row>`;
  const file = workbookOf(
    row('decision', 'source_l', 'id_l', 'source_r', 'id_r', 'rows_hash') +
      row('2 of 2 rows are on this sheet', '', '', '', '', '') +
      row('Decision', 'Source, left row', 'Id', 'Source, right row', 'Id', 'rows_hash') +
      row('연결', 'online', "'=a\\x1b\\\\", 'offline', '\\u{e0041}b', '0123456789abcdef') +
      row('', 'online', 'a2', 'offline', 'b2', '0123456789abcde0'),
  );
  const [sheet] = await readSheets(file);
  const table = sheet && tableOf(sheet);
  if (table === undefined) throw new Error('no table was found');
  const { lines, undecided, faults } = givenLines('report.xlsx', table, {
    sources: new Set(['online', 'offline']),
  });
  expect([faults, undecided]).toEqual([[], 1]);
  expect(lines).toMatchObject([
    { decision: 'link', source_l: 'online', id_l: '=a\u001b\\', source_r: 'offline', id_r: '\u{e0041}b' },
  ]);
  expect(lines[0]?.placeOf('id_r')).toEqual({ file: 'report.xlsx', sheet: 'Ü 1', line: 4, column: 5 });
});

test('a CSV is told by its names, also where its words hold other delimiters, and notes run over lines', async () => {
  const text =
    'source_l;id_l;source_r;id_r;decision;note\n"online, the mall";a1;offline;b1;link;"one\ntwo"\nonline;a2;offline;b2;;\n';
  expect(await readSheets(fileOf(text))).toEqual([
    {
      name: null,
      rows: [
        { line: 1, cells: ['source_l', 'id_l', 'source_r', 'id_r', 'decision', 'note'] },
        { line: 2, cells: ['online, the mall', 'a1', 'offline', 'b1', 'link', 'one\ntwo'] },
        { line: 4, cells: ['online', 'a2', 'offline', 'b2', '', ''] },
      ],
    },
  ]);
});

test.each([
  [
    'a workbook behind a password',
    Buffer.from('d0cf11e0a1b11ae1', 'hex'),
    /is an old or a protected workbook/,
  ],
  [
    'a quote that is never closed',
    'source_l,id_l,source_r,id_r,decision\n"online,a\n',
    /cannot be read \(CSV_/,
  ],
  [
    'bytes of no encoding',
    Buffer.concat([Buffer.from('source_l,id_l,source_r,id_r,decision\n'), Buffer.from('ff80ff', 'hex')]),
    /neither UTF-8 nor CP949/,
  ],
])('%s is refused', async (_name, content, message) => {
  await expect(readSheets(fileOf(content))).rejects.toMatchObject({
    exitCode: 10,
    message: expect.stringMatching(message),
  });
});
