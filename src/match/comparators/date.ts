import { join, raw, sql } from '../../engine/sql.js';
import type { Comparator } from './comparator.js';
import { FIRST_YEAR, lunarMonths } from './lunar.js';

/**
 * Birth dates (values are DATE). `near`: one digit of YYYYMMDD is another, or two neighbouring digits are
 * swapped. `swapped`: day and month exchanged. `lunar`: one is the other read as a date of the Korean lunar
 * calendar, outside a leap month: a till writes down the birthday that is kept, the mall the one in the passport.
 */
export const date: Comparator = {
  levels: ['differs', 'same_year', 'lunar', 'swapped', 'near', 'equal'],
  forms: [
    // hamming() stops the query on texts of uneven length, and a year may have five digits.
    { name: 'digits', of: sql`lpad(right(strftime(value, '%Y%m%d'), 8), 8, '0')` },
    { name: 'turned', of: sql`substr(digits, 1, 4) || substr(digits, 7, 2) || substr(digits, 5, 2)` },
    {
      name: 'lunar_month',
      of: sql`case when year(value) between ${FIRST_YEAR} and ${lastYear()}
        then list_extract([${monthCodes()}], (year(value) - ${FIRST_YEAR}) * 12 + month(value)) end`,
    },
    {
      name: 'from_lunar',
      of: sql`case when day(value) <= 29 + (lunar_month & 1)
        then date '1970-01-01' + cast((lunar_month >> 1) + day(value) - 1 as integer) end`,
    },
  ],
  level: sql`case
    when hamming(a.digits, b.digits) = 1 then 4
    when hamming(a.digits, b.digits) = 2 and damerau_levenshtein(a.digits, b.digits) = 1 then 4
    when a.turned = b.digits then 3
    when a.from_lunar = b.value or b.from_lunar = a.value then 2
    when year(a.value) = year(b.value) then 1
    else 0
  end`,
};

/** For every month that is no leap month: its first day times two, plus one when it has 30 days. */
function monthCodes() {
  const months = lunarMonths().filter((month) => !month.leap);
  return join(months.map(({ firstDay, days }) => raw(String(firstDay * 2 + (days - 29)))));
}

function lastYear(): number {
  return lunarMonths().at(-1)?.year ?? FIRST_YEAR;
}
