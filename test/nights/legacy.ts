import { Dice } from '../read/dice.js';

/** The grades in the words of the new programme, lowest first, and in those of the two old systems. */
export const LADDER = ['BRONZE', 'SILVER', 'GOLD'] as const;
export type Grade = (typeof LADDER)[number];
export type System = 'mall' | 'tills';

/** A row of an old system. Its key is `a…` of the mall or `b…` of the tills. */
export interface LegacyRow {
  readonly key: string;
  readonly system: System;
  readonly person: number;
  readonly since: number;
  name: string;
  phone: string;
  ci: string;
  card: string;
  grade: Grade;
  points: number;
  stamps: number;
  /** What the system upgrades by at once, and downgrades by once a month. */
  spent: number;
  state: 'active' | 'dormant' | 'left';
  isExported: boolean;
}

interface Person {
  readonly no: number;
  /** What ties the rows of a person together; the others have one of these each their own way. */
  readonly tie: 'ci' | 'phone' | 'card';
}

/** Calm is a day on which nobody leaves, withdraws or comes back, and no grade moves by itself. */
export type Mood = 'calm' | 'usual';

const WITHIN_A_DAY = { purchases: 30, joins: 3, secondRows: 2, moves: 4, leaves: 3, withdraws: 4 };

/** An old mall and old tills, with the people who use them. Everything follows from the seed. */
export class LegacySystems {
  readonly rows = new Map<string, LegacyRow>();
  private readonly people: Person[] = [];
  private readonly taken = new Set<string>();
  private readonly dice: Dice;

  constructor(seed: number, people: number) {
    this.dice = new Dice(seed);
    this.dice.times(people, () => this.join(1));
    for (const row of this.rows.values()) this.buy(row, this.dice.below(1200));
  }

  /** What happens between two nights. */
  live(night: number, mood: Mood): void {
    const { dice } = this;
    for (const row of this.some(WITHIN_A_DAY.purchases)) this.buy(row, mood === 'calm' ? 0 : dice.below(300));
    for (const row of this.some(WITHIN_A_DAY.moves)) row.points -= dice.below(row.points + 1);
    dice.times(dice.below(WITHIN_A_DAY.joins) + 1, () => this.join(night));
    dice.times(WITHIN_A_DAY.secondRows, () => this.addRow(dice.pick(this.people), night));
    for (const row of this.some(WITHIN_A_DAY.moves)) this.correct(row);
    for (const row of this.some(WITHIN_A_DAY.moves)) {
      if (row.system === 'mall' && row.state !== 'left')
        row.state = row.state === 'active' ? 'dormant' : 'active';
    }
    if (mood === 'calm') return;
    for (const row of this.rows.values()) if (!row.isExported && dice.chance(6)) row.isExported = true;
    for (const row of this.some(WITHIN_A_DAY.leaves)) if (night - row.since > 3) row.isExported = false;
    this.withdrawals(night);
  }

  /** Grades by what was spent of late. */
  recalculate(system: System): void {
    for (const row of this.rows.values()) {
      if (row.system !== system) continue;
      row.spent = Math.floor(row.spent / 3);
      row.grade = gradeBy(row.spent);
    }
  }

  /** The system takes the file of the new programme over, whole, or leaves it. */
  takeOver(told: (key: string) => Grade | undefined): void {
    for (const system of ['mall', 'tills'] as const) {
      if (this.dice.chance(3)) continue;
      for (const row of this.rows.values()) {
        if (row.system === system && row.isExported) row.grade = told(row.key) ?? row.grade;
      }
    }
  }

  /** In tonight's exports, by key. */
  exported(): readonly LegacyRow[] {
    return [...this.rows.values()].filter((row) => row.isExported).sort((a, b) => (a.key < b.key ? -1 : 1));
  }

  private some(count: number): readonly LegacyRow[] {
    const rows = [...this.rows.values()].filter((row) => row.isExported);
    return this.dice.times(count, () => this.dice.pick(rows));
  }

