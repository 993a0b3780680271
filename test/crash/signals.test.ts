import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { beforeEach, expect, test } from 'vitest';
import { expectInvariants } from '../plan/invariants.js';
import { type Night, secondNight, stateOf } from './night.js';

const PROGRAM = fileURLToPath(new URL('../../dist/bin/tier-merge.js', import.meta.url));

let night: Night;

beforeEach(async () => {
  night ??= await secondNight(400);
  await night.restore();
});

test.each([
  ['SIGINT', 130, 0],
  ['SIGTERM', 143, 20],
  ['SIGINT', 130, 60],
  ['SIGTERM', 143, 120],
] as const)(
  '%s while a plan is applied: %i and nothing is written, or 0 and all is (after %i ms)',
  async (name, code, after) => {
    const circumstances = { signal: { name, at: 'Apply', after } } as const;
    const outcome = await night.world.with(circumstances, 'apply', night.plan, '--lang', 'en');
    expect([0, code], outcome.stderr).toContain(outcome.code);
    expect(await stateOf(night)).toBe(outcome.code === 0 ? 'after' : 'before');
    if (outcome.code !== 0) expect((await night.world.run('apply', night.plan)).code).toBe(0);
    await expectInvariants(night.world, night.plan);
  },
);

test('a closed pipe behind apply does not stop it', async () => {
  const line = `set -o pipefail; "${process.execPath}" "${PROGRAM}" apply ${night.plan} --json | true`;
  const child = spawn('bash', ['-c', line], {
    cwd: night.world.folder,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  expect(await once(child, 'exit')).toEqual([0, null]);
  expect(await stateOf(night)).toBe('after');
});
