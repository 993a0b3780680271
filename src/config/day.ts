import { Failure } from '../failure.js';

/** Today in a time zone, as `YYYY-MM-DD`. */
export function today(now: Date, timeZone: string): string {
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  });
  return format.format(now);
}

/** A day as the user typed it; refuses one that is not in the calendar. */
export function parseDay(text: string, flag = '--as-of'): string {
  const date = /^\d{4}-\d{2}-\d{2}$/.test(text) ? new Date(`${text}T00:00:00Z`) : new Date(Number.NaN);
  if (Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== text) {
    throw new Failure(
      'usage',
      `${flag} ${text}: there is no such day`,
      'write it as YYYY-MM-DD, such as 2026-06-30',
    );
  }
  return text;
}
