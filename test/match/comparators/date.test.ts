import { expect, test } from 'vitest';
import { date } from '../../../src/match/comparators/date.js';
import { type LunarMonth, lunarMonths } from '../../../src/match/comparators/lunar.js';
import { expectLevels } from './table.js';

test('dates differ by a digit, by day and month exchanged, by calendar, or altogether', () =>
  expectLevels(
    date,
    [
      ['1985-03-12', '1985-03-13', 'near'],
      ['1985-03-12', '1975-03-12', 'near'],
      ['1985-03-12', '1985-03-21', 'near'],
      ['1985-03-12', '1958-03-12', 'near'],
      ['1985-03-12', '1985-12-03', 'swapped'],
      // Seollal of 1984; the tenth day of the eighth lunar month of 1985; the last day of lunar 1999
      ['1984-01-01', '1984-02-02', 'lunar'],
      ['1985-08-10', '1985-09-24', 'lunar'],
      ['1999-12-29', '2000-02-04', 'lunar'],
      // the second lunar month of 2017 began on 26 February, at 23:58 of the day before in Beijing's reckoning
      ['2017-02-01', '2017-02-26', 'lunar'],
      // the lunar year 1999 has no 30th day of its last month
      ['1999-12-30', '2000-02-05', 'differs'],
      ['1985-03-12', '1985-07-29', 'same_year'],
      ['1985-03-12', '1990-07-29', 'differs'],
      ['0850-03-12', '1990-07-29', 'differs'],
      ['12024-03-12', '1990-07-29', 'differs'],
      ['2050-12-01', '2051-01-13', 'lunar'],
    ],
    'date',
  ));

test.each([
  [1900, '1900-01-31'],
  [1960, '1960-01-28'],
  [1984, '1984-02-02'],
  // a day later in Seoul than in Beijing
  [1988, '1988-02-18'],
  [1997, '1997-02-08'],
  [2000, '2000-02-05'],
  [2023, '2023-01-22'],
  [2024, '2024-02-10'],
  [2028, '2028-01-27'],
])('the lunar year %i begins on %s', (year, day) => {
  const first = lunarMonths().find((month) => month.year === year);
  expect(first && isoDay(first.firstDay)).toBe(day);
});

test('the table is the calendar of the runtime, but for the month in which that one is wrong', () => {
  const ours = lunarMonths();
  const last = ours.at(-1) as LunarMonth;
  const theirs = monthsOfRuntime((ours[0] as LunarMonth).firstDay, last.firstDay + last.days);
  const different = theirs.filter((line, at) => line !== described(ours[at] as LunarMonth));
  expect(theirs.length).toBe(ours.length);
  expect(different).toEqual(['2017-2 begins 2017-02-27']);
});

/** The months that ICU knows between two days since 1970. */
function monthsOfRuntime(from: number, to: number): readonly string[] {
  const months: string[] = [];
  // The next month begins 29 or 30 days later, and to ask ICU for every day takes seconds.
  for (let day = from; day < to; day += lunarDay(day + 29).day === 1 ? 29 : 30) {
    const { year, month, day: first } = lunarDay(day);
    if (first !== 1) throw new Error(`no month begins on ${isoDay(day)}`);
    months.push(`${year}-${month} begins ${isoDay(day)}`);
  }
  return months;
}

const DANGI = new Intl.DateTimeFormat('en-u-ca-dangi', {
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
  timeZone: 'UTC',
});

function lunarDay(day: number): { year: string; month: string; day: number } {
  const parts = DANGI.formatToParts(new Date(day * 86_400_000));
  const part = (type: string) => parts.find((p) => String(p.type) === type)?.value ?? '';
  return { year: part('relatedYear'), month: part('month'), day: Number(part('day')) };
}

function described({ year, month, leap, firstDay }: LunarMonth): string {
  return `${year}-${month}${leap ? 'bis' : ''} begins ${isoDay(firstDay)}`;
}

function isoDay(day: number): string {
  return new Date(day * 86_400_000).toISOString().slice(0, 10);
}
