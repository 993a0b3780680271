import { expect, test } from 'vitest';
import { makeWorld, type Result, records } from './program.js';

test('a plan that is made and kept within its limits is 0, and the target is not made', async () => {
  const world = makeWorld();
  const outcome = await world.spawn('plan', '-o', 'plan');
  expect(outcome.stderr).toBe('Read\nStandardise\nMatch\nMerge\nPlan\nWrite the files\nWrite the report\n');
  expect(outcome.code).toBe(0);
  expect(world.json<Result>('plan/result.json').members).toEqual({
    total: 4,
    new: 4,
    changed: 0,
    unchanged: 0,
    gone: 0,
    merged: 0,
    split: 0,
  });
  expect(records(world.read('plan/links.csv')).map((link) => link.source_member_id)).toEqual([
    'a1',
    'a2',
    'a3',
    'b1',
    'b2',
  ]);
  expect(world.list('.')).not.toContain('members.sqlite');
});

test('changes are 2 where --detailed-exitcode asks for it, and no changes are 0', async () => {
  const world = makeWorld();
  expect((await world.run('plan', '-o', 'plan', '--detailed-exitcode')).code).toBe(2);
  expect((await world.spawn('apply', 'plan', '--detailed-exitcode')).code).toBe(2);
  expect((await world.run('run', '--detailed-exitcode')).code).toBe(0);
  expect((await world.run('plan', '--detailed-exitcode')).code).toBe(0);
});

test('a run with changes is 2 where --detailed-exitcode asks for it', async () => {
  expect((await makeWorld().spawn('run', '--detailed-exitcode')).code).toBe(2);
});

test('run --dry-run is plan', async () => {
  const world = makeWorld();
  const outcome = await world.run('run', '--dry-run');
  expect(outcome.code).toBe(0);
  expect(world.list('runs')).toHaveLength(1);
  expect(world.list('.')).not.toContain('members.sqlite');
});

test('run writes the members and says so', async () => {
  const world = makeWorld();
  const outcome = await world.spawn('run');
  expect(outcome.code).toBe(0);
  expect(outcome.stdout).toContain('The plan was written to the target.');
  const runs = await world.run('runs', '--json');
  expect(JSON.parse(runs.stdout)).toMatchObject({
    event: 'run',
    members_total: 4,
    members_new: 4,
    sequence: 1,
  });
});
