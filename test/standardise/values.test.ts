import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Engine } from '../../src/engine/engine.js';
import { smallEngine } from '../engine/small-engine.js';
import { emptied, source, standardised, values } from './support.js';

let engine: Engine;
beforeAll(async () => {
  engine = await smallEngine();
});
afterAll(() => engine.close());

type Table = readonly (readonly [text: string, value: string | null])[];

/** One standardisation for the whole table, so that every text meets every other way of reading it. */
async function becomes(field: string, table: Table, more: Parameters<typeof values>[3] = {}): Promise<void> {
  const got = await values(
    engine,
    field,
    table.map(([text]) => text),
    more,
  );
  expect(table.map(([text], at) => [text, got[at]])).toEqual(table);
}

const MISSING = [
  '',
  ' ',
  '-',
  '--',
  '.',
  'NULL',
  'null',
  '(null)',
  '\\N',
  'N/A',
  'n/a',
  '#N/A',
  '없음',
  ' 없음\t',
  '\u3000',
];

describe('a text that stands for none is empty in every field, and is not a bad value', () => {
  test.each([
    'name',
    'phone',
    'email',
    'birth_date',
    'gender',
    'ci',
    'card_no',
    'grade',
    'points',
    'joined_at',
    'consent_sms',
    'status',
    'store',
  ])('%s', async (field) => {
    expect(await values(engine, field, MISSING)).toEqual(MISSING.map(() => null));
    expect(await emptied(engine)).toEqual([]);
  });
});

test('NULL is empty and is not a bad value', async () => {
  expect(await values(engine, 'phone', [null])).toEqual([null]);
  expect(await emptied(engine)).toEqual([]);
});

test('NA is a name and a store like any other', async () => {
  await becomes('name', [
    ['NA', 'NA'],
    ['Na', 'Na'],
  ]);
});

test('phones', async () => {
  await becomes('phone', [
    ['010-2345-6789', '+821023456789'],
    ['01023456789', '+821023456789'],
    ['010 2345 6789', '+821023456789'],
    ['010.2345.6789', '+821023456789'],
    ['(010)2345-6789', '+821023456789'],
    ['(010) 2345 6789', '+821023456789'],
    ['1023456789', '+821023456789'],
    ['10-2345-6789', '+821023456789'],
    ['+821023456789', '+821023456789'],
    ['+82 10-2345-6789', '+821023456789'],
    ['+82-10-2345-6789', '+821023456789'],
    ['+82 (0)10-2345-6789', '+821023456789'],
    ['+82 010-2345-6789', '+821023456789'],
    ['821023456789', '+821023456789'],
    ['82-10-2345-6789', '+821023456789'],
    ['０１０２３４５６７８９', '+821023456789'],
    ['０１０－２３４５－６７８９', '+821023456789'],
    [' 010-2345-6789 ', '+821023456789'],
    ['\u00a0010-2345-6789\u3000', '+821023456789'],
    ['010–2345–6789', '+821023456789'],
    ['011-234-5678', '+82112345678'],
    ['0112345678', '+82112345678'],
    ['011-9234-5678', '+821192345678'],
    ['016-234-5678', '+82162345678'],
    ['02-312-3456', '+8223123456'],
    ['02-2312-3456', '+82223123456'],
    ['031-312-3456', '+82313123456'],
    ['0313123456', '+82313123456'],
    ['070-7123-4567', '+827071234567'],
    ['+1 650-253-0000', '+16502530000'],
    ['+81 90-1234-5678', '+819012345678'],
    ['+86 139 1099 1234', '+8613910991234'],
    ['+65 9123 4567', '+6591234567'],
    ['010-0000-0000', null],
    ['01000000000', null],
    ['010-1111-1111', null],
    ['010-9999-9999', null],
    ['010-1234-5678', null],
    ['010-1234-1234', null],
    ['821012345678', null],
    ['0000', null],
    ['1234', null],
    ['000-0000-0000', null],
    ['010-2345-67890', null],
    ['1.02E+09', null],
    ['1.023456789E9', null],
    ['1023456789.0', null],
    ['010-2345-67a9', null],
    ['0x3D0C7B15', null],
    ['전화없음', null],
    ['12345678901234567890', null],
  ]);
});

