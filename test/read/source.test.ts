import { createHash } from 'node:crypto';
import { appendFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import iconv from 'iconv-lite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Failure, Faults } from '../../src/failure.js';
import { readSource, SIZES } from '../../src/read/source.js';
import { ReadingRoom, sourceOf } from './reading.js';

let room: ReadingRoom;
beforeAll(async () => {
  room = await ReadingRoom.open();
});
afterAll(() => room.close());

const HEAD = 'id,name,phone\n';
const reject = (line: number, reason: string, more: Record<string, unknown> = {}) =>
  expect.objectContaining({ line: BigInt(line), reason, ...more });

describe('records', () => {
  test('keep their text exactly, and an empty field is NULL', async () => {
    const text = `${HEAD}00123, 김 ,"1,234"\n9007199254740993,NULL,\n1E5,"say ""hi""",""\n-,N/A,１２３`;
    const { rows, reading } = await room.read([room.file(text)]);
    expect(rows).toEqual([
      ['00123', ' 김 ', '1,234'],
      ['9007199254740993', 'NULL', null],
      ['1E5', 'say "hi"', null],
      ['-', 'N/A', '１２３'],
    ]);
    expect(reading.files[0]).toMatchObject({
      lines: 5,
      header: 1,
      blank: 0,
      linesInRecords: 4,
      records: 4,
      loaded: 4,
      rejected: 0,
      encoding: 'utf-8',
      encodingEvidence: 'all bytes are valid UTF-8',
      delimiter: ',',
      bytes: Buffer.byteLength(text),
      sha256: createHash('sha256').update(text).digest('hex'),
    });
  });

  test('are found by the name of their columns, in whatever order each file has them', async () => {
    const one = room.file('phone,id,extra,name\n010,A,x,김\n');
    const two = room.file('name;phone;id\n이;011;B\n');
    const { rows } = await room.read([one, two]);
    expect(rows).toEqual([
      ['A', '김', '010'],
      ['B', '이', '011'],
    ]);
    expect(await room.engine.rows({ sql: 'select file_no from read_shop order by rowid' })).toEqual([
      { file_no: 0 },
      { file_no: 1 },
    ]);
  });

  test('may hold line breaks inside quotes, which stay as they are', async () => {
    const { rows, reading } = await room.read([room.file(`${HEAD}A,"a\nb",1\r\nB,"a\r\nb",2\nC,c,3\n`)]);
    expect(rows.toSorted()).toEqual([
      ['A', 'a\nb', '1'],
      ['B', 'a\r\nb', '2'],
      ['C', 'c', '3'],
    ]);
    expect(reading.files[0]).toMatchObject({ lines: 6, linesInRecords: 5, records: 3 });
  });

  test('are normalised to NFC, plain or not', async () => {
    const nfd = '김서연'.normalize('NFD');
    const { rows } = await room.read([room.file(`${HEAD}A,${nfd},樂\nB,"${nfd}\n",\nC,"${nfd}",\n`)]);
    expect(rows.toSorted()).toEqual([
      ['A', '김서연', '樂'.normalize('NFC')],
      ['B', '김서연\n', null],
      ['C', '김서연', null],
    ]);
  });

  test('may end with any mix of LF and CRLF, and blank lines between them are counted', async () => {
    const { rows, reading, rejects } = await room.read([room.file(`${HEAD}A,a,1\r\n\nB,b,2\n\r\n\r\nC,c,3`)]);
    expect(rows.map(([id]) => id)).toEqual(['A', 'B', 'C']);
    expect(rejects).toEqual([]);
    expect(reading.files[0]).toMatchObject({ lines: 7, header: 1, blank: 3, linesInRecords: 3 });
  });

  test('of a file with CR line ends are read like any other', async () => {
    const { rows, reading } = await room.read([room.file('id,name,phone\rA,"a\rb",1\rB,b,2\r')]);
    expect(rows.toSorted()).toEqual([
      ['A', 'a\rb', '1'],
      ['B', 'b', '2'],
    ]);
    expect(reading.files[0]).toMatchObject({ lines: 4 });
  });

  test('keep a byte order mark that begins a value in the middle of a file', async () => {
    const { rows } = await room.read([room.file(`\ufeff${HEAD}\ufeffA,a,1\nB,b,2\n`)]);
    expect(rows).toHaveLength(2);
    // The client drops the mark when it makes a JavaScript string of it; in the table it is there.
    const marked = await room.engine.rows({
      sql: "select length(member_id) as n from read_shop where name = 'a'",
    });
    expect(marked).toEqual([{ n: 2n }]);
  });

  test('of one column load, with blank lines and quoted empty values apart', async () => {
    const columns = { member_id: 'id' };
    const { rows, reading } = await room.read([room.file('id\nA\n\n""\n#B\n')], { columns });
    expect(rows).toEqual([['A'], [null], ['#B']]);
    expect(reading.files[0]).toMatchObject({ blank: 1, records: 3 });
  });

  test('may use any ASCII punctuation, and no quotes at all', async () => {
    const { rows } = await room.read([room.file("id^name^phone\nA^'x^y'^1\nB^say \"^2\n")], {
      delimiter: '^',
      quote: "'",
    });
    expect(rows).toEqual([
      ['A', 'x^y', '1'],
      ['B', 'say "', '2'],
    ]);
    const unquoted = await room.read([room.file('id|name|phone\nA|"x|1\nB|y"|2\n')], { quote: false });
    expect(unquoted.rows).toEqual([
      ['A', '"x', '1'],
      ['B', 'y"', '2'],
    ]);
  });

  test('of a header alone are none', async () => {
    for (const text of ['id,name,phone', HEAD, `\ufeff${HEAD}`]) {
      const { rows, reading } = await room.read([room.file(text)]);
      expect(rows).toEqual([]);
      expect(reading.files[0]).toMatchObject({ lines: 1, header: 1, records: 0 });
    }
  });

  test('have the same rows for two sources that are read at the same time', async () => {
    const texts = ['x', 'y'].map(
      (letter) => `${HEAD}${Array.from({ length: 2000 }, (_, i) => `${letter}${i},n,1\n`).join('')}`,
    );
    const sizes = { ...SIZES, chunkBytes: 4096, pieceBytes: 8192 };
    await Promise.all(
      texts.map((text, i) => {
        const source = sourceOf({ name: `s${i}`, files: [room.file(text)], columns: { member_id: 'id' } });
        return readSource(room.engine, source, { workDirectory: room.work, parallel: 2, sizes });
      }),
    );
    for (const [i, letter] of ['x', 'y'].entries()) {
      const rows = await room.engine.rows<{ member_id: string }>({
        sql: `select member_id from read_s${i} order by rowid`,
      });
      expect(rows.map((row) => row.member_id)).toEqual(
        Array.from({ length: 2000 }, (_, n) => `${letter}${n}`),
      );
    }
  });
});

describe('a damaged record', () => {
  test.each([
    ['too many fields', 'X,x,1,2\n', 'field_count', { value: '4' }],
    ['a trailing empty field', 'X,x,1,\n', 'field_count', { value: '4' }],
    ['too few fields', 'X,x\n', 'field_count', { value: '2' }],
    ['a quote inside a field', 'X,x"y,1\n', 'quote', { column: 'name' }],
    ['text after a closing quote', 'X,"x"y,1\n', 'quote', { column: 'name' }],
    ['a quote inside a field and a delimiter after it', 'X,x"y,z",1\n', 'quote', { column: 'name' }],
    ['a NUL', 'X,x\0y,1\n', 'nul', { column: 'name', value: 'x\\x00y' }],
    ['a C1 control', 'X,x\u0085y,1\n', 'control_character', { column: 'name', value: 'x\\x85y' }],
    ['U+FFFD', 'X,x\ufffdy,1\n', 'replacement_character', { column: 'name', value: 'x\ufffdy' }],
    ['a lone CR', 'X,x\ry,1\n', 'lone_cr', { column: 'name', value: 'x\\x0dy' }],
    ['a quoted lone CR', 'X,"x\ry",1\n', 'lone_cr', { column: 'name' }],
  ])('with %s is rejected alone, with its line and bytes', async (_, bad, reason, more) => {
    const { rows, rejects, reading } = await room.read([room.file(`${HEAD}A,a,1\n${bad}B,b,2\n`)]);
    expect(rows.map(([id]) => id)).toEqual(['A', 'B']);
    const bytes = Buffer.byteLength(bad);
    expect(rejects).toEqual([
      reject(3, reason, { file_no: 0, raw_offset: 20n, raw_bytes: BigInt(bytes), ...more }),
    ]);
    expect((await reading.rawBytes(0, 20, bytes)).toString()).toBe(bad);
    expect(reading.files[0]).toMatchObject({ lines: 4, records: 3, loaded: 2, rejected: 1 });
  });

  test('with bytes of no encoding is rejected, in UTF-8 and in CP949', async () => {
    const bad = Buffer.from([0x58, 0x2c, 0xff, 0x2c, 0x31, 0x0a]);
    const utf8 = Buffer.concat([Buffer.from(`${HEAD}A,김,1\n`), bad, Buffer.from('B,이,2\n')]);
    const korean = Buffer.concat([
      iconv.encode(`${HEAD}A,김,1\n`, 'cp949'),
      bad,
      iconv.encode('B,이,2\n', 'cp949'),
    ]);
    for (const [bytes, encoding] of [
      [utf8, 'utf-8'],
      [korean, 'cp949'],
    ] as const) {
      const { rows, rejects } = await room.read([room.file(bytes)], { encoding });
      expect(rows).toEqual([
        ['A', '김', '1'],
        ['B', '이', '2'],
      ]);
      expect(rejects).toEqual([reject(3, 'invalid_encoding', { raw_bytes: 6n })]);
    }
  });

  test('of several lines is rejected as a whole when its structure is sound', async () => {
    const { rows, rejects, reading } = await room.read([room.file(`${HEAD}X,"\0\n1,2,3\n",9\nB,b,2\n`)]);
    expect(rows).toEqual([['B', 'b', '2']]);
    expect(rejects).toEqual([reject(2, 'nul', { raw_bytes: 15n })]);
    expect(reading.files[0]).toMatchObject({ lines: 5, linesInRecords: 4, records: 2 });
  });

  test('whose last character is cut off at the end of the file is rejected', async () => {
    const utf8 = Buffer.from(`아이디,name,phone\nA,김,1\nB,b,김`).subarray(0, -1);
    const korean = iconv.encode(`아이디,name,phone\nA,김,1\nB,b,김`, 'cp949').subarray(0, -1);
    const columns = { member_id: '아이디', name: 'name', phone: 'phone' };
    for (const bytes of [utf8, korean]) {
      const { rows, rejects } = await room.read([room.file(bytes)], { columns });
      expect(rows).toEqual([['A', '김', '1']]);
      expect(rejects).toEqual([reject(3, 'invalid_encoding')]);
    }
  });

  test('with a field longer than a chunk is rejected and the rest survives', async () => {
    const text = `${HEAD}A,a,1\nX,${'x'.repeat(9_000_000)},1\nY,"${'y\n'.repeat(700_000)}",1\nB,b,2\n`;
    const { rows, rejects, reading } = await room.read(
      [room.file(text)],
      {},
      { ...SIZES, chunkBytes: 1_000_000 },
    );
    expect(rows).toEqual([
      ['A', 'a', '1'],
      ['B', 'b', '2'],
    ]);
    expect(rejects.slice(0, 2)).toEqual([
      reject(3, 'record_too_long', { raw_offset: 20n, raw_bytes: 9_000_005n }),
      reject(4, 'unclosed_quote', { raw_bytes: 5n }),
    ]);
    expect(rejects).toHaveLength(1 + 700_001);
    expect(reading.files[0]).toMatchObject({ lines: 700_005, loaded: 2 });
  });

  test('with a quote that is never closed costs one line, not the thousands after it', async () => {
    const good = Array.from({ length: 5000 }, (_, i) => `B${i},b,2\n`).join('');
    const { rows, rejects } = await room.read([room.file(`${HEAD}A,a,1\nX,"x,1\n${good}Y,"y,1\n`)]);
    expect(rows).toHaveLength(5001);
    expect(rejects).toEqual([
      reject(3, 'unclosed_quote', { column: 'name', raw_bytes: 7n }),
      reject(5004, 'unclosed_quote'),
    ]);
  });
});

describe('half a file in another encoding', () => {
  const columns = { member_id: '아이디', name: '이름', phone: 'phone' };
  const first = '아이디,이름,phone\nA,김서연,1\nB,plain,2\n';
  const second = 'C,박민지,3\nD,ascii,4\nE,한,5\n';

  test('is rejected after a CP949 beginning', async () => {
    const bytes = Buffer.concat([iconv.encode(first, 'cp949'), Buffer.from(second)]);
    const { rows, rejects, reading } = await room.read([room.file(bytes)], { columns });
    expect(reading.files[0]?.encoding).toBe('cp949');
    expect(rows.map(([id]) => id)).toEqual(['A', 'B', 'D']);
    expect(rejects).toEqual([reject(4, 'mixed_encoding'), reject(6, 'mixed_encoding')]);
  });

  test('is rejected after a UTF-8 beginning, even where it happens to be valid UTF-8', async () => {
    // C6 BC is the Korean syllable of "T" in CP949 and a letter in UTF-8.
    const valid = Buffer.concat([Buffer.from('F,'), Buffer.of(0xc6, 0xbc), Buffer.from(',6\n')]);
    const bytes = Buffer.concat([Buffer.from(first), iconv.encode(second, 'cp949'), valid]);
    const { rows, rejects, reading } = await room.read([room.file(bytes)], { columns });
    expect(reading.files[0]).toMatchObject({
      encoding: 'utf-8',
      encodingEvidence: 'the header is UTF-8, though not all bytes are',
    });
    expect(rows.map(([id]) => id)).toEqual(['A', 'B', 'D']);
    expect(rejects).toEqual([
      reject(4, 'invalid_encoding'),
      reject(6, 'invalid_encoding'),
      reject(7, 'mixed_encoding'),
    ]);
    const sound = await room.read([room.file(Buffer.concat([Buffer.from(first), valid]))], { columns });
    expect(sound.rows.map(([, name]) => name)).toEqual(['김서연', 'plain', 'Ƽ']);
  });
});

describe('headers', () => {
  test('of all files are compared before any record is read, and all faults come together', async () => {
    const paths = [room.file('id,nme,phone\nA,a,1\n'), room.file('id,name,fone\nB,b,2\n')];
    const error: unknown = await room.read(paths).catch((e: unknown) => e);
    expect(error).toBeInstanceOf(Faults);
    expect((error as Faults).message).toBe(
      [
        `${paths[0]}:1:1: column "name" (name) is not in the header`,
        '  did you mean "nme"? found and not configured: nme',
        `${paths[1]}:1:1: column "phone" (phone) is not in the header`,
        '  did you mean "fone"? found and not configured: fone',
      ].join('\n'),
    );
  });
});

describe('a file', () => {
  const failing = (path: string, source = {}) =>
    room.read([path], source).then(
      () => 'no failure',
      (error: unknown) =>
        error instanceof Failure ? [error.code, error.message.replace(path, 'FILE')] : error,
    );

  test('that is empty, missing, a workbook or too short for its header is refused with its name', async () => {
    expect(await failing(room.file(''))).toEqual(['input', 'FILE: is empty']);
    expect(await failing(room.file('\ufeff'))).toEqual(['input', 'FILE: is empty']);
    expect(await failing('/nowhere/x.csv')).toEqual(['input', 'FILE: there is no such file']);
    expect(await failing(room.directory)).toEqual(['input', 'FILE: is not a file']);
    expect(await failing(room.file('PK\x03\x04....'))).toEqual([
      'input',
      'FILE: is no workbook that can be read',
    ]);
    expect(await failing(room.file(HEAD), { header_row: 3 })).toEqual([
      'input',
      'FILE: has no line 3 to be its header',
    ]);
    expect(room.leftOver().filter((path) => path.includes('-rejects-'))).toEqual([]);
  });

  test('that contradicts its declared encoding names the line to change', async () => {
    const path = room.file(`\ufeff${HEAD}`);
    const error = await room.read([path], { encoding: 'cp949' }).catch((e: unknown) => e);
    expect(error).toMatchObject({
      code: 'usage',
      message: `sources.shop.encoding is cp949, but ${path} begins with the byte order mark of utf-8`,
      hint: 'change that line to `encoding: utf-8` or `encoding: auto`',
    });
  });

  test('may be compressed; its hash is that of the file on disk, its offsets those of the text', async () => {
    const text = `${HEAD}A,a,1\nX,x\nB,b,2\n`;
    const packed = gzipSync(text);
    const { rows, rejects, reading } = await room.read([room.file(packed)]);
    expect(rows.map(([id]) => id)).toEqual(['A', 'B']);
    expect(rejects).toEqual([reject(3, 'field_count', { raw_offset: 20n, raw_bytes: 4n })]);
    expect(reading.files[0]).toMatchObject({
      bytes: packed.length,
      sha256: createHash('sha256').update(packed).digest('hex'),
    });
    expect((await reading.rawBytes(0, 20, 4)).toString()).toBe('X,x\n');
    expect(reading.locate(1n)).toMatchObject({ line: 4, offset: 24, bytes: 6 });
    await reading.dispose();
    expect(room.leftOver().filter((path) => path.includes('unpacked'))).toEqual([]);
  });

  test('that is cut short in its compressed form is refused', async () => {
    const packed = gzipSync(HEAD.repeat(1000));
    expect(await failing(room.file(packed.subarray(0, -12)))).toEqual([
      'input',
      'FILE: the compressed data ends too early',
    ]);
  });

  test('that grows while it is read is refused', async () => {
    const path = room.file(`${HEAD}${'A,a,1\n'.repeat(5000)}`);
    const source = sourceOf({ files: [path], columns: { member_id: 'id' } });
    const onProgress = () => appendFileSync(path, 'B,b,2\n');
    const reading = readSource(room.engine, source, { workDirectory: room.work, parallel: 1, onProgress });
    await expect(reading).rejects.toMatchObject({
      code: 'input',
      message: `${path}: changed while it was read`,
    });
  });

  test.each(['utf-16le', 'utf-16be'] as const)(
    'in %s is recognised with and without a byte order mark',
    async (encoding) => {
      for (const mark of ['\ufeff', '']) {
        const little = Buffer.from(`${mark}${HEAD}A,김,1\nX,x\nB,😀,2`, 'utf16le');
        const bytes = encoding === 'utf-16le' ? little : little.swap16();
        const { rows, rejects, reading } = await room.read([room.file(bytes)]);
        expect(rows).toEqual([
          ['A', '김', '1'],
          ['B', '😀', '2'],
        ]);
        const offset = 40 + 2 * mark.length;
        expect(rejects).toEqual([reject(3, 'field_count', { raw_offset: BigInt(offset), raw_bytes: 8n })]);
        expect(reading.locate(1n)).toMatchObject({ line: 4, offset: offset + 8, bytes: 12 });
        expect(reading.files[0]?.encoding).toBe(encoding);
      }
    },
  );

  test('leaves no temporary file behind, whether it is read or refused', () => {
    expect(room.leftOver().filter((path) => /\d-(records|rejects)-\d/.test(path))).toEqual([]);
  });
});

describe('a row', () => {
  test('is found again among several files and kinds of records', async () => {
    const one = Array.from({ length: 300 }, (_, i) =>
      i % 7 === 0 ? `A${i},"x\n${i}",1\r\n` : `A${i},n,${i}\r\n`,
    );
    const two = Array.from({ length: 300 }, (_, i) =>
      i % 5 === 0 ? `bad\nB${i},"q",1\n\n` : `B${i},n,${i}\n`,
    );
    const sizes = { ...SIZES, chunkBytes: 512, blockBytes: 100, pieceBytes: 1024 };
    const paths = [room.file(HEAD + one.join('')), room.file(HEAD + two.join(''))];
    const { rows, reading } = await room.read(paths, {}, sizes);
    expect(rows).toHaveLength(600);
    for (const [i, [id]] of rows.entries()) {
      const { file, fileNo, offset, bytes } = reading.locate(BigInt(i));
      expect(file).toBe(paths[fileNo]);
      const raw = (await reading.rawBytes(fileNo, offset, bytes)).toString();
      expect(raw.startsWith(`${id},`) && raw.endsWith('\n'), `row ${i}`).toBe(true);
    }
    expect(() => reading.locate(600n)).toThrow(RangeError);
    await reading.dispose();
  });
});
