import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseDateFormat } from '../../src/config/date-format.js';
import type { Engine } from '../../src/engine/engine.js';
import { smallEngine } from '../engine/small-engine.js';
import { emptied, values } from './support.js';

let engine: Engine;
beforeAll(async () => {
  engine = await smallEngine();
});
afterAll(() => engine.close());

type Table = readonly (readonly [text: string, value: string | null])[];

/** As of 2026-06-30. */
async function becomes(field: string, formats: readonly string[] | undefined, table: Table): Promise<void> {
  const more = formats === undefined ? {} : { formats: { [field]: [...formats] } };
  const got = await values(
    engine,
    field,
    table.map(([text]) => text),
    more,
  );
  expect(table.map(([text], at) => [text, got[at]])).toEqual(table);
}

test.each(['YYYY-MM-DD', 'YYYYMMDD', 'YYMMDD', 'DD/MM/YYYY', 'MM.DD.YY', 'YYYY년 MM월 DD일'])(
  '%s is a format',
  (format) => {
    expect(parseDateFormat(format)).toBeDefined();
  },
);

test.each([
  '',
  'YYYY-MM',
  'YYYYMMD',
  'YYYYMMDDD',
  'YYYY-MM-DD HH',
  'YYYY-YY-MM-DD',
  'YYYY-MM-MM-DD',
  'yyyy-mm-dd',
  'MM-DD',
  'YYYY-MM-DD0',
])('%j is no format', (format) => {
  expect(parseDateFormat(format)).toBeUndefined();
});

test('without a declared format four are read', async () => {
  await becomes('birth_date', undefined, [
    ['1990-05-03', '1990-05-03'],
    ['1990.05.03', '1990-05-03'],
    ['1990/05/03', '1990-05-03'],
    ['19900503', '1990-05-03'],
    [' 1990-05-03\t', '1990-05-03'],
    ['1990-5-3', null],
    ['90-05-03', null],
    ['900503', null],
    ['1990-05-03 00:00', null],
    ['1990-0503', null],
    ['1990-05.03', null],
    ['May 3 1990', null],
    ['１９９００５０３', null],
  ]);
});

test('a declared format is the only one', async () => {
  await becomes(
    'birth_date',
    ['YYYY.MM.DD'],
    [
      ['1990.05.03', '1990-05-03'],
      ['1990-05-03', null],
      ['19900503', null],
    ],
  );
});

test('formats are tried in their order', async () => {
  await becomes(
    'birth_date',
    ['DD/MM/YYYY', 'MM-DD-YYYY', 'YYMMDD'],
    [
      ['03/05/1990', '1990-05-03'],
      ['05-03-1990', '1990-05-03'],
      ['900503', '1990-05-03'],
      ['31/02/1990', null],
    ],
  );
});

test('a format may be written in any letters', async () => {
  await becomes(
    'birth_date',
    ['YYYY년 MM월 DD일', 'DD日MM月YY年'],
    [
      ['1990년 05월 03일', '1990-05-03'],
      ['03日05月90年', '1990-05-03'],
      ['1990년 13월 03일', null],
      ['1990년05월03일', null],
    ],
  );
});

test('a year of two digits is the latest that is not after the day of the plan', async () => {
  await becomes(
    'birth_date',
    ['YYMMDD'],
    [
      ['260630', '2026-06-30'],
      ['260701', '1926-07-01'],
      ['270101', '1927-01-01'],
      ['251231', '2025-12-31'],
      ['600101', '1960-01-01'],
      ['991231', '1999-12-31'],
      ['000101', '2000-01-01'],
      ['000229', '2000-02-29'],
      ['240229', '2024-02-29'],
      ['280229', '1928-02-29'],
      ['270229', null],
      ['010229', null],
      ['-10101', null],
      ['90 503', null],
    ],
  );
});

test('a day that is not in the calendar is none', async () => {
  await becomes('birth_date', undefined, [
    ['2000-02-29', '2000-02-29'],
    ['1900-02-29', null],
    ['2001-02-29', null],
    ['1990-04-31', null],
    ['1990-00-10', null],
    ['1990-13-01', null],
    ['1990-05-00', null],
    ['0000-00-00', null],
    ['00000000', null],
    ['99999999', null],
  ]);
});

test('a birth date that nobody has is empty, with the reason', async () => {
  await becomes('birth_date', undefined, [
    ['1900-01-01', null],
    ['1900-01-02', '1900-01-02'],
    ['2026-06-30', '2026-06-30'],
    ['2026-07-01', null],
    ['1849-12-31', null],
    ['1850-01-01', '1850-01-01'],
    ['1990-02-30', null],
  ]);
  expect(await emptied(engine)).toEqual([
    'birth_date junk_value 1900-01-01',
    'birth_date out_of_range 2026-07-01',
    'birth_date out_of_range 1849-12-31',
    'birth_date not_a_date 1990-02-30',
  ]);
});

describe('a moment', () => {
  test('has a time of day when the export has one', async () => {
    await becomes('joined_at', undefined, [
      ['2026-03-01', '2026-03-01 00:00:00'],
      ['20260301', '2026-03-01 00:00:00'],
      ['2026-03-01 14:05:09', '2026-03-01 14:05:09'],
      ['2026-03-01T14:05:09', '2026-03-01 14:05:09'],
      ['2026-03-01 14:05', '2026-03-01 14:05:00'],
      ['2026-03-01 14:05:09.125', '2026-03-01 14:05:09.125'],
      ['2026-03-01 25:00:00', null],
      ['2026-02-30 10:00:00', null],
      ['2026-03-01T14:05:09Z', null],
      ['2026-03-01 14:05:09+09', null],
    ]);
  });

  test('follows its declared format', async () => {
    await becomes(
      'last_activity_at',
      ['YYYYMMDD'],
      [
        ['20260301', '2026-03-01 00:00:00'],
        ['2026.03.01', null],
      ],
    );
  });

  test('may be after the day of the plan, as a validity is', async () => {
    await becomes('grade_valid_until', undefined, [['2030-12-31', '2030-12-31']]);
  });
});

test('what a row is newest by is its change, else its last activity, else its beginning', async () => {
  expect(await values(engine, 'joined_at', ['2020-01-01', 'never'], { column: 'recency' })).toEqual([
    '2020-01-01 00:00:00',
    null,
  ]);
});
