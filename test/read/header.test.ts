import iconv from 'iconv-lite';
import { describe, expect, test } from 'vitest';
import type { Source } from '../../src/config/config.js';
import { type Header, readHeader } from '../../src/read/header.js';
import { sourceOf } from './reading.js';

const columns = { member_id: '회원번호', name: '이름', phone: '휴대전화번호' };

function header(
  text: string | Buffer,
  source: Partial<Source> = {},
  encoding: 'utf-8' | 'cp949' = 'utf-8',
): Header {
  const head = Buffer.from(text as string);
  return readHeader({ path: 'shop.csv', head, encoding, validUtf8: true }, sourceOf({ columns, ...source }));
}

describe('a header', () => {
  test('is read by name: swapped columns, quotes, spaces, and NFD make no difference', () => {
    const { fields, faults, delimiter } = header(
      `"${'휴대전화번호'.normalize('NFD')}"; 이름 ;"회원번호"\n1;2;3\n`,
    );
    expect(fields).toEqual(['휴대전화번호', '이름', '회원번호']);
    expect(delimiter).toBe(';');
    expect(faults).toEqual([]);
  });

  test('may stand below other lines and hold a line break', () => {
    const { fields, lines, bytes } = header('회원 명부\n\n회원번호,이름,휴대전화번호,"한\n줄"\nA', {
      header_row: 3,
    });
    expect(fields).toEqual(['회원번호', '이름', '휴대전화번호', '한\n줄']);
    expect(lines).toBe(4);
    expect(bytes).toBe(Buffer.byteLength('회원 명부\n\n회원번호,이름,휴대전화번호,"한\n줄"\n'));
  });

  test('without configured columns says what was expected, found and probably meant, all at once', () => {
    const { faults } = header('회원번호,성명,휴대폰번호\nA,B,C\n');
    expect(faults).toEqual([
      {
        file: 'shop.csv',
        line: 1,
        column: 1,
        message: 'column "이름" (name) is not in the header',
        hint: 'found and not configured: 성명, 휴대폰번호',
      },
      {
        file: 'shop.csv',
        line: 1,
        column: 1,
        message: 'column "휴대전화번호" (phone) is not in the header',
        hint: 'did you mean "휴대폰번호"? found and not configured: 성명, 휴대폰번호',
      },
    ]);
  });

  test('may name a column twice only if nobody asks for it', () => {
    const { faults } = header('회원번호,x,이름,회원번호,x,,,휴대전화번호\n');
    expect(faults).toEqual([
      {
        file: 'shop.csv',
        line: 1,
        column: 11,
        message: 'column "회원번호" (member_id) is in the header more than once',
        hint: 'fields 1 and 4: rename all but one of them in the export',
      },
    ]);
  });

  test('may give one column to two fields', () => {
    const { faults } = header('회원번호,이름,휴대전화번호\n', { extra: { again: '이름' } });
    expect(faults).toEqual([]);
  });

  test('may hold __proto__ and empty cells', () => {
    const { fields, faults } = header('__proto__,회원번호,이름,휴대전화번호,,constructor\n');
    expect(fields).toEqual(['__proto__', '회원번호', '이름', '휴대전화번호', '', 'constructor']);
    expect(faults).toEqual([]);
  });

  test.each([
    '회원번호,이 "름",휴대전화번호\n',
    '"회원번호"x,이름,휴대전화번호\n',
    '회원번호,이름,"휴대전화번호\n',
  ])('with a stray quote is a fault: %s', (text) => {
    const [fault] = header(text).faults;
    expect(fault?.message).toBe('the header has a stray quote');
  });

  test('that is a record is not shown, for it is somebody', () => {
    const [fault] = header('A1,김서연,010-1234-5678\n').faults;
    expect(fault?.message).toBe('none of the 3 configured columns is in the header');
    expect(fault?.hint).toBe(
      'expected 회원번호, 이름, 휴대전화번호; line 1 looks like a record: is header_row right?',
    );
  });

  test('in another encoding than declared says which', () => {
    const utf8 = header('회원번호,이름,휴대전화번호\n', {}, 'cp949').faults[0];
    expect(utf8?.hint).toBe("the file is utf-8: change the source's encoding to utf-8 or auto");
    const cp949 = header(iconv.encode('회원번호,이름,휴대전화번호\n', 'cp949')).faults[0];
    expect(cp949?.hint).toBe("the file is cp949: change the source's encoding to cp949 or auto");
  });

  test.each([[','], [';'], ['\t'], ['|']])('tells its delimiter: %j', (delimiter) => {
    expect(header(['회원번호', '이름', '휴대전화번호'].join(delimiter)).delimiter).toBe(delimiter);
  });

  test('may contain other delimiters in its names', () => {
    const { fields } = header('회원번호;이름;휴대전화번호;a,b,c,d,e,f\n');
    expect(fields).toHaveLength(4);
  });
});
