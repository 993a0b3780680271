/** Points in tenths of one, so that nothing is inexact; a stamp is worth 500, a point 0.3. */
const TENTHS = { points: 3n, stamps: 5000n };

const LADDER = ['BRONZE', 'SILVER', 'GOLD'];

/** A row of an export, by `source id`. */
export interface NaiveRow {
  readonly ci: number;
  readonly grade: string;
  readonly points: bigint;
  readonly stamps: bigint;
}

/** What the target says of ids, which is proven elsewhere. */
export interface Ids {
  /** row -> member */
  readonly before: ReadonlyMap<string, string>;
  readonly after: ReadonlyMap<string, string>;
  /** ended id -> the id that it is now */
  readonly ended: ReadonlyMap<string, string>;
}

interface Memory {
  readonly worth: bigint;
  readonly read: string;
  readonly own: string;
  readonly written: string;
}

/** Two systems side by side as one would do it with a sheet of paper: one row, one member after the other. */
export class NaiveTarget {
  readonly balances = new Map<string, bigint>();
  readonly grades = new Map<string, string>();
  private readonly seen = new Map<string, Memory>();

  spend(member: string, points: bigint): void {
    this.balances.set(member, this.balance(member) - points);
  }

  balance(member: string): bigint {
    return this.balances.get(member) ?? 0n;
  }

  /** What the legacy system of a row was told; undefined before the first night. */
  told(row: string): string | undefined {
    return this.seen.get(row)?.written;
  }

  night(rows: ReadonlyMap<string, NaiveRow>, ids: Ids): void {
    this.handOn(rows, ids);
    for (const [ended, heir] of ids.ended) this.empty(ended, heir, ids);
    for (const member of new Set(ids.after.values())) {
      const own = [...rows].filter(([row]) => ids.after.get(row) === member);
      if (own.length > 0) this.settle(member, own);
    }
  }

  /** Rows that leave a member which goes on: what they were worth, as far as the member still has it. */
  private handOn(rows: ReadonlyMap<string, NaiveRow>, { before, after, ended }: Ids): void {
    const leaving = new Map<string, bigint>();
    for (const row of rows.keys()) {
      const [from, to] = [before.get(row), after.get(row)];
      if (from === undefined || to === undefined || from === to || ended.get(from) === to) continue;
      leaving.set(`${from} ${to}`, (leaving.get(`${from} ${to}`) ?? 0n) + (this.seen.get(row)?.worth ?? 0n));
    }
    for (const [way, worth] of [...leaving].sort(([a], [b]) => (a < b ? -1 : 1))) {
      const [from = '', to = ''] = way.split(' ');
      const has = this.balance(from) > 0n ? this.balance(from) : 0n;
      const points = floor(worth) < has ? floor(worth) : has;
      this.spend(from, points);
      this.spend(to, -points);
    }
  }

  private empty(ended: string, heir: string, ids: Ids): void {
    const last = ids.ended.get(heir);
    if (last !== undefined) {
      this.empty(ended, last, ids);
      return;
    }
    const rest = this.balance(ended);
    this.spend(ended, rest);
    this.spend(heir, -rest);
  }

  private settle(member: string, own: readonly (readonly [string, NaiveRow])[]): void {
    const before = own.reduce((sum, [id]) => sum + (this.seen.get(id)?.worth ?? 0n), 0n);
    const now = own.reduce((sum, [, row]) => sum + worthOf(row), 0n);
    this.spend(member, floor(before) - floor(now));
    const said = own.map(([id, row]) => this.evidence(id, row));
    const grade = said.reduce(
      (best, one) => (LADDER.indexOf(one) > LADDER.indexOf(best) ? one : best),
      'BRONZE',
    );
    this.grades.set(member, grade);
    for (const [index, [id, row]] of own.entries())
      this.seen.set(id, { worth: worthOf(row), read: row.grade, own: said[index] ?? '', written: grade });
  }

  private evidence(id: string, { grade }: NaiveRow): string {
    const past = this.seen.get(id);
    return past !== undefined && (grade === past.read || grade === past.written) ? past.own : grade;
  }
}

function worthOf({ points, stamps }: NaiveRow): bigint {
  return points * TENTHS.points + stamps * TENTHS.stamps;
}

/** Whole points, rounded down. */
function floor(tenths: bigint): bigint {
  return tenths / 10n - (tenths % 10n < 0n ? 1n : 0n);
}
