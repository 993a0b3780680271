import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Engine } from '../../../src/engine/engine.js';
import { sql } from '../../../src/engine/sql.js';
import { expectedNameShare, SURNAME_SHARES } from '../../../src/match/comparators/surnames.js';
import { smallEngine } from '../../engine/small-engine.js';

let engine: Engine;
beforeAll(async () => {
  engine = await smallEngine();
});
afterAll(() => engine.close());

test.each([
  // a surname of 21.5 % of the country, one of 0.04 % in two syllables, one outside the table
  ['김민수', 0.0005375],
  ['김 민수', 0.0005375],
  ['남궁민', 0.000001],
  ['남궁', 0.000014],
  ['뷁민수', 0.00000025],
  ['Kim Minsu', 0.00005],
  ['응우옌티란', 0.00005],
  ['김', 0.00005],
])('%s is expected to be the name of %d of the population', async (name, share) => {
  const row = await engine.one<{ share: number }>(
    sql`select cast(${expectedNameShare(sql`value`)} as double) as share from (select ${name} as value)`,
  );
  expect(row.share).toBeCloseTo(share, 12);
});

test('the surnames of the table are borne by nine tenths of the population and by nobody twice', () => {
  const shares = SURNAME_SHARES.map(([, share]) => share);
  const sum = shares.reduce((before, share) => before + share, 0);
  expect(sum).toBeGreaterThan(0.9);
  expect(sum).toBeLessThan(1);
  expect(new Set(SURNAME_SHARES.map(([surname]) => surname)).size).toBe(SURNAME_SHARES.length);
});
