import { isUtf8 } from 'node:buffer';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import {
  exportText,
  fixturePath,
  fixtureText,
  type Row,
  readNaively,
  type SourceName,
} from './naive-reader.js';

const bytes = {
  online: readFileSync(fixturePath('exports/online.csv')),
  offline: readFileSync(fixturePath('exports/offline.csv')),
};

describe('encodings and line ends', () => {
  test('the online export is UTF-8 without a byte order mark, with LF', () => {
    expect(isUtf8(bytes.online)).toBe(true);
    expect(bytes.online.subarray(0, 3).toString('hex')).not.toBe('efbbbf');
    expect(bytes.online.includes('\r')).toBe(false);
  });

  test('the offline export is CP949 and no UTF-8, and each line ends with CRLF', () => {
    expect(isUtf8(bytes.offline)).toBe(false);
    const text = exportText('offline');
    expect(text).not.toContain('\ufffd');
    expect(text.startsWith('고객코드,성명,연락처,')).toBe(true);
    expect(text.match(/\n/g)?.length).toBe(text.match(/\r\n/g)?.length);
  });

  test('the offline export has syllables that plain EUC-KR has not', () => {
    // 똠 8c63, 펲 bc84 and 믜 92de: a lead or trail byte below a1
    for (const code of ['8c63', 'bc84', '92de'])
      expect(bytes.offline.includes(Buffer.from(code, 'hex'))).toBe(true);
  });
});

const rowsOf = (source: SourceName) =>
  readNaively(source).records.flatMap(({ fate, row }) => (fate === 'accepted' && row ? [row] : []));
const rows = { online: rowsOf('online'), offline: rowsOf('offline') };

/** How often a column must hold such a text. */
const VALUES: readonly (readonly [
  dirt: string,
  source: SourceName,
  column: string,
  text: RegExp,
  atLeast: number,
])[] = [
  ['a phone without separators', 'online', '휴대폰번호', /^010\d{8}$/, 200],
  ['a phone with hyphens', 'offline', '연락처', /^010-\d{4}-\d{4}$/, 50],
  ['a phone with dots', 'offline', '연락처', /^010\.\d{4}\.\d{4}$/, 5],
  ['a phone with spaces', 'offline', '연락처', /^010 \d{4} \d{4}$/, 5],
  ['a phone with parentheses', 'offline', '연락처', /^\(010\)/, 5],
  ['a phone with +82', 'offline', '연락처', /^\+82/, 5],
  ['a phone with 82', 'offline', '연락처', /^82/, 5],
  ['a phone without its zero', 'offline', '연락처', /^10\d{8}$/, 5],
  ['a landline', 'online', '휴대폰번호', /^02-/, 1],
  ['a relay number', 'offline', '연락처', /^0504-/, 1],
  ['a phone of four digits', 'offline', '연락처', /^\d{4}$/, 1],
  ['a junk phone', 'online', '휴대폰번호', /^01000000000$/, 1],
  ["a shop's own phone", 'offline', '연락처', /^02-555-0143$/, 15],
  ['a masked name', 'offline', '성명', /\*/, 5],
  ['a spaced name', 'offline', '성명', /^[가-힣] [가-힣] [가-힣]$/, 2],
  ['a name with 님', 'offline', '성명', / ?님$/, 2],
  ['a decomposed name', 'online', '이름', /[\u1100-\u1112]/, 1],
  ['a Latin name', 'online', '이름', /^[A-Za-z ]+$/, 5],
  ['a Latin name with a quoted comma', 'online', '이름', /^SMITH, JOHN$/, 1],
  ['a transcribed name', 'offline', '성명', /^다나카 유키$/, 1],
  ['no name', 'offline', '성명', /^-?$/, 3],
  ['a two-digit year', 'offline', '생일', /^\d{6}$/, 20],
  ['a four-digit year', 'offline', '생일', /^\d{4}\.\d\d\.\d\d$/, 50],
  ['a junk birth date', 'online', '생년월일', /^1900-01-01$/, 1],
  ['a day that is none', 'online', '생년월일', /-02-30$/, 1],
  ['a month that is none', 'offline', '생일', /\.13\./, 1],
  ['an e-mail that ends in .con', 'online', '이메일', /\.con$/, 1],
  ['an invalid e-mail', 'online', '이메일', /@@|@$/, 2],
  ['a junk e-mail', 'offline', '메일', /^test@test\.com$/, 1],
  ['a CI online', 'online', 'CI', /^[A-Za-z0-9+/]{86}==$/, 50],
  ['a CI offline', 'offline', '연계정보', /^[A-Za-z0-9+/]{86}==$/, 10],
  ['a card with hyphens', 'offline', '카드번호', /^\d{4}-\d{4}-\d{4}-\d{4}$/, 20],
  ['a card in scientific notation', 'offline', '카드번호', /E\+/, 1],
  ['- for nothing', 'offline', '생일', /^-$/, 1],
  ['없음 for nothing', 'offline', '메일', /^없음$/, 1],
  ['a thousands separator', 'offline', '누적구매액', /^\d{1,3}(,\d{3})+$/, 1],
  ['wrong thousands groups', 'offline', '누적구매액', /^1,23,400$/, 1],
  ['a store with a quoted comma', 'offline', '등록매장', /, /, 2],
  ['stamps', 'offline', '스탬프', /^[1-9]/, 100],
  ['a missing consent', 'online', 'SMS수신동의', /^$/, 1],
  ['a missing consent at the till', 'offline', '문자수신', /^$/, 3],
  ['a dormant member', 'online', '회원상태', /^휴면$/, 3],
  ['a withdrawn member', 'online', '회원상태', /^탈퇴$/, 5],
];

test.each(VALUES)('there is %s (%s, %s)', (_dirt, source, column, text, atLeast) => {
  const values = rows[source].map((row: Row) => row[column] ?? '');
  expect(values.filter((value) => text.test(value)).length).toBeGreaterThanOrEqual(atLeast);
});

test('there is every fate a record can have', () => {
  const fates = new Set(
    [...readNaively('online').records, ...readNaively('offline').records].map(({ fate }) => fate),
  );
  expect([...fates].sort()).toEqual([
    'accepted',
    'excluded',
    'field_count',
    'missing_member_id',
    'quote',
    'repeated',
    'repeated_differs',
  ]);
});

test('a blank line stands in the middle of each export', () => {
  for (const source of ['online', 'offline'] as const)
    expect(exportText(source).split(/\r?\n/)[151]).toBe('');
});

test('every emptied value stands where the list says', () => {
  const lines = fixtureText('expected/emptied.csv').split('\n').slice(1, -1);
  const exports = { online: exportText('online').split('\n'), offline: exportText('offline').split('\n') };
  expect(lines.length).toBe(20);
  for (const line of lines) {
    const [source, at, id, , value] = line
      .replace(/"([^"]*)"/, (_, text: string) => text.replaceAll(',', ';'))
      .split(',');
    const record = exports[source as SourceName][Number(at) - 1];
    expect(record?.split(',')[0]).toBe(id);
    expect(record).toContain(value?.replaceAll(';', ','));
  }
});
