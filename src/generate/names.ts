import { SURNAMES } from '../match/comparators/census.js';
import { COHORTS, FOREIGN_FAMILY, FOREIGN_GIVEN } from './name-tables.js';
import { type Random, type Weighted, weighted } from './random.js';

export type Sex = 'male' | 'female';

/** A foreigner's name in the passport's letters, in another order of its parts, and by ear in Hangul. */
export interface ForeignName {
  readonly latin: string;
  readonly reordered: string;
  readonly hangul: string;
}

const drawSurname = weighted(SURNAMES.map(([, percent]) => percent));

/** Frequency falls with rank roughly as Zipf has it, so that two strangers often have one name. */
const drawSyllable: Weighted = weighted(Array.from({ length: 20 }, (_, rank) => 1 / (rank + 3)));

const SINGLE_SYLLABLE = 0.015;

/** A surname by its share of the population. */
export function surname(random: Random): string {
  return SURNAMES[drawSurname(random)]?.[0] as string;
}

/** A given name in the fashion of the birth year; `first` fixes the first syllable (siblings). */
export function givenName(random: Random, sex: Sex, birthYear: number, first?: string): string {
  const cohort = COHORTS.find(({ bornBefore }) => birthYear < bornBefore);
  const [firsts, seconds] = (cohort as NonNullable<typeof cohort>)[sex];
  const opening = first ?? firsts.charAt(drawSyllable(random));
  if (first === undefined && random.next() < SINGLE_SYLLABLE) return opening;
  const closing = drawSyllable(random);
  const doubled = seconds.charAt(closing) === opening;
  return opening + seconds.charAt(doubled ? (closing + 1) % seconds.length : closing);
}

/** A foreigner's name. */
export function foreignName(random: Random): ForeignName {
  const [family, familyHangul] = FOREIGN_FAMILY[random.below(FOREIGN_FAMILY.length)] as readonly [
    string,
    string,
  ];
  const [given, givenHangul] = FOREIGN_GIVEN[random.below(FOREIGN_GIVEN.length)] as readonly [string, string];
  return { latin: `${family} ${given}`, reordered: `${given} ${family}`, hangul: familyHangul + givenHangul };
}
