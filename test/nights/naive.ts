import { follow, type Members, type Night, NOBODY } from '../match/nights/policy.js';
import { type Grade, LADDER, type LegacyRow } from './legacy.js';

const POINTS_PER_STAMP = 500;

interface Memory {
  readonly worth: number;
  readonly read: Grade;
  readonly own: Grade;
  readonly written: Grade | undefined;
}

/**
 * The new programme as a clerk would keep it, one row and one member after the other, told every day's rows and who
 * they are. No night of it ever fails. Its ids are its own.
 */
export class NaiveProgramme {
  readonly balances = new Map<string, number>();
  /** Of everybody who has rows tonight; undefined is none. */
  readonly grades = new Map<string, Grade | undefined>();
  members: Members = NOBODY;
  /** ended id -> the one it is now */
  readonly ended = new Map<string, string>();
  private readonly seen = new Map<string, Memory>();
  private born = 0;

  spend(member: string, points: number): void {
    this.balances.set(member, this.balance(member) - points);
  }

  balance(member: string): number {
    return this.balances.get(member) ?? 0;
  }

  idOf(key: string): string {
    return this.members.idOf.get(key) ?? '';
  }

  /** What the old system of a row was told. */
  told(key: string): Grade | undefined {
    return this.seen.get(key)?.written;
  }

  /** `files`: whether the old systems got theirs; they get none from a night that wrote nothing. */
  night(night: number, rows: readonly LegacyRow[], files: 'told' | 'untold'): void {
    const before = this.members;
    this.nameMembers(night, rows);
    this.handOn(rows, before);
    for (const ended of this.ended.keys()) this.empty(ended);
    this.grades.clear();
    for (const member of new Set(rows.map(({ key }) => this.idOf(key))))
      this.settle(
        member,
        rows.filter(({ key }) => this.idOf(key) === member),
        files,
      );
  }

  private nameMembers(night: number, rows: readonly LegacyRow[]): void {
    const named: Night = {
      night,
      // Who left is not the one who stays, until he comes back.
      rows: rows.map(({ key, person, state }) => ({
        ...{ key, withdrawn: state === 'left' },
        person: `${person} ${state === 'left' ? 'left' : ''}`,
      })),
      newId: () => {
        this.born += 1;
        return `n${this.born}`;
      },
    };
    const { members, changes } = follow(this.members, named);
    this.members = members;
    for (const { id, change, other } of changes) if (change === 'merged') this.ended.set(id, other);
  }

  /** A row that leaves a member which goes on takes what it was worth, as far as the member still has it. */
  private handOn(rows: readonly LegacyRow[], before: Members): void {
    for (const { key } of rows) {
      const [from, to] = [before.idOf.get(key), this.members.idOf.get(key)];
      if (from === undefined || to === undefined || from === to || this.ended.get(from) === to) continue;
      const points = Math.min(this.seen.get(key)?.worth ?? 0, Math.max(0, this.balance(from)));
      this.spend(from, points);
      this.spend(to, -points);
    }
  }

  private empty(ended: string): void {
    let heir = ended;
    for (let next = this.ended.get(heir); next !== undefined; next = this.ended.get(heir)) heir = next;
    const rest = this.balance(ended);
    this.spend(ended, rest);
    this.spend(heir, -rest);
  }

  private settle(member: string, own: readonly LegacyRow[], files: 'told' | 'untold'): void {
    for (const row of own) this.spend(member, (this.seen.get(row.key)?.worth ?? 0) - worthOf(row));
    const evidence = own.map((row) => this.evidence(row));
    const isLeft = own.every(({ state }) => state === 'left');
    const grade = isLeft ? undefined : LADDER.findLast((one) => evidence.includes(one));
    this.grades.set(member, grade);
    for (const [at, row] of own.entries()) {
      const told = this.told(row.key);
      const written = files === 'told' ? (grade ?? told) : told;
      this.seen.set(row.key, {
        ...{ worth: worthOf(row), read: row.grade },
        ...{ own: evidence[at] as Grade, written },
      });
    }
  }

  /** What was written back, or is as the night before, says nothing new. */
  private evidence({ key, grade }: LegacyRow): Grade {
    const past = this.seen.get(key);
    return past !== undefined && (grade === past.read || grade === past.written) ? past.own : grade;
  }
}

function worthOf({ points, stamps }: LegacyRow): number {
  return points + stamps * POINTS_PER_STAMP;
}
