import type { TestRow } from './support.js';

/** The rules of random.test.ts written a second time, one person at a time, as a reader would work them out. */
export const RULES = `version: 1
name: random
grades: [A, B, C, D]
map:
  online: { a: A, b: B, c: C, d: D }
  offline: { x: B, y: D }
measures: { spend: sum(spend), top: max(online.spend), last: latest(spend) }
bands: { spend: { A: 0, B: 100, C: 250.5, D: 400 } }
decide:
  - { name: left, when: every(status = 'withdrawn'), grade: none }
  - { name: cautious, when: not (online.status = 'active') and any(spend between 100 and 200), grade: lowest(map, band(spend)) }
  - { name: recent, when: sources = 2 and not (last < 150), grade: latest(map) }
  - { name: lifted, when: "previous > 'B' or top >= 300", grade: prefer(offline, online) }
  - { name: best, grade: highest(map(online), band(spend)) }
adjust:
  - { name: no loss, never_below: previous }
points:
  - { from: points, into: points, rate: 0.3, rounding: half_even }
  - { from: offline.stamps, into: points, rate: 2.5 }
fields:
  name: [prefer offline, latest]
  phone: [most_frequent, earliest]
  store: [longest, maximum]
`;

export interface Person {
  readonly rows: readonly TestRow[];
  readonly previous?: string;
}

const GRADES = ['A', 'B', 'C', 'D'];
const MAP = { online: { a: 1, b: 2, c: 3, d: 4 }, offline: { x: 2, y: 4 } } as Record<
  string,
  Record<string, number>
>;

/** `grade | rule | adjusted_by | status | points | name | phone | store | joined | sms | email` */
export function naive({ rows, previous }: Person): string {
  const before = previous === undefined ? undefined : GRADES.indexOf(previous) + 1 || undefined;
  const [rule, decided] = decide(rows, before);
  const lifts = decided !== 0 && before !== undefined && before > (decided ?? 0);
  const rank = lifts ? before : decided;
  const joined = rows.flatMap((row) => row.joined ?? []).toSorted()[0];
  const asked = rows.filter((row) => row.source === 'online');
  return [
    GRADES[(rank ?? 0) - 1] ?? '-',
    rule,
    lifts ? 'no loss' : '-',
    status(rows),
    balance(rows) || '-',
    survivor(rows, 'name', (a, b) => prefers(a, b) || later(a, b)),
    survivor(rows, 'phone', (a, b) => count(rows, b) - count(rows, a) || sooner(a, b)),
    survivor(rows, 'store', (a, b) => longer(a, b) || greater(a, b)),
    joined ?? '-',
    rows.every((row) => row.sms === true),
    asked.length > 0 && asked.every((row) => row.email === true),
  ].join(' | ');
}

function decide(rows: readonly TestRow[], before: number | undefined): readonly [string, number | undefined] {
  const ranks = rows.map(mapped);
  const online = rows.filter((row) => row.source === 'online');
  const offline = rows.filter((row) => row.source === 'offline');
  const spends = rows.flatMap((row) => row.spend ?? []).map(Number);
  const spend = spends.length === 0 ? undefined : spends.reduce((a, b) => a + b, 0);
  const band =
    spend === undefined
      ? undefined
      : [0, 100, 250.5, 400].filter((from) => spend >= from).length || undefined;
  const newest = rows.toSorted(later);
  const last = newest.find((row) => row.spend != null)?.spend;
  const top = online.some((row) => row.spend != null && Number(row.spend) >= 300);
  if (rows.every((row) => row.status === 'withdrawn')) return ['left', 0];
  const middling = rows.some(
    (row) => row.spend != null && Number(row.spend) >= 100 && Number(row.spend) <= 200,
  );
  const attempts: readonly (readonly [string, boolean, number | undefined])[] = [
    [
      'cautious',
      !online.some((row) => row.status === 'active') && middling,
      extreme(Math.min, [...ranks, band]),
    ],
    [
      'recent',
      online.length > 0 && offline.length > 0 && !(last != null && Number(last) < 150),
      newest.map(mapped).find((rank) => rank !== undefined),
    ],
    [
      'lifted',
      (before ?? 0) > 2 || top,
      extreme(Math.max, offline.map(mapped)) ?? extreme(Math.max, online.map(mapped)),
    ],
    ['best', true, extreme(Math.max, [...online.map(mapped), band])],
  ];
  const found = attempts.find(([, holds, rank]) => holds && rank !== undefined);
  return found === undefined ? ['no rule applied', undefined] : [found[0], found[2]];
}

function mapped(row: TestRow): number | undefined {
  return MAP[row.source]?.[row.grade ?? ''];
}

function extreme(
  pick: (...of: number[]) => number,
  ranks: readonly (number | undefined)[],
): number | undefined {
  const known = ranks.filter((rank) => rank !== undefined);
  return known.length === 0 ? undefined : pick(...known);
}

function status(rows: readonly TestRow[]): string {
  if (rows.some((row) => row.status == null || row.status === 'active')) return 'active';
  return rows.some((row) => row.status === 'dormant') ? 'dormant' : 'withdrawn';
}

/** In thousandths: hundredths times 0.3 and 2.5. */
function balance(rows: readonly TestRow[]): number {
  const cents = (text: string | null | undefined) => Math.round(Number(text ?? 0) * 100);
  const thousandths = rows.reduce(
    (sum, row) => sum + 3 * cents(row.points) + (row.source === 'offline' ? 25 * cents(row.stamps) : 0),
    0,
  );
  const whole = Math.floor(thousandths / 1000);
  const rest = thousandths - whole * 1000;
  return rest > 500 || (rest === 500 && whole % 2 !== 0) ? whole + 1 : whole;
}

function survivor(
  rows: readonly TestRow[],
  field: 'name' | 'phone' | 'store',
  order: (a: TestRow, b: TestRow) => number,
): string {
  // Rows come online first, and toSorted keeps that order between equals.
  return rows.filter((row) => row[field] != null).toSorted(order)[0]?.[field] ?? '-';
}

function prefers(a: TestRow, b: TestRow): number {
  return Number(b.source === 'offline') - Number(a.source === 'offline');
}

function later(a: TestRow, b: TestRow): number {
  return ordered(b.recency ?? '', a.recency ?? '');
}

function sooner(a: TestRow, b: TestRow): number {
  return ordered(a.recency ?? '9999', b.recency ?? '9999');
}

function ordered(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function count(rows: readonly TestRow[], of: TestRow): number {
  return rows.filter((row) => row.phone === of.phone).length;
}

function longer(a: TestRow, b: TestRow): number {
  return (b.store ?? '').length - (a.store ?? '').length;
}

function greater(a: TestRow, b: TestRow): number {
  return ordered(b.store ?? '', a.store ?? '');
}
