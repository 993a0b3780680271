/**
 * The Korean lunar calendar of 1900 to 2050, one number a year in base 16: bit i of the lower 13 is set when the
 * year's month i has 30 days (29 otherwise), the bits above are the month after which a leap month stands, 0
 * for none. From ICU's `dangi` calendar, checked against the almanac of the Korea Astronomy and Space Science
 * Institute, which differs in one month: ICU puts the new moon of 26 February 2017, 23:58 in Seoul, a day late.
 */
const YEARS = `
116d2 00752 00ea5 0b64a 0064b 00a9b 09556 0056a 00b59 05752 00752 0db25 00b25 00a4b 0b29b
00aad 0056a 04b69 00ba9 0fb52 00d92 00d25 0ba4d 00956 002b5 095ad 006d4 00da9 05d92 00e92
0cd26 00527 00a57 0b2b6 00ada 006d4 06ea9 00749 0f693 00a93 0052b 0ca5b 0096d 00b6a 09b54
00ba4 00b49 05a93 00a95 0f52b 0052d 00aad 0b56a 00db2 00da4 07d49 00d4a 11a95 00a96 00556
0cab5 00ad5 006d2 08ea5 00ea5 00e4a 06c96 00a9b 0f556 0056a 00b59 0b752 00752 00725 0964b
00a4b 112ab 002ad 0056b 0cb69 00da9 00d92 09b25 00d25 15a4d 00a56 002b6 0d5ad 006d4 00da9
0bd92 00e92 00d26 06a56 00a57 112b6 00b5a 006d4 0aec9 00749 00693 09527 0052b 00a5b 0555a
0036a 0fb55 00ba4 00b49 0ba93 00a95 0052d 06a5d 00aad 135aa 005d2 00da5 0bd4a 00d4a 00a95
0952d 00556 00ab5 055aa 006d2 0cea5 00ea5 00e4a 0ac96 00c9b 0055a 06ad5 00b69 17752 00752
00b25 0d64b 00a4b 004ab 0a55b 0056d 00b69 05b52 00d92 0fd25 00d25 00a4d 0b4ad 002b6 005b5
06da9`;

export const FIRST_YEAR = 1900;
const MONTH_BITS = 13;

/** 31 January 1900, the first day of the first year, in days since 1970. */
const FIRST_DAY = -25_537;

/** A month of the Korean lunar calendar. */
export interface LunarMonth {
  readonly year: number;
  readonly month: number;
  readonly leap: boolean;
  /** The solar date of its first day, in days since 1970-01-01. */
  readonly firstDay: number;
  /** 29 or 30 */
  readonly days: number;
}

/** All months of the lunar years 1900 to 2050 in order, leap months among them. */
export function lunarMonths(): readonly LunarMonth[] {
  const months: LunarMonth[] = [];
  let firstDay = FIRST_DAY;
  for (const [at, digits] of YEARS.trim().split(/\s+/).entries()) {
    for (const month of monthsOf(FIRST_YEAR + at, Number.parseInt(digits, 16), firstDay)) {
      months.push(month);
      firstDay += month.days;
    }
  }
  return months;
}

function monthsOf(year: number, bits: number, newYear: number): readonly LunarMonth[] {
  const leapMonth = bits >> MONTH_BITS;
  const months: LunarMonth[] = [];
  let firstDay = newYear;
  for (let index = 0; index < (leapMonth === 0 ? 12 : 13); index++) {
    const afterLeap = leapMonth !== 0 && index >= leapMonth;
    const days = (bits >> index) & 1 ? 30 : 29;
    const leap = leapMonth !== 0 && index === leapMonth;
    months.push({ year, month: afterLeap ? index : index + 1, leap, firstDay, days });
    firstDay += days;
  }
  return months;
}
