import { cpSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { shuffled } from '../match/clusters/shuffled.js';
import { Dice } from '../read/dice.js';
import { DATASETS, match, prepare } from './pipeline.js';

/** The least F1 over all pairs of rows of one person, and what the set shows. */
const SETS = [
  ['febrl3', 0.98, 'people with up to six rows each'],
  ['fake_1000', 0.87, 'people with several rows each, values missing and misspelt'],
  ['restaurants', 0.95, 'Fodors and Zagats, two lists without duplicates'],
  ['febrl1', 0.98, 'people with up to two rows each, by the config of febrl3'],
] as const;

const MINUTES = 60_000;

describe.skipIf(!existsSync(DATASETS))(`public sets with known truth (skipped without ${DATASETS})`, () => {
  let folder: string;
  beforeAll(() => {
    folder = prepare();
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test.each(SETS)(
    '%s is matched with an F1 of at least %s: %s',
    async (set, floor) => {
      const { known, found, right } = (await match(join(folder, set))).pairs;
      const [precision, recall, f1] = [right / found, right / known, (2 * right) / (found + known)];
      console.log(
        `${set}: precision ${precision.toFixed(4)} (${right} of ${found}), recall ${recall.toFixed(4)} (${right} of ${known}), F1 ${f1.toFixed(4)}`,
      );
      expect(f1).toBeGreaterThanOrEqual(floor);
    },
    10 * MINUTES,
  );

  test.each([
    ['fake_1000', ['people.csv']],
    ['restaurants', ['one.csv', 'two.csv']],
  ] as const)(
    '%s comes out the same whatever the order of its rows and the number of threads',
    async (set, files) => {
      const seed = Math.floor(Math.random() * 1e9);
      console.log(`seed ${seed}`);
      const dice = new Dice(seed);
      const turned = join(folder, `${set}-shuffled`);
      cpSync(join(folder, set), turned, { recursive: true });
      for (const file of files) shuffleRows(join(turned, file), dice);
      const [first, threads, order] = [
        await match(join(folder, set)),
        await match(join(folder, set), 1),
        await match(turned, 1),
      ];
      expect(first.persons.length).toBeGreaterThan(100);
      expect(threads).toEqual(first);
      expect(order).toEqual(first);
    },
    10 * MINUTES,
  );
});

function shuffleRows(file: string, dice: Dice): void {
  const [header = '', ...rows] = readFileSync(file, 'utf8').trimEnd().split('\n');
  writeFileSync(file, `${[header, ...shuffled(rows, dice)].join('\n')}\n`);
}
