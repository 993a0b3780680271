import type { Random } from './random.js';

/** Days since 1970-01-01; dates here have no time and no zone. */
export type Day = number;

export interface CivilDate {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

export const YEAR = 365.2425;

const TWO_DIGITS = Array.from({ length: 100 }, (_, n) => String(n).padStart(2, '0'));

/** Reads `YYYY-MM-DD`; throws a RangeError for anything else. */
export function parseDay(text: string): Day {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  if (Number.isNaN(time)) throw new RangeError(`not a date written YYYY-MM-DD: ${JSON.stringify(text)}`);
  return time / 86_400_000;
}

/** The civil date of a day (Howard Hinnant, "chrono-compatible low-level date algorithms", civil_from_days). */
export function civil(day: Day): CivilDate {
  const shifted = day + 719_468;
  const era = Math.floor(shifted / 146_097);
  const ofEra = shifted - era * 146_097;
  const century = Math.floor(ofEra / 36_524) - Math.floor(ofEra / 146_096);
  const yearOfEra = Math.floor((ofEra - Math.floor(ofEra / 1460) + century) / 365);
  const ofYear = ofEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * ofYear + 2) / 153);
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: ofYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1,
  };
}

/** `YYYY-MM-DD`, `YYYY.MM.DD` or `YYYYMMDD`, by separator. */
export function longDate({ year, month, day }: CivilDate, separator: string): string {
  return `${year}${separator}${TWO_DIGITS[month]}${separator}${TWO_DIGITS[day]}`;
}

/** `YYMMDD`. */
export function shortDate({ year, month, day }: CivilDate): string {
  return `${TWO_DIGITS[year % 100]}${TWO_DIGITS[month]}${TWO_DIGITS[day]}`;
}

/** Day and month exchanged, where that is still a date. */
export function swapDayAndMonth(date: CivilDate): CivilDate {
  return date.day > 12 ? date : { year: date.year, month: date.day, day: date.month };
}

/** One digit of the year or the day changed; still a date, and no child becomes unborn. */
export function mistypeDate(date: CivilDate, random: Random): CivilDate {
  const step = 1 + random.below(3);
  if (random.next() < 0.4 || date.day > 28) return { ...date, year: date.year - step };
  const tens = date.day - (date.day % 10);
  const room = tens === 20 ? 9 : 10;
  const digit = ((date.day % 10) + step) % room;
  return { ...date, day: Math.max(1, tens + digit) };
}
