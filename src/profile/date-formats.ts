/** Dates of one signature, such as 99.99.9999, and the largest of their first and second pairs of digits. */
export interface SignedDates {
  readonly signature: string;
  readonly count: number;
  readonly first: string;
  readonly second: string;
}

export interface FormatCount {
  readonly format: string;
  readonly count: number;
}

/** The formats of dates in the notation of the config, the most frequent first; a time behind a day is left out. */
export function formatsOf(dates: readonly SignedDates[]): readonly FormatCount[] {
  const counts = new Map<string, number>();
  for (const one of dates) {
    const format = formatOf(one);
    if (format !== undefined) counts.set(format, (counts.get(format) ?? 0) + one.count);
  }
  const all = [...counts].map(([format, count]) => ({ format, count }));
  return all.sort((a, b) => b.count - a.count || (a.format < b.format ? -1 : 1));
}

function formatOf({ signature, first, second }: SignedDates): string | undefined {
  const day = signature.split(/[ T](?=99:)/)[0] ?? '';
  if (day === '99999999') return 'YYYYMMDD';
  if (day === '999999') return 'YYMMDD';
  if (/^9999\D+99\D+99\.?$/.test(day))
    return day.replace('9999', 'YYYY').replace('99', 'MM').replace('99', 'DD');
  if (/^99\D+99\D+9999\.?$/.test(day)) {
    const [one, two] = isDayFirst(day, first, second) ? ['DD', 'MM'] : ['MM', 'DD'];
    return day
      .replace('9999', 'YYYY')
      .replace('99', one as string)
      .replace('99', two as string);
  }
  if (/^99\D+99\D+99\.?$/.test(day)) return day.replace('99', 'YY').replace('99', 'MM').replace('99', 'DD');
  return undefined;
}

/** A number past 12 is no month; where both could be, 01/02/2024 is American and 01.02.2024 is not. */
function isDayFirst(day: string, first: string, second: string): boolean {
  if (first > '12') return true;
  return second <= '12' && !day.includes('/');
}
