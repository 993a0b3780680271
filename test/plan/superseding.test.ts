import { expect, test } from 'vitest';
import { ONLINE, RULES, records } from '../cli/program.js';
import { firstNight, lastRun, memberOf, night, succeeds } from '../revert/nights.js';
import { query } from './invariants.js';

/** Nobody falls below what the last night gave. */
const KEEPING = { ...RULES, adjust: [{ name: 'no loss', never_below: 'previous' }] };
/** By mistake, every BRONZE online is GOLD. */
const FAULTY = {
  ...KEEPING,
  map: { ...RULES.map, online: { BRONZE: 'GOLD', SILVER: 'SILVER', GOLD: 'GOLD' } },
};
const NEW = `${ONLINE}a4,최우식,010-9001-4412,,,,,BRONZE,5\n`;

test('without --superseding a corrected rule cannot lower what the faulty run gave', async () => {
  const { world } = await faultyWorld();
  await succeeds(world.run('plan', '-q', '-o', 'fixed'));
  expect(records(world.read('fixed/changes.csv'))).toEqual([]);
});

test('with it, grades that the run changed are held against those of before it, and others as always', async () => {
  const { world, run } = await faultyWorld();
  const [park, fresh, lee] = await Promise.all([
    memberOf(world, 'online', 'a3'),
    memberOf(world, 'online', 'a4'),
    memberOf(world, 'online', 'a2'),
  ]);
  // Lee was SILVER before the faulty run and stays so, though the export says less by now.
  world.write('online.csv', NEW.replace('SILVER', 'BRONZE'));
  const planned = await succeeds(world.run('plan', '-q', '-o', 'fixed', '--superseding', run));
  expect(planned.stdout.replaceAll(/\s+/g, ' ')).toContain(
    `Run ${run} had changed the grades of 2 members by mistake`,
  );
  expect(records(world.read('fixed/changes.csv')).filter((row) => row.field === 'grade')).toEqual(
    [park, fresh]
      .toSorted()
      .map((member_id) => ({ member_id, field: 'grade', before: 'GOLD', after: 'BRONZE' })),
  );
  const members = records(world.read('fixed/members.csv'));
  expect(members.find((row) => row.member_id === park)).toMatchObject({
    grade: 'BRONZE',
    previous_grade: 'GOLD',
  });
  expect(members.find((row) => row.member_id === lee)).toMatchObject({ grade: 'SILVER' });
  expect(world.json('fixed/plan.json')).toMatchObject({ superseding: run });
  expect(world.json('fixed/result.json')).toMatchObject({ grades: { down: 2 } });
  await succeeds(world.type('apply', 'fixed', '-q'));
  expect(await query(world, 'select superseding from runs order by sequence')).toEqual([
    { superseding: null },
    { superseding: null },
    { superseding: run },
  ]);
});

test('the limit on downgrades counts them: whoever answers for the programme lets them pass', async () => {
  const { world, run } = await faultyWorld({ max_downgraded: '0%' });
  const refused = await world.run('run', '-q', '--superseding', run);
  expect(refused.code).toBe(4);
  await succeeds(world.run('run', '-q', '--superseding', run, '--allow', 'max_downgraded=60%'));
});

test('a run that is not there is refused', async () => {
  const { world } = await faultyWorld();
  expect(await world.run('plan', '--superseding', 'nothing')).toMatchObject({
    code: 10,
    stderr: expect.stringContaining('--superseding nothing: the target has no such run'),
  });
});

async function faultyWorld(limits: object = {}) {
  const world = await firstNight({ rules: KEEPING, config: { limits } });
  world.write('rules.yaml', JSON.stringify(FAULTY));
  await night(world, { online: NEW });
  const run = await lastRun(world);
  world.write('rules.yaml', JSON.stringify(KEEPING));
  return { world, run };
}
