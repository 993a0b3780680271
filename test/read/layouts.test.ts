import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Source } from '../../src/config/config.js';
import { sql } from '../../src/engine/sql.js';
import { ReadingRoom } from './reading.js';

let room: ReadingRoom;
beforeAll(async () => {
  room = await ReadingRoom.open();
});
afterAll(() => room.close());

const STYLES =
  '<styleSheet><numFmts><numFmt numFmtId="164" formatCode="000000"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="22"/><xf numFmtId="164"/></cellXfs></styleSheet>';

/** A workbook of these sheets; each is the XML of its rows. */
function workbook(sheets: Readonly<Record<string, string>>, shared: readonly string[] = []): Buffer {
  const names = Object.keys(sheets);
  const parts: Record<string, string> = {
    'xl/workbook.xml': `<workbook xmlns:r="r"><sheets>${names.map((name, at) => `<sheet name="${name}" sheetId="${at + 1}" r:id="r${at}"/>`).join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships>${names.map((_, at) => `<Relationship Id="r${at}" Type="x/worksheet" Target="worksheets/s${at}.xml"/>`).join('')}</Relationships>`,
    'xl/styles.xml': STYLES,
    'xl/sharedStrings.xml': `<sst>${shared.map((text) => `<si>${text}</si>`).join('')}</sst>`,
  };
  for (const [at, name] of names.entries())
    parts[`xl/worksheets/s${at}.xml`] = `<worksheet><sheetData>${sheets[name]}</sheetData></worksheet>`;
  return Buffer.from(
    zipSync(Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, strToU8(text)]))),
  );
}

const text = (at: string, value: string) => `<c r="${at}" t="inlineStr"><is><t>${value}</t></is></c>`;
const HEAD = `<row r="1">${text('A1', 'id')}${text('B1', 'name')}${text('C1', 'phone')}</row>`;

describe('a workbook', () => {
  test('gives numbers with their stored digits, dates as ISO text, and texts as they are', async () => {
    const rows = [
      `<row r="2"><c r="A2"><v>8.80123456789012E+14</v></c><c r="B2" s="1"><v>45292</v></c><c r="C2" t="s"><v>0</v></c></row>`,
      `<row r="3"><c r="A3" s="3"><v>1234</v></c><c r="B3" s="2"><v>45292.5</v></c><c r="C3" t="b"><v>1</v></c></row>`,
      `<row r="4"><c r="A4"><v>0.10000000000000001</v></c><c r="B4" t="e"><v>#N/A</v></c><c r="C4" t="str"><f>A1</f><v>01012345678</v></c></row>`,
      `<row r="5"><c r="A5"><v>1.2345678901234568E+19</v></c></row>`,
    ].join('');
    const shared = ['<r><t>이</t></r><r><t xml:space="preserve"> 수</t></r><rPh><t>x</t></rPh>'];
    const { rows: read, reading } = await room.read([room.file(workbook({ S: HEAD + rows }, shared))]);
    expect(read).toEqual([
      ['880123456789012', '2024-01-01', '이 수'],
      ['001234', '2024-01-01 12:00:00', 'TRUE'],
      ['0.1', null, '01012345678'],
      ['1.23456789012346E+19', null, null],
    ]);
    expect(reading.files[0]).toMatchObject({ encoding: 'utf-8', delimiter: ',', lines: 5, records: 4 });
  });

  test('has its rejects on the rows of the sheet, also behind blank rows and line ends in cells', async () => {
    const rows = `<row r="3">${text('A3', '1')}${text('B3', 'a&#10;b, "c"')}</row><row r="6">${text('A6', '2')}${text('D6', 'x')}</row>`;
    const { rows: read, rejects } = await room.read([room.file(workbook({ S: HEAD + rows }))]);
    expect(read).toEqual([['1', 'a b, "c"', null]]);
    expect(rejects).toMatchObject([{ line: 6n, reason: 'field_count', value: '4' }]);
  });

  test('is read from the sheet that is named, else from the first with data', async () => {
    const one = `${HEAD}<row r="2">${text('A2', 'one')}</row>`;
    const two = `${HEAD}<row r="2">${text('A2', 'two')}</row>`;
    const file = room.file(workbook({ Empty: '', One: one, 회원: two }));
    expect((await room.read([file])).rows).toEqual([['one', null, null]]);
    expect((await room.read([file], { sheet: '회원' })).rows).toEqual([['two', null, null]]);
    await expect(room.read([file], { sheet: 'Two' })).rejects.toMatchObject({
      message: `${file}: has no sheet Two`,
      hint: 'it has: Empty, One, 회원',
    });
  });

  test('that is none, of the old kind, locked, or a bomb is refused with what to do', async () => {
    const refused = async (bytes: Buffer) =>
      room.read([room.file(bytes)]).then(
        () => 'read',
        (error: Error) => error.message.replace(/^.*?: /, ''),
      );
    const old = Buffer.concat([Buffer.from([0xd0, 0xcf, 0x11, 0xe0]), Buffer.alloc(100)]);
    expect(await refused(old)).toBe('is an Excel workbook of the old kind (.xls)');
    const locked = Buffer.concat([old, Buffer.from('EncryptedPackage', 'utf16le')]);
    expect(await refused(locked)).toBe('is an Excel workbook with a password');
    const zip = Buffer.from(zipSync({ 'a.txt': strToU8('x') }));
    expect(await refused(zip)).toBe('is a zip file, but no Excel workbook');
    const bomb = workbook({ S: `${HEAD}<row r="2">${text('A2', ' '.repeat(80_000_000))}</row>` });
    expect(await refused(bomb)).toBe('unpacks to more than 200 times its size');
  });
});

