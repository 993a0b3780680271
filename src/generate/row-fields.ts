import { type CivilDate, type Day, mistypeDate, swapDayAndMonth } from './calendar.js';
import type { Dice } from './dice.js';
import { mistype } from './hangul.js';
import { emailOf, type Person, type World } from './person.js';
import type { Random } from './random.js';

/** What a row is written with: the world, and the randomness that belongs to this row. */
export interface Pen {
  readonly world: World;
  readonly random: Random;
  readonly dice: Dice;
}

/** Money, visits and dates of one membership. */
interface Activity {
  readonly spend: number;
  readonly orders: number;
  readonly points: number;
  readonly joined: Day;
  readonly last: Day;
}

/** 2012-01-01, the first day anybody could join. */
const OPENED: Day = 15_340;
/** Children are six or older; nobody joins before birth. */
const MINOR_DAYS = 5 * 365;

/** Spend is log-normal with a median of about 160,000 won; points are one percent of it, partly used up. */
export function activity(person: Person, { world, random }: Pen): Activity {
  const normal = (random.next() + random.next() + random.next() - 1.5) * 2;
  const spend = Math.round(Math.exp(12 + 1.5 * normal) / 100) * 100;
  const first = person.minor ? world.asOf - MINOR_DAYS : Math.min(OPENED, world.asOf - 1);
  const joined = first + random.below(world.asOf - first);
  const idle = random.next();
  return {
    spend,
    orders: 1 + Math.floor(spend / (30_000 + 60_000 * random.next())),
    points: Math.floor(spend * 0.01 * random.next()),
    joined,
    last: world.asOf - Math.floor((world.asOf - joined) * idle * idle),
  };
}

/** The label whose band the spend falls in; five in a hundred stand one step higher, by campaign or goodwill. */
export function gradeOf(
  labels: readonly string[],
  from: readonly number[],
  spend: number,
  random: Random,
): string {
  const earned = from.findLastIndex((amount) => spend >= amount);
  const step = random.next() < 0.05 ? earned + 1 : earned;
  return labels[Math.min(step, labels.length - 1)] as string;
}

/** A birth date as somebody copied it down. */
export function miscopiedBirth(born: CivilDate, { dice, random }: Pen): CivilDate {
  if (dice.strikes('birthSwapped')) return swapDayAndMonth(born);
  return dice.strikes('birthWrongDigit') ? mistypeDate(born, random) : born;
}

/** An e-mail address as typed: `.con` for `.com`, or all in capitals. */
export function typedEmail(person: Person, which: 'first' | 'other', { world, dice, random }: Pen): string {
  const address = emailOf(world, person, which, random);
  if (dice.strikes('emailTypo')) return address.slice(0, -1).replace(/co$/, 'con').replace(/ne$/, 'ner');
  return dice.strikes('emailUpperCase') ? address.toUpperCase() : address;
}

/** A Korean name as written at the till: spaced, with an honorific, masked, or misheard. */
export function writtenName(name: string, { dice, random }: Pen): string {
  if (dice.strikes('nameMasked')) return masked(name);
  const heard = dice.strikes('nameTypo') ? mistype(name, random) : name;
  if (dice.strikes('nameSpaced')) return [...heard].join(' ');
  return dice.strikes('nameHonorific') ? `${heard}님` : heard;
}

function masked(name: string): string {
  return name.length < 3
    ? `${name.charAt(0)}*`
    : `${name.charAt(0)}${'*'.repeat(name.length - 2)}${name.at(-1)}`;
}
