import { type CivilDate, civil, type Day, YEAR } from './calendar.js';
import { type ErrorRates, POPULATION } from './error-model.js';
import { romanise } from './hangul.js';
import { HOUSEHOLD_SIZE, household, type Kin } from './household.js';
import { connectingInformation, scrambled } from './identifiers.js';
import { type ForeignName, foreignName, givenName, type Sex } from './names.js';
import { mobile, oldMobile } from './phone.js';
import { createRandom, type Random, weighted } from './random.js';
import type { Store } from './stores.js';

/** What every person is computed from. */
export interface World {
  readonly seed: number;
  readonly people: number;
  readonly asOf: Day;
  readonly rates: ErrorRates;
  readonly stores: readonly Store[];
}

export type Source = 'online' | 'offline';
type PhoneMove = 'kept' | 'changed' | 'reissued';

/** A person as they are, before anybody writes anything down wrong. */
export interface Person {
  readonly index: number;
  readonly sex: Sex;
  readonly born: CivilDate;
  readonly minor: boolean;
  readonly name: string;
  readonly foreign: ForeignName | undefined;
  readonly move: PhoneMove;
  /** the phone each source knows; different for those who moved to another number */
  readonly phone: Readonly<Record<Source, string>>;
  /** the old number has a prefix of before 2004 */
  readonly oldPrefix: boolean;
  /** a child who gives a parent's number everywhere */
  readonly parentsPhone: boolean;
  /** the other of a couple, a parent of a child; undefined for those who live alone */
  readonly partner: number | undefined;
}

/** How many rows a person has in each source: two after leaving and signing up again, or with a second card. */
type RowCounts = Readonly<Record<Source, 0 | 1 | 2>>;

const STREAM = { household: 1, person: 2, ci: 3, rows: 4 } as const;
const MINOR = 14;

const random = createRandom();

/** How many rows the person with this number has; much cheaper than the person. */
export function rowCounts(world: World, index: number): RowCounts {
  random.reseed(world.seed, STREAM.rows, index);
  const draw = random.next();
  const online = draw < POPULATION.offlineOnly ? 0 : random.next() < world.rates.rejoined ? 2 : 1;
  const offline = draw >= 1 - POPULATION.onlineOnly ? 0 : random.next() < world.rates.secondCard ? 2 : 1;
  return { online, offline };
}

/** Computes the person with a number below `world.people`; the same number always gives the same person. */
export function personAt(world: World, index: number): Person {
  const first = index - (index % HOUSEHOLD_SIZE);
  random.reseed(world.seed, STREAM.household, first);
  const kin = household(random, world.asOf)[index - first] as Kin;
  random.reseed(world.seed, STREAM.person, index);
  const born = civil(kin.born);
  const foreign =
    kin.role === 'single' && random.next() < POPULATION.foreign ? foreignName(random) : undefined;
  const minor = world.asOf - kin.born < MINOR * YEAR;
  return {
    index,
    sex: kin.sex,
    born,
    minor,
    name: foreign?.latin ?? kin.surname + (kin.given ?? givenName(random, kin.sex, born.year)),
    foreign,
    ...phones(world, index, kin, minor),
    partner: partnerOf(world, index, kin),
  };
}

function partnerOf(world: World, index: number, kin: Kin): number | undefined {
  if (kin.role === 'single') return undefined;
  const first = index - (index % HOUSEHOLD_SIZE);
  const partner = kin.role === 'father' ? first + 1 : first;
  return partner < world.people ? partner : undefined;
}

type Phones = Pick<Person, 'move' | 'phone' | 'oldPrefix' | 'parentsPhone'>;

function phones(world: World, index: number, kin: Kin, minor: boolean): Phones {
  const { rates } = world;
  if (minor && kin.role === 'child' && random.next() < rates.familyPhone) {
    const number = mobile(index - (index % HOUSEHOLD_SIZE));
    return { move: 'kept', phone: { online: number, offline: number }, oldPrefix: false, parentsPhone: true };
  }
  const current = mobile(index);
  const draw = random.next();
  const move = draw < rates.phoneReissued ? 'reissued' : draw < rates.phoneChanged ? 'changed' : 'kept';
  const oldPrefix = move === 'changed' && random.next() < rates.oldPrefix;
  const former = move === 'kept' ? current : formerNumber(world, index, move === 'reissued', oldPrefix);
  const staleOffline = random.next() < POPULATION.staleOffline;
  const phone = { online: staleOffline ? current : former, offline: staleOffline ? former : current };
  return { move, phone, oldPrefix, parentsPhone: false };
}

/** A re-issued number is the current number of somebody far away; any other former number is nobody's today. */
function formerNumber({ people }: World, index: number, reissued: boolean, oldPrefix: boolean): string {
  if (reissued) return mobile((index + Math.floor(people * 0.37) + 1) % people);
  return oldPrefix ? oldMobile(people + index) : mobile(people + index);
}

/** The person's connecting information, the same wherever it was verified. */
export function ciOf(world: World, index: number): string {
  random.reseed(world.seed, STREAM.ci, index);
  return connectingInformation(random);
}

const DOMAINS = ['naver.com', 'gmail.com', 'daum.net', 'hanmail.net', 'nate.com', 'kakao.com'];
const drawDomain = weighted([55, 20, 10, 8, 4, 3]);

/** An address of the person: the first, or another one. */
export function emailOf(world: World, person: Person, which: 'first' | 'other', row: Random): string {
  const n = which === 'first' ? person.index : world.people + person.index;
  const local = person.foreign
    ? person.foreign.latin.toLowerCase().replace(' ', '.')
    : romanise(person.name.slice(1));
  random.reseed(world.seed, STREAM.person, n);
  const domain = DOMAINS[drawDomain(which === 'first' ? random : row)];
  return `${local}${scrambled(n)}@${domain}`;
}