test('a bad phone is told apart from a number that nobody has', async () => {
  await values(engine, 'phone', ['1234', '010-0000-0000', '모름']);
  expect(await emptied(engine)).toEqual([
    'phone not_a_phone 1234',
    'phone junk_value 010-0000-0000',
    'phone not_a_phone 모름',
  ]);
});

test('a relay number is kept, and no row is compared by it', async () => {
  const relay = ['0504-1234-5678', '050-7123-4567', '0502 123 4567'];
  expect(await values(engine, 'phone', relay)).toEqual(['+8250412345678', '+825071234567', '+825021234567']);
  expect(await values(engine, 'phone', relay, { column: 'phone_key' })).toEqual([null, null, null]);
});

test('any other phone is compared by its digits', async () => {
  const phones = ['010-2345-6789', '02-312-3456', '０１０２３４５６７８９'];
  expect(await values(engine, 'phone', phones, { column: 'phone_key' })).toEqual([
    '821023456789',
    '8223123456',
    '821023456789',
  ]);
});

test('e-mails', async () => {
  await becomes('email', [
    ['Kim@Shop.KR', 'kim@shop.kr'],
    [' kim@shop.kr\t', 'kim@shop.kr'],
    ['kim+shop@mail.com', 'kim+shop@mail.com'],
    ['kim@naver.con', 'kim@naver.com'],
    ['KIM@NAVER.CON', 'kim@naver.com'],
    ['kim@naver.cmo', 'kim@naver.com'],
    ['kim@hanmail.nte', 'kim@hanmail.net'],
    ['kim@con.kr', 'kim@con.kr'],
    ['kim@naver.co.kr', 'kim@naver.co.kr'],
    ['test1@test.co.kr', 'test1@test.co.kr'],
    ['김@한국.kr', '김@한국.kr'],
    ['test@test.com', null],
    ['TEST@TEST.COM', null],
    ['test@test.con', null],
    ['kim@example.com', null],
    ['kim', null],
    ['kim@naver', null],
    ['kim@@naver.com', null],
    ['kim @naver.com', null],
    ['kim@naver..com', null],
    ['@naver.com', null],
    ['kim@naver.com,lee@naver.com', null],
  ]);
});

test('a bad e-mail is told apart from one that was typed to get past a form', async () => {
  await values(engine, 'email', ['kim@naver', ' Test@Test.com']);
  expect(await emptied(engine)).toEqual(['email not_an_email kim@naver', 'email junk_value  Test@Test.com']);
});

test('names', async () => {
  await becomes('name', [
    [' 김서연\u3000', '김서연'],
    ['김서연님', '김서연님'],
    ['김*수', '김*수'],
    ['Kim  Seo', 'Kim  Seo'],
    ['고객', null],
    [' 고객님 ', null],
    ['비회원', null],
    ['고객명', '고객명'],
  ]);
  expect(await emptied(engine)).toEqual([
    'name junk_value 고객',
    'name junk_value  고객님 ',
    'name junk_value 비회원',
  ]);
});

test('what names are compared by', async () => {
  await becomes(
    'name',
    [
      ['김서연', '김서연'],
      ['김 서 연', '김서연'],
      ['김서연님', '김서연'],
      ['김서연 님', '김서연'],
      ['김\u3000서연', '김서연'],
      ['김\u00a0서연', '김서연'],
      ['김\t서연', '김서연'],
      ['하님', '하님'],
      ['김민씨', '김민씨'],
      ['Kim Seo-Yeon', 'kimseo-yeon'],
      ['KIM SEO-YEON', 'kimseo-yeon'],
      ['ÉVA', 'éva'],
      ['김*수', null],
      ['김○수', null],
      ['김＊수', null],
      ['김**', null],
      ['고객', null],
    ],
    { column: 'name_key' },
  );
});

