/** Whole days of the calendar, both included, as `YYYY-MM-DD`. */
interface Days {
  readonly from: string;
  readonly to: string;
}

/**
 * The days that a window means on the day of a plan. `last 12 months` are the months up to and with that day:
 * on 2026-06-30 from 2025-07-01 on. `last 12 whole months` are those of the calendar before the current one,
 * `this year` goes from its first day to the day of the plan. Undefined for a text that is no window.
 */
export function windowDays(text: string, asOf: string): Days | undefined {
  const day = partsOf(asOf);
  const [, count, whole, unit] = /^last (\d+) (whole )?(day|month|year)s?$/u.exec(text) ?? [];
  if (count !== undefined && unit !== undefined)
    return whole === undefined
      ? { from: after(back(day, Number(count), unit)), to: asOf }
      : wholeUnits(day, Number(count), unit);
  const [, which, calendar] = /^(this|last) (month|quarter|year)$/u.exec(text) ?? [];
  if (calendar === undefined) return undefined;
  const begin = beginOf(day, calendar);
  if (which === 'this') return { from: iso(begin), to: asOf };
  return { from: iso(back(begin, calendar === 'quarter' ? 3 : 1, calendar)), to: before(begin) };
}

interface Day {
  readonly year: number;
  /** From 1. */
  readonly month: number;
  readonly day: number;
}

function wholeUnits(day: Day, count: number, unit: string): Days {
  const begin = beginOf(day, unit);
  return { from: iso(back(begin, count, unit)), to: before(begin) };
}

function beginOf({ year, month, day }: Day, unit: string): Day {
  if (unit === 'year') return { year, month: 1, day: 1 };
  if (unit === 'quarter') return { year, month: month - ((month - 1) % 3), day: 1 };
  return { year, month, day: unit === 'day' ? day : 1 };
}

/** So many units earlier; in a shorter month its last day. A quarter is counted in months. */
function back({ year, month, day }: Day, count: number, unit: string): Day {
  if (unit === 'day') return partsOf(shifted({ year, month, day }, -count));
  const months = year * 12 + (month - 1) - (unit === 'year' ? 12 * count : count);
  const at = { year: Math.floor(months / 12), month: (months % 12) + 1 };
  const last = new Date(Date.UTC(at.year, at.month, 0)).getUTCDate();
  return { ...at, day: Math.min(day, last) };
}

function after(day: Day): string {
  return shifted(day, 1);
}

function before(day: Day): string {
  return shifted(day, -1);
}

function shifted({ year, month, day }: Day, days: number): string {
  return new Date(Date.UTC(year, month - 1, day + days)).toISOString().slice(0, 10);
}

function iso(day: Day): string {
  return shifted(day, 0);
}

function partsOf(day: string): Day {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return { year, month, day: date };
}
