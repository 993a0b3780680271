import { readdirSync, statSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { parseExposition } from '../metrics/parse-exposition.js';
import { makeWorld, type World } from './program.js';

const FILE = 'tier_merge.prom';

/** Each figure as `name{label=value}`. */
function figures(world: World): Readonly<Record<string, number>> {
  return Object.fromEntries(
    parseExposition(world.read(FILE)).map(({ name, labels, value }) => {
      const pairs = Object.entries(labels).map(([label, text]) => `${label}=${text}`);
      return [pairs.length === 0 ? name : `${name}{${pairs.join(',')}}`, value];
    }),
  );
}

describe('a run that leaves metrics', () => {
  let world: World;
  let before: number;
  beforeAll(async () => {
    before = Date.now() / 1000;
    world = makeWorld({ config: { metrics: { file: FILE }, project: 'say "hi"\n' } });
    expect(await world.run('run')).toMatchObject({ code: 0 });
  });

  test('says what came in and what became of it', () => {
    const { run_id } = world.json<{ run_id: string }>(
      `runs/${world.list('runs').find((name) => !name.startsWith('.'))}/result.json`,
    );
    expect(figures(world)).toMatchObject({
      'tier_merge_info{project=say "hi"\n,command=run,version=0.1.0}': 1,
      tier_merge_exit_code: 0,
      'tier_merge_source_records{source=online,outcome=accepted}': 3,
      'tier_merge_source_records{source=online,outcome=rejected}': 0,
      'tier_merge_source_records{source=offline,outcome=accepted}': 2,
      'tier_merge_source_emptied_values{source=online}': 0,
      tier_merge_members: 4,
      'tier_merge_member_changes{change=new}': 4,
      'tier_merge_member_changes{change=changed}': 0,
      'tier_merge_member_changes{change=gone}': 0,
      'tier_merge_member_grades{move=same}': 4,
      tier_merge_review_pairs: 0,
      'tier_merge_limit_value{limit=max_rejected,scope=online}': 0,
      'tier_merge_limit_whole{limit=max_rejected,scope=online}': 3,
      'tier_merge_limit_threshold{limit=max_rejected,scope=online}': 0.005,
      'tier_merge_limit_passed{limit=max_rejected,scope=online}': 1,
      'tier_merge_limit_threshold{limit=max_cluster,scope=}': 8,
      [`tier_merge_target_head_info{run_id=${run_id}}`]: 1,
    });
  });

  test('has times in seconds, of every stage', () => {
    const found = figures(world);
    for (const stage of ['read', 'standardise', 'match', 'merge', 'plan', 'write', 'report', 'apply'])
      expect(found[`tier_merge_stage_duration_seconds{stage=${stage}}`]).toBeGreaterThanOrEqual(0);
    const { tier_merge_start_timestamp_seconds: start = 0, tier_merge_end_timestamp_seconds: end = 0 } =
      found;
    expect(start).toBeGreaterThanOrEqual(before);
    expect(end).toBeGreaterThanOrEqual(start);
    expect(found.tier_merge_last_success_timestamp_seconds).toBe(end);
    expect(found.tier_merge_write_transaction_seconds).toBeGreaterThan(0);
  });

  test('leaves nothing of a person, and nothing beside the file', () => {
    expect(world.read(FILE)).not.toMatch(/김|이서연|010|a1|b1/);
    expect(readdirSync(world.folder).filter((name) => name.includes('.prom'))).toEqual([FILE]);
  });

  test('a night that fails says so and keeps the time of the last success', async () => {
    const { tier_merge_last_success_timestamp_seconds: success } = figures(world);
    world.write('online.csv', '');
    expect(await world.run('run')).toMatchObject({ code: 3 });
    const found = figures(world);
    expect(found.tier_merge_exit_code).toBe(3);
    expect(found.tier_merge_last_success_timestamp_seconds).toBe(success);
    expect(found.tier_merge_members).toBeUndefined();
  });
});

test('the file can be read by everybody, whatever the umask', async () => {
  const world = makeWorld();
  const mask = process.umask(0o077);
  try {
    expect(await world.run('plan', '-o', 'p', '--metrics', FILE)).toMatchObject({ code: 0 });
  } finally {
    process.umask(mask);
  }
  expect(statSync(world.path(FILE)).mode & 0o777).toBe(0o644);
  const found = figures(world);
  expect(found['tier_merge_info{project=small,command=plan,version=0.1.0}']).toBe(1);
  expect(Object.keys(found).filter((name) => name.startsWith('tier_merge_target_head'))).toEqual([]);
});

test('a plan that is refused leaves its limit and exit code', async () => {
  const world = makeWorld({ config: { limits: { max_unmatched: 0 } } });
  expect(await world.run('plan', '-o', 'p', '--metrics', FILE)).toMatchObject({ code: 4 });
  expect(figures(world)).toMatchObject({
    tier_merge_exit_code: 4,
    'tier_merge_limit_passed{limit=max_unmatched,scope=}': 0,
    tier_merge_members: 4,
  });
});

test('apply leaves what the ledger says', async () => {
  const world = makeWorld();
  await world.run('plan', '-o', 'p');
  expect(await world.run('apply', 'p', '--metrics', FILE)).toMatchObject({ code: 0 });
  expect(figures(world)).toMatchObject({
    'tier_merge_info{project=small,command=apply,version=0.1.0}': 1,
    tier_merge_members: 4,
    'tier_merge_member_changes{change=new}': 4,
  });
  expect(await world.run('apply', 'p', '--metrics', FILE)).toMatchObject({ code: 5 });
  expect(figures(world).tier_merge_exit_code).toBe(5);
});

test('a config that is wrong leaves its exit code where the command line names the file', async () => {
  const world = makeWorld({ config: { projet: 'x' } });
  expect(await world.run('run', '--metrics', FILE)).toMatchObject({ code: 10 });
  expect(figures(world).tier_merge_exit_code).toBe(10);
});

test('a night that is interrupted says by which exit code', async () => {
  const world = makeWorld({ config: { metrics: { file: FILE } } });
  const signal = { name: 'SIGTERM', at: 'Read' } as const;
  const { code } = await world.with({ signal }, 'run', '--as-of', '2026-06-30');
  expect(code).toBe(143);
  expect(figures(world).tier_merge_exit_code).toBe(143);
});

test('metrics that cannot be written are told and change no exit code', async () => {
  const world = makeWorld({ config: { metrics: { file: 'nowhere/x.prom' } } });
  const { code, stderr } = await world.run('plan', '-o', 'p');
  expect(code).toBe(0);
  expect(stderr).toContain(`The metrics were not written to ${world.path('nowhere/x.prom')}: ENOENT`);
});