test('amounts', async () => {
  await becomes('points', [
    ['0', '0.00'],
    ['12', '12.00'],
    ['1,234', '1234.00'],
    ['1,234,567.89', '1234567.89'],
    ['00123', '123.00'],
    ['+5', '5.00'],
    ['+1,234', '1234.00'],
    ['-5', '-5.00'],
    ['-1,234.5', '-1234.50'],
    ['-0', '0.00'],
    ['12.7', '12.70'],
    ['12.30', '12.30'],
    ['12.3000', '12.30'],
    [' 12 ', '12.00'],
    ['\u3000012\t', '12.00'],
    ['9007199254740993', '9007199254740993.00'],
    ['9999999999999.99', '9999999999999.99'],
    ['10000000000000.01', null],
    ['999,999,999,999.99', '999999999999.99'],
    ['1,000,000,000,000.01', null],
    ['12.345', null],
    ['12345678901234567', null],
    ['99999999999999999999999', null],
    ['1,23', null],
    ['1234,567', null],
    [',123', null],
    ['1,234,', null],
    ['1E5', null],
    ['1e5', null],
    ['1.5E3', null],
    ['.5', null],
    ['5.', null],
    ['１２３', null],
    ['12원', '12.00'],
    ['1,200 P', '1200.00'],
    ['12원정', null],
    ['₩12', '12.00'],
    ['$1,234.50', '1234.50'],
    ['-$5.00', '-5.00'],
    ['£7', '7.00'],
    ['12.50\u00a0€', '12.50'],
    ['12.50\u202f$', '12.50'],
    ['$-5', '-5.00'],
    ['-$-5', null],
    ['$$5', null],
    ['(12)', null],
    ['--5', null],
    ['1_000', null],
    ['0x1F', null],
    ['NaN', null],
    ['Infinity', null],
    ['1 234', null],
    ['1.234,56', null],
  ]);
});

test('card numbers', async () => {
  await becomes('card_no', [
    ['1234-5678-9012-3456', '1234567890123456'],
    ['1234 5678 9012 3456', '1234567890123456'],
    ['0012345', '0012345'],
    ['ab-1234', 'AB1234'],
    [' 12345\t', '12345'],
    ['\u00a012345\u3000', '12345'],
    ['1.01E+10', null],
    ['1.23457E+15', null],
    ['1E+10', null],
    ['0000-0000-0000-0000', null],
    ['123', null],
    ['1234*****3456', null],
    ['카드없음', null],
    ['1'.repeat(33), null],
  ]);
});

test('a CI is kept as a keyed hash only, the same for the same CI', async () => {
  const ci = `${'abcdEFGH01234567'.repeat(5)}wxyz+/==`;
  const [a, b, c] = await values(engine, 'ci', [ci, ` ${ci}\t`, `${ci.slice(0, -3)}X==`]);
  expect(a).toMatch(/^[0-9a-f]{32}$/);
  expect(b).toBe(a);
  expect(c).not.toBe(a);
});

test('a text too short for a CI is none', async () => {
  expect(await values(engine, 'ci', ['12345', '1.01E+10'])).toEqual([null, null]);
  expect(await emptied(engine)).toEqual(['ci not_an_identifier 12345', 'ci not_an_identifier 1.01E+10']);
});

describe('codes', () => {
  test('mean what the value list says, blanks around them aside, and nothing else', async () => {
    await becomes(
      'status',
      [
        ['정상', 'active'],
        [' 탈퇴 ', 'withdrawn'],
        ['정지', null],
        ['active', null],
      ],
      { values: { status: { 정상: 'active', 탈퇴: 'withdrawn' } } },
    );
    expect(await emptied(engine)).toEqual(['status unknown_value 정지', 'status unknown_value active']);
  });

  test('mean the usual without a list', async () => {
    await becomes('consent_sms', [
      ['Y', 'true'],
      ['N', 'false'],
      ['1', 'true'],
      ['0', 'false'],
      ['TRUE', 'true'],
      ['동의', null],
      ['y', null],
    ]);
    await becomes('gender', [
      ['M', 'male'],
      ['female', 'female'],
      ['남', null],
    ]);
  });

  test('may map a label, whose other texts stay as they are', async () => {
    await becomes(
      'grade',
      [
        ['V', 'VIP'],
        [' V ', 'VIP'],
        ['G', 'G'],
        ['', null],
      ],
      { values: { grade: { V: 'VIP' } } },
    );
    expect(await emptied(engine)).toEqual([]);
  });

  test('are texts, not SQL', async () => {
    await becomes('status', [["'; drop table rows; --", 'active']], {
      values: { status: { "'; drop table rows; --": 'active' } },
    });
  });
});

test('an extra column is text as it stands', async () => {
  await standardised(engine, source('', { extra: { feedback: 'f' } }), [
    { member_id: '1', feedback: ' 4,5 ' },
    { member_id: '2', feedback: 'N/A' },
  ]);
  expect(await engine.rows({ sql: 'select feedback from rows order by row_id' })).toEqual([
    { feedback: '4,5' },
    { feedback: null },
  ]);
});
