import { expect, test } from 'vitest';
import { query } from '../plan/invariants.js';
import { badExport, killed, reverted, spentMeanwhile, twoAtOnce } from './disturbances.js';
import { play } from './play.js';

// Broken on purpose, each went red: the own grade taken from the export, points handed on without their cap or not at
// all, ended ids that keep what they hold, a balance set instead of moved.

const SEED = Number(process.env.SEED ?? 20_261_122);

test(`seed ${SEED}: seven disturbed nights on SQLite come to what a naive programme says that was never disturbed`, async () => {
  const played = await play({
    ...{ seed: SEED, people: 200, nights: 7, from: '2026-06-10' },
    target: () => ({ client: 'better-sqlite3', connection: { filename: 'members.sqlite' }, prefix: '' }),
    ask: (world) => (statement) => query(world, statement),
    disturbed: { 2: spentMeanwhile, 3: badExport, 4: killed, 5: reverted, 7: twoAtOnce },
  });
  expect(played).toEqual({ ran: 6, allowed: 1, skipped: 1 });
}, 60_000);
