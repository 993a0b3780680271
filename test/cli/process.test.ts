import { expect, test } from 'vitest';
import { makeWorld } from './program.js';

// One process a code: what a shell sees. The cases of each code run within the test's process, in the files beside this.

test('a file that is not there is 3', async () => {
  const world = makeWorld();
  const { code, stderr } = await world.spawn('plan', '-q', '--offline', 'nowhere.csv');
  expect(stderr).toContain('nowhere.csv: there is no such file');
  expect(code).toBe(3);
});

test('a change limit that is not kept is 4, and the plan is there', async () => {
  const world = makeWorld({ config: { limits: { max_unmatched: 0 } } });
  const { code } = await world.spawn('plan', '-q', '-o', 'plan');
  expect(world.list('plan')).toContain('result.json');
  expect(code).toBe(4);
});

test('a plan that was applied already is 5', async () => {
  const world = makeWorld();
  await world.run('plan', '-q', '-o', 'plan');
  expect((await world.run('apply', 'plan', '-q')).code).toBe(0);
  const { code, stderr } = await world.spawn('apply', 'plan', '-q');
  expect(stderr).toContain('was already applied');
  expect(code).toBe(5);
});

test('a config that cannot be read is 10, with its line', async () => {
  const world = makeWorld({ config: { limit: {} } });
  const { code, stderr } = await world.spawn('plan', '-q');
  expect(stderr).toMatch(/tier-merge\.yaml:\d+:\d+: unknown key limit/);
  expect(code).toBe(10);
});

test('a plan that was applied says so, and asks nobody to apply it again', async () => {
  const world = makeWorld();
  await world.run('plan', '-q', '-o', 'plan');
  expect(world.read('plan/report.html')).toContain('Ready to apply');
  await world.run('apply', 'plan', '-q');
  expect(world.read('plan/report.html')).not.toContain('Ready to apply');
  expect((await world.run('show', 'plan')).stdout).toContain('Applied');
});

test('what was allowed to apply stands in the ledger', async () => {
  const world = makeWorld({ config: { limits: { max_unmatched: 0 } } });
  await world.run('plan', '-q', '-o', 'plan');
  expect((await world.run('apply', 'plan', '-q', '--allow', 'max_unmatched=3')).code).toBe(0);
  const { stdout } = await world.run('runs', '--json');
  expect(JSON.parse(JSON.parse(stdout).input_summary)).toMatchObject({ '--allow': { max_unmatched: '3' } });
});

test('a plan whose report cannot be marked is applied all the same, and says so', async () => {
  const world = makeWorld();
  await world.run('plan', '-q', '-o', 'plan');
  world.write('plan/model.json', 'no report');
  const { code, stderr } = await world.run('apply', 'plan', '-q');
  expect(stderr).toContain('The plan is applied, but its report in');
  expect(code).toBe(0);
  expect((await world.run('runs', '--json')).stdout).toContain('"kind":"apply"');
});
