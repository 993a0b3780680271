import { expect } from 'vitest';
import type { Target } from '../../src/config/schema.js';
import type { Outcome, World } from '../cli/program.js';
import { Dice } from '../read/dice.js';
import { Comparison } from './compare.js';
import { type Ask, expectInvariants } from './invariants.js';
import { LegacySystems } from './legacy.js';
import { NaiveProgramme } from './naive.js';
import { makeProject, writeExports } from './project.js';

export interface Setting {
  readonly seed: number;
  readonly people: number;
  readonly nights: number;
  /** The day of the first night. The tills recalculate on the 15th of a month, the mall on the 1st. */
  readonly from: string;
  readonly target: (folder: string) => Target;
  readonly ask: (world: World) => Ask;
  /** What happens instead of a plain run, by night. */
  readonly disturbed: Readonly<Record<number, Disturbance>>;
}

/** One night as the operator lives through it. The exports lie there when it begins. */
export interface Tonight {
  readonly world: World;
  readonly ask: Ask;
  readonly day: string;
  readonly dice: Dice;
  readonly legacy: LegacySystems;
  /** A night that must succeed; a grade limit is allowed once on the day of a recalculation. */
  run(...args: readonly string[]): Promise<Outcome>;
  /** The new programme spends now: `before` tonight's plan was made, or while it waits to be applied. */
  spend(when: 'before' | 'meanwhile'): Promise<void>;
}

/** Gives whether the night was written. */
export type Disturbance = (tonight: Tonight) => Promise<'written' | 'skipped'>;

export interface Played {
  readonly ran: number;
  readonly allowed: number;
  readonly skipped: number;
}

const plain: Disturbance = async (tonight) => {
  await tonight.run();
  return 'written';
};

/** Plays the nights, and after each holds the target against what the naive programme says. */
export async function play(setting: Setting): Promise<Played> {
  const nights = new Nights(setting);
  for (let night = 1; night <= setting.nights; night += 1) {
    await nights.pass(night);
  }
  return nights.played;
}

/** Member and points. */
type Spent = Readonly<Record<'before' | 'meanwhile', [string, number][]>>;

class Nights {
  readonly played = { ran: 0, allowed: 0, skipped: 0 };
  private readonly legacy: LegacySystems;
  private readonly naive = new NaiveProgramme();
  private readonly dice: Dice;
  private readonly world: World;
  private readonly ask: Ask;
  private readonly comparison: Comparison;
  private files: 'told' | 'untold' = 'untold';

  constructor(private readonly setting: Setting) {
    this.legacy = new LegacySystems(setting.seed, setting.people);
    this.dice = new Dice(setting.seed + 1);
    this.world = makeProject(setting.target('.'));
    this.ask = setting.ask(this.world);
    this.comparison = new Comparison(this.naive, this.ask);
  }

  async pass(night: number): Promise<void> {
    const { naive, legacy, world, ask } = this;
    const day = dayAfter(this.setting.from, night - 1);
    const where = `seed ${this.setting.seed}, night ${night} (${day})`;
    const disturbance = this.setting.disturbed[night] ?? plain;
    if (night > 1) this.day(night, day);
    const rows = legacy.exported();
    writeExports(world, rows);
    const spent: Spent = { before: [], meanwhile: [] };
    const written = await disturbance(this.tonight(day, spent, where));
    this.files = written === 'written' ? 'told' : 'untold';
    for (const [member, points] of spent.before) naive.spend(member, points);
    naive.night(night, rows, this.files);
    for (const [member, points] of spent.meanwhile) naive.spend(member, points);
    if (written === 'written') {
      await expectInvariants(ask, where);
      await this.comparison.expectSame(rows, where);
      this.comparison.expectTold(world, rows, where);
      if (night % 5 === 0) await this.expectQuiet(day, where);
      this.played.ran += 1;
    } else this.played.skipped += 1;
    await this.spend((member, points) => naive.spend(member, points));
  }

  /**
   * The day of an export that nobody can read, and the one behind it, are calm: what a row said that left before it
   * was read again, or between two changes of it, no programme can know.
   */
  private day(night: number, day: string): void {
    const { disturbed } = this.setting;
    const isCalm = [disturbed[night], disturbed[night - 1]].some((one) => one?.name === 'badExport');
    if (this.files === 'told') this.legacy.takeOver((key) => this.naive.told(key));
    this.legacy.live(night, isCalm ? 'calm' : 'usual');
    if (day.endsWith('-15')) this.legacy.recalculate('tills');
    if (day.endsWith('-01')) this.legacy.recalculate('mall');
  }

  private tonight(day: string, spent: Spent, where: string): Tonight {
    const { world, ask, dice, legacy } = this;
    return {
      ...{ world, ask, day, dice, legacy },
      run: async (...args) => {
        let outcome = await world.run('run', '-q', '--as-of', day, ...args);
        if (outcome.code === 4 && /-(01|15)$/.test(day)) {
          this.played.allowed += 1;
          outcome = await world.run('run', '-q', '--as-of', day, '--allow', 'max_downgraded=100%', ...args);
        }
        expect([outcome.code, outcome.stderr], `${where}\n${outcome.stdout}`).toEqual([0, '']);
        return outcome;
      },
      spend: (when) => this.spend((member, points) => spent[when].push([member, points])),
    };
  }

  private async spend(tell: (member: string, points: number) => void): Promise<void> {
    for (const [member, balance] of this.naive.balances) {
      const id = this.comparison.inTarget(member);
      if (id === undefined || balance <= 0 || !this.dice.chance(3)) continue;
      const points = this.dice.below(balance + 1);
      await this.ask(
        `update points set balance = balance - ${points} where member_id = '${id}' and bucket = 'points'`,
      );
      tell(member, points);
    }
  }

  private async expectQuiet(day: string, where: string): Promise<void> {
    const again = await this.world.run('plan', '-q', '--detailed-exitcode', '--as-of', day);
    expect([again.code, again.stderr], `${where}\n${again.stdout}`).toEqual([0, '']);
  }
}

function dayAfter(from: string, days: number): string {
  return new Date(Date.parse(from) + days * 86_400_000).toISOString().slice(0, 10);
}
