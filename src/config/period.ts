const PERIOD = /^([1-9]\d{0,3}) (days?|months?|years?)$/;

/** Whether a text is a period, such as `3 years`. */
export function isPeriod(text: string): boolean {
  return PERIOD.test(text);
}

/** The day that lies a period before another, `YYYY-MM-DD`. A month too short for the day ends on its last one. */
export function dayBefore(day: string, period: string): string {
  const [, count = '0', unit = ''] = PERIOD.exec(period) ?? [];
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  if (unit.startsWith('day')) return iso(new Date(Date.UTC(year, month - 1, date - Number(count))));
  const months = Number(count) * (unit.startsWith('year') ? 12 : 1);
  const last = new Date(Date.UTC(year, month - months, 0)).getUTCDate();
  return iso(new Date(Date.UTC(year, month - 1 - months, Math.min(date, last))));
}

function iso(date: Date): string {
  return date.toISOString().slice(0, 10);
}