  private buy(row: LegacyRow, worth: number): void {
    row.spent += worth;
    row.points += this.dice.below(200);
    if (row.system === 'tills') row.stamps += this.dice.below(2);
    const earned = gradeBy(row.spent);
    if (worth > 0 && LADDER.indexOf(earned) > LADDER.indexOf(row.grade)) row.grade = earned;
  }

  private join(night: number): void {
    const no = this.people.length;
    const person: Person = { no, tie: this.dice.pick(['ci', 'phone', 'card'] as const) };
    this.people.push(person);
    this.addRow(person, night);
    if (this.dice.chance(2)) this.addRow(person, night);
  }

  /** A first row, or one in the system where the person has none. */
  private addRow({ no, tie }: Person, night: number): void {
    const own = this.rowsOf(no);
    const [other] = own;
    const system = other === undefined ? this.dice.pick(['mall', 'tills'] as const) : theOther(other.system);
    if (own.length > 1 || other?.state === 'left') return;
    const key = `${system === 'mall' ? 'a' : 'b'}${String(no).padStart(4, '0')}`;
    const phone = tie === 'phone' ? other?.phone : undefined;
    this.rows.set(key, {
      ...{ key, system, person: no, since: night, grade: 'BRONZE', points: this.dice.below(500), stamps: 0 },
      ...{ name: other?.name ?? this.newName(), phone: phone ?? this.newPhone(), spent: 0 },
      ...{
        ci: tie === 'ci' ? `a-code-of-a-person-${1_000_000 + no}` : '',
        state: 'active',
        isExported: true,
      },
      card: tie === 'card' ? (other?.card ?? this.newCard()) : '',
    });
  }

  /** A new name, phone or card; what ties the rows together is told to both systems. */
  private correct(row: LegacyRow): void {
    const own = this.rowsOf(row.person);
    const { tie } = this.people[row.person] as Person;
    const what = this.dice.pick(['name', 'phone', 'card'] as const);
    const alone = tie === 'ci' || (tie === 'card' && what === 'phone');
    const value = { name: this.newName, phone: this.newPhone, card: this.newCard }[what].call(this);
    if (what === 'card' && tie !== 'card') return;
    for (const one of alone ? [row] : own) one[what] = value;
  }

  /** Nobody withdraws at once: of two ids of one age, their letters alone say which one stays. */
  private withdrawals(night: number): void {
    for (const row of this.some(WITHIN_A_DAY.withdraws)) if (night > row.since) row.state = 'left';
    for (const row of this.rows.values())
      if (row.state === 'left' && this.dice.chance(4)) row.state = 'active';
  }

  private rowsOf(person: number): readonly LegacyRow[] {
    return [...this.rows.values()].filter((row) => row.person === person);
  }

  private newName(): string {
    const syllable = () => String.fromCharCode(0xac00 + 28 * this.dice.below(399));
    return this.unused(() => `${this.dice.pick(['김', '이', '박', '최', '정'])}${syllable()}${syllable()}`);
  }

  private newPhone(): string {
    const digits = (count: number) => this.dice.times(count, () => this.dice.below(10)).join('');
    return this.unused(() => `010${2 + this.dice.below(8)}${digits(7)}`);
  }

  private newCard(): string {
    return this.unused(() => `9410${this.dice.times(12, () => this.dice.below(10)).join('')}`);
  }

  private unused(make: () => string): string {
    for (;;) {
      const made = make();
      if (this.taken.has(made)) continue;
      this.taken.add(made);
      return made;
    }
  }
}

function theOther(system: System): System {
  return system === 'mall' ? 'tills' : 'mall';
}

function gradeBy(spent: number): Grade {
  if (spent >= 800) return 'GOLD';
  return spent >= 300 ? 'SILVER' : 'BRONZE';
}
