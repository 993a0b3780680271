import { givenName, type Sex, surname } from '../../../src/generate/names.js';
import { mobile } from '../../../src/generate/phone.js';
import { createRandom } from '../../../src/generate/random.js';
import type { Expected, Scene, SceneRow } from './scene.js';

/** People known to both sources, to the mall alone, to the till alone: 3,000 rows. */
const BOTH = 1000;
const MALL_ONLY = 500;
const TILL_ONLY = 500;

const SEED = 20_260_630;
const YEARS = { from: 1950, count: 55 } as const;

/**
 * The rows around the scenes, which make names as frequent and people as many as in a real file. Nobody here shares
 * a phone or an e-mail; who is known to both sources has one phone and one name in both.
 */
export function town(): Scene {
  const people = Array.from({ length: BOTH + MALL_ONLY + TILL_ONLY }, (_, at) => personAt(at));
  const mall = people.slice(0, BOTH + MALL_ONLY);
  const till = [...people.slice(0, BOTH), ...people.slice(BOTH + MALL_ONLY)];
  return {
    name: 'the town',
    rows: [
      ...mall.map(({ at, ...cells }): SceneRow => ({ label: `mall-${at}`, at: 'online', cells })),
      ...till.map(
        ({ at, name, phone }): SceneRow => ({ label: `till-${at}`, at: 'offline', cells: { name, phone } }),
      ),
    ],
    outcomes: people
      .slice(0, BOTH)
      .map(({ at }): Expected => ({ first: `mall-${at}`, second: `till-${at}`, outcome: 'link' })),
  };
}

const random = createRandom();

function personAt(at: number) {
  random.reseed(SEED, 1, at);
  const gender: Sex = random.next() < 0.5 ? 'male' : 'female';
  const year = YEARS.from + random.below(YEARS.count);
  const day = new Date(Date.UTC(year, 0, 1 + random.below(365))).toISOString().slice(0, 10);
  const name = surname(random) + givenName(random, gender, year);
  return { at, name, born: day, phone: mobile(at), email: `resident${at}@example.com`, gender };
}
