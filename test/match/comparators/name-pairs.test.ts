import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Engine } from '../../../src/engine/engine.js';
import { mistype, romanise } from '../../../src/generate/hangul.js';
import { FOREIGN_FAMILY, FOREIGN_GIVEN } from '../../../src/generate/name-tables.js';
import { givenName, surname } from '../../../src/generate/names.js';
import { createRandom, type Random } from '../../../src/generate/random.js';
import { name } from '../../../src/match/comparators/name.js';
import { smallEngine } from '../../engine/small-engine.js';
import { levelsOf, type Pair } from './levels.js';

// Public data beside the repository, which is not shipped.
const DATASET = fileURLToPath(
  new URL('../../../../shared/datasets/korean_names/korean_names_1000.json', import.meta.url),
);

let engine: Engine;
beforeAll(async () => {
  engine = await smallEngine();
});
afterAll(() => engine.close());

function dice(seed: number): Random {
  const random = createRandom();
  random.reseed(seed, 1, 1);
  return random;
}

/** The share of pairs at the level sounds_alike or above. */
async function meeting(pairs: readonly Pair[]): Promise<number> {
  const levels = await levelsOf(engine, name, pairs);
  const bar = name.levels.indexOf('sounds_alike');
  return levels.filter((level) => name.levels.indexOf(level ?? '') >= bar).length / pairs.length;
}

/** Two entries drawn at random that do not have the same Hangul name. */
function strangers(pairs: readonly Pair[], count: number, random: Random): readonly Pair[] {
  const drawn: Pair[] = [];
  while (drawn.length < count) {
    const [hangul, other] = [random.below(pairs.length), random.below(pairs.length)].map((at) => pairs[at]);
    if (hangul && other && hangul[0] !== other[0]) drawn.push([hangul[0], other[1]]);
  }
  return drawn;
}

test('the level does not depend on which name stands first', async () => {
  const seed = Number(process.env.SEED ?? Date.now() % 1_000_000);
  console.log(`seed ${seed}`);
  const random = dice(seed);
  const names = Array.from({ length: 600 }, () => spelling(random));
  const pairs: Pair[] = [];
  for (let drawn = 0; drawn < 4000; drawn++) {
    const [a, b] = [names[random.below(600)] as string, names[random.below(600)] as string];
    const other = random.next() < 0.5 ? b : mistype(a, random);
    if (a !== other) pairs.push([a, other]);
  }
  const there = await levelsOf(engine, name, pairs);
  const back = await levelsOf(
    engine,
    name,
    pairs.map(([a, b]) => [b, a]),
  );
  // Only a mask may say too little.
  const silent = pairs.filter((_, at) => there[at] === undefined);
  expect(silent.filter((names) => !/[*○＊]/.test(names.join('')))).toEqual([]);
  const turned = pairs.flatMap(([a, b], at) =>
    back[at] === there[at] ? [] : [{ a, b, there: there[at], back: back[at] }],
  );
  expect(turned).toEqual([]);
});

/** A name from a few surnames, in one of the ways it is written. */
function spelling(random: Random): string {
  const family = random.next() < 0.7 ? '김' : surname(random);
  const given = givenName(random, random.next() < 0.5 ? 'male' : 'female', 1990);
  const ways = [
    family + given,
    `${family} ${given}님`,
    `${family}*${given.slice(1)}`,
    `${family}${given.charAt(0)}○`,
    `${romanise(family)} ${romanise(given)}`,
    `${romanise(given).toUpperCase()} ${romanise(family).toUpperCase()}`,
    `${romanise(given).charAt(0)}. ${romanise(family)}`,
  ];
  return ways[random.below(ways.length)] as string;
}

test('a surname of one letter is no initial that either side may lack', async () => {
  const pairs: Pair[] = [
    ['i dongjae', 'd. i'],
    ['d. i', 'i dongjae'],
  ];
  expect(await levelsOf(engine, name, pairs)).toEqual(['near', 'near']);
});

test('foreign names taken down by ear meet their passport, and hardly any other', async () => {
  const pairs = FOREIGN_FAMILY.flatMap(([family, familyByEar]) =>
    FOREIGN_GIVEN.flatMap(([given, givenByEar]): Pair[] => [
      [familyByEar + givenByEar, `${family} ${given}`],
      [familyByEar + givenByEar, `${given} ${family}`],
    ]),
  );
  expect(await meeting(pairs)).toBeGreaterThanOrEqual(0.97);
  expect(await meeting(strangers(pairs, 10_000, dice(7)))).toBeLessThanOrEqual(0.01);
});

describe.skipIf(!existsSync(DATASET))(
  `names and their romanisation (skipped without ../shared/datasets)`,
  () => {
    interface Entry {
      readonly fullNameHangul: string;
      readonly fullNameRomanized: string;
      readonly firstNameRomanized: string;
      readonly lastNameRomanized: string;
    }
    const entries = existsSync(DATASET)
      ? (JSON.parse(readFileSync(DATASET, 'utf8')) as readonly Entry[])
      : [];

    const spellings: Readonly<Record<string, (entry: Entry) => string>> = {
      'by syllables': (entry) => entry.fullNameRomanized,
      'given name first': (entry) =>
        `${entry.firstNameRomanized.replace(' ', '-')} ${entry.lastNameRomanized}`,
      'in one word': (entry) => entry.fullNameRomanized.replaceAll(' ', '').toUpperCase(),
    };

    test.each(Object.keys(spellings))('meet when written %s', async (way) => {
      const pairs = entries.map((entry): Pair => [entry.fullNameHangul, spellings[way]?.(entry) ?? '']);
      expect(pairs.length).toBe(918);
      const share = await meeting(pairs);
      const strange = await meeting(strangers(pairs, 20_000, dice(11)));
      console.log(`${way}: ${share} of 918 meet, of 20,000 strangers ${strange}`);
      expect(share).toBeGreaterThanOrEqual(0.93);
      expect(strange).toBeLessThanOrEqual(0.01);
    });
  },
);
