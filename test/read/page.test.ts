import iconv from 'iconv-lite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pageReader } from '../../src/read/page/page-reader.js';
import { TableRows } from '../../src/read/page/table-rows.js';
import { ReadingRoom } from './reading.js';

let room: ReadingRoom;
beforeAll(async () => {
  room = await ReadingRoom.open();
});
afterAll(() => room.close());

const PAGE = `<html><head><style>td > p { x: "</td>" }</style><script>if (1 <2) "<td>";</script></head>
<!-- <tr><td>none</td></tr> -->
<TABLE border=1><tr><th>id</th><th>name</th><th title="a > b">phone</th></tr>
<tr><td>1</td><td>Kim &amp; Lee&nbsp;<br>&#51060;</td><td>010-3107-2468</td></tr>
<tr><td>2<td>a < b<td></tr>
</TABLE></html>`;

describe('a page with a table', () => {
  test('is read as its rows, whatever the file is called', async () => {
    const { rows, reading } = await room.read([room.file(PAGE)]);
    expect(rows).toEqual([
      ['1', 'Kim & Lee 이', '010-3107-2468'],
      ['2', 'a < b', null],
    ]);
    expect(reading.files[0]).toMatchObject({ encoding: 'utf-8', lines: 3, header: 1, records: 2 });
  });

  test('is CP949 where it says so, or where it is no UTF-8 and says nothing', async () => {
    const table = '<table><tr><td>id<td>name<td>phone</tr><tr><td>1<td>똠방<td></tr></table>';
    for (const meta of ['<meta charset="euc-kr">', '']) {
      const { rows } = await room.read([room.file(iconv.encode(meta + table, 'cp949'))]);
      expect(rows).toEqual([['1', '똠방', null]]);
    }
  });

  test('is UTF-8 in all records but the one whose bytes are damaged', async () => {
    for (const meta of ['<meta charset="utf-8">', '']) {
      const table = `<table><tr><td>id<td>name<td>phone</tr><tr><td>1<td>김민수<td></tr><tr><td>2<td>@<td></tr></table>`;
      const [before = '', after = ''] = (meta + table).split('@');
      const page = Buffer.concat([Buffer.from(before), Buffer.from([0xff]), Buffer.from(after)]);
      const { rows, reading } = await room.read([room.file(page)]);
      expect(rows).toEqual([['1', '김민수', null]]);
      expect(reading.files[0]).toMatchObject({ records: 2, rejected: 1 });
    }
  });

  test('is CP949 where it says UTF-8 and is not', async () => {
    const table = '<table><tr><td>id<td>name<td>phone</tr><tr><td>1<td>똠방<td></tr></table>';
    const { rows } = await room.read([room.file(iconv.encode(`<meta charset="utf-8">${table}`, 'cp949'))]);
    expect(rows).toEqual([['1', '똠방', null]]);
  });

  test('loses no row to a quote that stands in a tag without beginning a text', () => {
    expect(
      rowsOf(
        "<table><tr title=O'Brien><td>1</td></tr><tr><td>2</td></tr><tr class='x'><td>3</td></tr></table>",
      ),
    ).toEqual([
      [1, ['1']],
      [2, ['2']],
      [3, ['3']],
    ]);
  });

  test('has its letters by the names that HTML has for them', () => {
    expect(
      rowsOf(
        '<table><tr><td>Zo&euml; &Ntilde;u&ntilde;ez &Oslash;rsted&nbsp;&yuml; &deg;&unknown;</td></tr></table>',
      ),
    ).toEqual([[1, ['Zoë Ñuñez Ørsted ÿ °&unknown;']]]);
  });

  test('has the text of a cell over several rows or columns in the first of them', () => {
    expect(
      rowsOf(
        '<table><tr><th rowspan=2>id</th><th colspan="2">수신</th></tr><tr><th>SMS</th><th>메일</th></tr><tr><td>1</td><td></td><td>Y</td></tr></table>',
      ),
    ).toEqual([
      [1, ['id', '수신', '']],
      [2, ['', 'SMS', '메일']],
      [3, ['1', '', 'Y']],
    ]);
  });

  test('gives the same rows in whatever pieces it arrives', () => {
    const whole = rowsOf(PAGE);
    expect(whole).toHaveLength(3);
    for (const size of [1, 2, 3, 7, 50]) {
      const pieces = PAGE.match(new RegExp(`[^]{1,${size}}`, 'g')) ?? [];
      expect(rowsOf(...pieces)).toEqual(whole);
    }
  });

  test.each([
    ['<table><tr><td>id<td>name<td>phone</tr><tr><td>1', 'ends within its table: it is not the whole export'],
    ['<html><body>로그인이 필요합니다</body></html>', 'is a web page without a table'],
    ['<table><tr><td><table><tr><td>1</table></table>', 'has tables within tables'],
    ['<meta charset="klingon">\xff<table></table>', 'is in the encoding klingon, which is not known'],
    [
      '<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n<Workbook xmlns="x">',
      'is an XML spreadsheet, whatever its name says',
    ],
    ['MIME-Version: 1.0\nContent-Type: multipart/related', 'is a web archive (.mht), whatever its name says'],
  ])('that is none, or no whole one, is refused: %j', async (text, message) => {
    const file = room.file(Buffer.from(text, text.includes('\xff') ? 'latin1' : 'utf8'));
    await expect(room.read([file])).rejects.toMatchObject({
      code: 'input',
      message: `${file}: ${message}`,
      hint: expect.stringContaining('save it as .xlsx or as CSV (UTF-8)'),
    });
  });
});

function rowsOf(...pieces: readonly string[]): readonly unknown[] {
  const rows: unknown[] = [];
  const reader = pageReader(
    new TableRows(
      (line, fields) => rows.push([line, fields]),
      (what) => new Error(what),
    ),
  );
  for (const piece of pieces) reader.write(piece);
  reader.end();
  return rows;
}
