import { expect, test } from 'vitest';
import { ONLINE, RULES } from '../cli/program.js';
import { query } from '../plan/invariants.js';
import { firstNight, memberOf, night, spend, takeBack } from './nights.js';

test('a balance that was spent to nothing keeps its row when a run is taken back: later spending finds it', async () => {
  const world = await firstNight({ rules: { ...RULES, masters: { points: 'unified' } } });
  const lee = await memberOf(world, 'online', 'a2');
  await spend(world, lee, 200);
  const run = await night(world, { online: ONLINE.replace('SILVER,200', 'SILVER,260') });
  await takeBack(world, run);
  const held = () => query(world, `select bucket, balance from points where member_id = '${lee}'`);
  expect(await held()).toEqual([{ bucket: 'points', balance: 0 }]);
  await spend(world, lee, 5);
  expect(await held()).toEqual([{ bucket: 'points', balance: -5 }]);
});
