import { expect, test } from 'vitest';
import { ONLINE, records } from '../cli/program.js';
import { expectInvariants, query } from '../plan/invariants.js';
import { firstNight, memberOf, night, spend, stateOf, succeeds, takeBack } from './nights.js';

/** Online a4 gets the phone of offline b2: the two become one. Lee gets more points. */
const STRANGER = `${ONLINE}a4,최유진,010-9001-4412,,,,,GOLD,5\n`;
const MERGING = {
  online: `${ONLINE}a4,최유진,010-7706-1385,,,,,GOLD,5\n`.replace(',200', ',300'),
};

test('an unmerge gives each member its rows and points back, and touches nobody else', async () => {
  const { world, run, old, young } = await mergedWorld();
  const lee = await memberOf(world, 'online', 'a2');
  expect(await memberOf(world, 'online', 'a4')).toBe(old);
  await takeBack(world, run, '--member', young);
  expect(await memberOf(world, 'online', 'a4')).toBe(young);
  expect(await memberOf(world, 'offline', 'b2')).toBe(old);
  expect(
    await query(
      world,
      `select member_id, balance from points where member_id in ('${old}', '${young}', '${lee}') order by balance`,
    ),
  ).toEqual([
    { member_id: young, balance: 5 },
    { member_id: old, balance: 30 },
    { member_id: lee, balance: 300 },
  ]);
  expect(await query(world, `select member_id from members where merged_into is not null`)).toEqual([]);
});

test('either of the two ids names the unmerge', async () => {
  const { world, run, old, young } = await mergedWorld();
  await takeBack(world, run, '--member', old);
  expect(await memberOf(world, 'online', 'a4')).toBe(young);
});

test('what was spent meanwhile is taken from the member that stayed', async () => {
  const { world, run, old, young } = await mergedWorld();
  await spend(world, old, 10);
  await takeBack(world, run, '--member', young);
  expect(
    await query(
      world,
      `select member_id, balance from points where member_id in ('${old}', '${young}') order by balance`,
    ),
  ).toEqual([
    { member_id: young, balance: 5 },
    { member_id: old, balance: 20 },
  ]);
});

test('the plan leaves the lines that keep the two apart; with them the next night does not merge them again', async () => {
  const { world, run, old, young } = await mergedWorld();
  const planned = await succeeds(world.type('revert', run, '--member', young, '-q', '-o', 'unmerge'));
  expect(planned.stdout.replaceAll(/\s+/g, ' ')).toContain(
    'put the 1 lines of decisions.csv of this plan into a file, and name it under identity.decisions',
  );
  expect(records(world.read('unmerge/decisions.csv'))).toEqual([
    {
      source_l: 'offline',
      id_l: 'b2',
      source_r: 'online',
      id_r: 'a4',
      decision: 'no_link',
      by: '',
      at: expect.any(String),
      note: `revert ${run}`,
    },
  ]);
  await succeeds(world.type('apply', 'unmerge', '-q'));
  const config = JSON.parse(world.read('tier-merge.yaml'));
  world.write(
    'tier-merge.yaml',
    JSON.stringify({ ...config, identity: { decisions: 'unmerge/decisions.csv' } }),
  );
  await night(world, {});
  expect(await memberOf(world, 'online', 'a4')).toBe(young);
  expect(await memberOf(world, 'offline', 'b2')).toBe(old);
  await expectInvariants(world, `runs/${world.list('runs').at(-1)}`);
});

test('without them the next night finds what the run found', async () => {
  const { world, run, old, young } = await mergedWorld();
  await takeBack(world, run, '--member', young);
  await night(world, {});
  expect(await memberOf(world, 'online', 'a4')).toBe(old);
});

test('the rest of the run can be taken back afterwards, once', async () => {
  const { world, run, young, before } = await mergedWorld();
  await takeBack(world, run, '--member', young);
  await takeBack(world, run);
  expect(await stateOf(world)).toEqual(before);
  const twice = await world.type('revert', run);
  expect(twice.code).toBe(10);
});

test('a member that the run did nothing to is refused', async () => {
  const { world, run } = await mergedWorld();
  const refused = await world.type('revert', run, '--member', await memberOf(world, 'online', 'a3'));
  expect(refused).toMatchObject({ code: 10, stderr: expect.stringContaining('nothing that it wrote') });
});

async function mergedWorld() {
  const world = await firstNight({ online: STRANGER });
  const [old, young] = [
    await memberOf(world, 'offline', 'b2'),
    await memberOf(world, 'online', 'a4'),
  ].toSorted();
  const before = await stateOf(world);
  const run = await night(world, MERGING);
  const [row] = await query(
    world,
    'select member_id, merged_into from members where merged_into is not null',
  );
  return { world, run, before, old: String(row?.merged_into ?? old), young: String(row?.member_id ?? young) };
}
