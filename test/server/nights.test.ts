import { afterAll, beforeAll, expect, test } from 'vitest';
import { badExport, killed, reverted, spentMeanwhile, twoAtOnce } from '../nights/disturbances.js';
import { type Disturbance, play } from '../nights/play.js';
import { lostAnswer, lostInSilence, lostInTransaction, powerCut, targetOf } from './outages.js';
import { type Server, startMariadb, startPostgres } from './servers.mjs';

const SEED = Number(process.env.SEED ?? 20_261_122);
const PEOPLE = Number(process.env.PEOPLE ?? 260);

let postgres: Server;
let mariadb: Server;
beforeAll(async () => {
  [postgres, mariadb] = await Promise.all([startPostgres(), startMariadb()]);
});
afterAll(() => Promise.all([postgres.stop(), mariadb.stop()]));

test(`seed ${SEED}: thirty disturbed nights on PostgreSQL come to what a naive programme says that was never disturbed`, async () => {
  const disturbed = {
    ...{ 3: spentMeanwhile, 5: badExport, 7: killed, 10: lostInTransaction(postgres) },
    ...{ 12: lostAnswer(postgres), 14: powerCut(postgres), 16: twoAtOnce, 18: reverted, 20: spentMeanwhile },
    ...{ 21: killed, 22: lostInSilence(postgres), 26: badExport, 28: reverted, 29: killed },
  };
  expect(await nightsOn(postgres, { nights: 30, from: '2026-06-08', disturbed })).toEqual({
    ...{ ran: 28, allowed: 2, skipped: 2 },
  });
}, 600_000);

test(`seed ${SEED}: ten disturbed nights on MariaDB come to the same`, async () => {
  const disturbed = {
    ...{ 2: spentMeanwhile, 3: lostInTransaction(mariadb), 4: badExport, 6: killed },
    ...{ 7: powerCut(mariadb), 9: twoAtOnce, 10: reverted },
  };
  expect(await nightsOn(mariadb, { nights: 10, from: '2026-06-08', disturbed })).toEqual({
    ...{ ran: 9, allowed: 1, skipped: 1 },
  });
}, 600_000);

interface Calendar {
  readonly nights: number;
  readonly from: string;
  readonly disturbed: Readonly<Record<number, Disturbance>>;
}

function nightsOn(server: Server, calendar: Calendar) {
  return play({
    ...{ seed: SEED, people: PEOPLE, ...calendar },
    target: () => targetOf(server),
    ask: () => (statement) => server.ask(statement),
  });
}