describe('a text file', () => {
  test('may have lines that are no records, which are counted', async () => {
    const file = room.file('id,name,phone\n1,a,\n소계,,1\n"2",합계,\n,"TOTAL ",2\n3,b\n');
    const { rows, reading } = await room.read([file], {
      drop_rows: [{ name: 'totals', first: '합계|소계|Total*' }],
    });
    expect(rows).toEqual([
      ['1', 'a', null],
      ['2', '합계', null],
    ]);
    expect(reading.files[0]).toMatchObject({
      lines: 6,
      header: 1,
      dropped: 2,
      linesInRecords: 3,
      rejected: 1,
    });
    expect(reading.locate(1n)).toMatchObject({ line: 4 });
  });

  test('may have a header of two lines, with groups above the names', async () => {
    const file = room.file('회원,,수신동의,,메모\nid,name,SMS,이메일,\n1,a,Y,N,x\n');
    const { rows } = await room.read([file], {
      header_rows: 2,
      columns: { member_id: '회원 / id', consent_sms: '수신동의 / SMS', consent_email: '수신동의 / 이메일' },
      extra: { memo: '메모' },
    });
    expect(rows).toEqual([['x', '1', 'Y', 'N']]);
  });

  test('may have fields of several columns, under a header of two lines and in parts of one header', async () => {
    const columns: Source['columns'] = {
      member_id: { from: ['mail', 'phone / mobile'] },
      name: { join: ['name / last', 'name / first'] },
      phone: { first: ['phone / mobile', 'phone / home'] },
    };
    const head = 'name,,phone,,mail\nlast,first,mobile,home,\n';
    const first = room.file(`${head}Kim, Minsu ,-,02-1,m@x.kr\n`);
    const second = room.file('"Lee","N/A",010, 02-2,\n,,,,\n');
    const { rows } = await room.read([first, second], { header_rows: 2, header: 'first_file', columns });
    expect(rows).toEqual([
      [null, 'Kim Minsu', '02-1'],
      [null, 'Lee', '010'],
      [null, null, null],
    ]);
    expect(await room.engine.rows(sql`select "id from 1", "id from 2" from read_shop`)).toEqual([
      { 'id from 1': 'm@x.kr', 'id from 2': '-' },
      { 'id from 1': null, 'id from 2': '010' },
      { 'id from 1': null, 'id from 2': null },
    ]);
  });

  test('may come in parts of which only the first has the header', async () => {
    const part = (number: number, content: string) => {
      const path = join(room.directory, `members_${number}.csv`);
      writeFileSync(path, content);
      return path;
    };
    const files = [part(10, '3,c,\n'), part(2, '2,b,\n'), part(1, 'id,name,phone\n1,a,\n')];
    const { rows, reading } = await room.read(files, { header: 'first_file' });
    expect(rows).toEqual([
      ['3', 'c', null],
      ['2', 'b', null],
      ['1', 'a', null],
    ]);
    expect(reading.files.map(({ header, lines }) => [header, lines])).toEqual([
      [0, 1],
      [0, 1],
      [1, 2],
    ]);
    const again = part(2, 'id,name,phone\n2,b,\n');
    await expect(room.read(files, { header: 'first_file' })).rejects.toThrow(
      `${again}: has a header of its own`,
    );
  });
});
