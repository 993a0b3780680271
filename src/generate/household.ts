import { civil, type Day, YEAR } from './calendar.js';
import { POPULATION } from './error-model.js';
import { givenName, type Sex, surname } from './names.js';
import type { Random } from './random.js';

/** Four persons with neighbouring numbers. */
export const HOUSEHOLD_SIZE = 4;

type Role = 'single' | 'father' | 'mother' | 'child';

/** One person's place in the household: what the family decides about a person. */
export interface Kin {
  readonly role: Role;
  readonly surname: string;
  readonly sex: Sex;
  readonly born: Day;
  /** a child's given name, which differs from its siblings'; others choose theirs elsewhere */
  readonly given: string | undefined;
}

/** Everybody in a household, from its own random sequence; the father is the first, the mother the second. */
export function household(random: Random, asOf: Day): readonly Kin[] {
  return random.next() < POPULATION.family ? family(random, asOf) : strangers(random, asOf);
}

function strangers(random: Random, asOf: Day): readonly Kin[] {
  return Array.from({ length: HOUSEHOLD_SIZE }, () => ({
    role: 'single',
    surname: surname(random),
    sex: sexOf(random),
    born: bornAt(asOf, 15 + 30 * random.next() + 35 * random.next()),
    given: undefined,
  }));
}

function family(random: Random, asOf: Day): readonly Kin[] {
  const name = surname(random);
  const age = 34 + 36 * random.next();
  const childAge = 6 + random.next() * Math.min(28, age - 30);
  const gap = random.next() < POPULATION.twins ? 0 : 1 + 3 * random.next();
  const born = bornAt(asOf, childAge);
  return [
    { role: 'father', surname: name, sex: 'male', born: bornAt(asOf, age), given: undefined },
    // wives keep their own surname
    {
      role: 'mother',
      surname: surname(random),
      sex: 'female',
      born: bornAt(asOf, age - 5 * random.next()),
      given: undefined,
    },
    ...children(random, name, [born, gap === 0 ? born : bornAt(asOf, childAge + gap)]),
  ];
}

/** Brothers and sisters: often with a common first syllable, never with the same name. */
function children(random: Random, family: string, births: readonly Day[]): readonly Kin[] {
  const shared = random.next() < POPULATION.generationSyllable;
  const first = shared ? '민서지현예준'.charAt(random.below(6)) : undefined;
  const taken = new Set<string>();
  return births.map((born) => {
    const sex = sexOf(random);
    const { year } = civil(born);
    let given = givenName(random, sex, year, first);
    while (taken.has(given)) given = givenName(random, sex, year, first);
    taken.add(given);
    return { role: 'child', surname: family, sex, born, given };
  });
}

function bornAt(asOf: Day, age: number): Day {
  return asOf - Math.floor(age * YEAR);
}

function sexOf(random: Random): Sex {
  return random.next() < 0.48 ? 'male' : 'female';
}
