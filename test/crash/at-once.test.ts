import { readFileSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeEach, expect, test } from 'vitest';
import type { Outcome, Result } from '../cli/program.js';
import { expectInvariants } from '../plan/invariants.js';
import { expectDone, type Night, secondNight, stateOf } from './night.js';

const DIE = fileURLToPath(new URL('die.mjs', import.meta.url));

let night: Night;

beforeEach(async () => {
  night ??= await secondNight(60);
  await night.restore();
  rmSync(night.world.path('other'), { recursive: true, force: true });
});

test.each([2, 8])('of one plan applied %i times at once one is 0, the others 11 or 5', async (times) => {
  const plans = Array.from({ length: times }, () => night.plan);
  expectOneDone(await applied(plans));
  expect(await stateOf(night)).toBe('after');
  await expectInvariants(night.world, night.plan);
});

test('of two different plans applied at once one is 0, the other 11 or 5', async () => {
  await expectDone(night.world, 'plan', '-o', 'other');
  const outcomes = await applied([night.plan, 'other']);
  expectOneDone(outcomes);
  const done = outcomes[0]?.code === 0 ? night.plan : 'other';
  await expectInvariants(night.world, done);
});

// P5: with `begin` for `begin immediate` (src/store/sqlite/driver.ts), and with the answer of the lock unread (postgres/lock.ts,
// mysql/lock.ts), this went red; the tests above did not, because keys and rows locks then sort the runs out.
test('while a run is inside its transaction another is 11, and says which run holds the target since when', async () => {
  await expectDone(night.world, 'plan', '-o', 'late');
  const pidFile = night.world.path('pid');
  let second: Promise<Outcome> | undefined;
  const act = () => {
    second = night.world.run('apply', 'late', '-q').finally(() => goOn(pidFile));
    // Without a lock the second would wait for the rows of the first.
    setTimeout(() => goOn(pidFile), 20_000).unref();
  };
  const at = JSON.stringify({ at: 'insert into [^ ]*runs', how: 'stop', pidFile });
  const env = { NODE_OPTIONS: `--import ${DIE}`, TIER_MERGE_TEST_DIE: at };
  const meanwhile = { at: 'stopped', after: 0, act };
  const first = await night.world.with({ env, meanwhile }, 'apply', night.plan, '-q');
  expect(first.code, first.stderr).toBe(0);
  const refused = await second;
  const { run_id } = night.world.json<Result>(`${night.plan}/result.json`);
  expect(refused?.code, refused?.stderr).toBe(11);
  expect(refused?.stderr).toMatch(new RegExp(`is held by run ${run_id} .*since 20`));
  expect(await stateOf(night)).toBe('after');
  await expectInvariants(night.world, night.plan);
});

/** A process that has ended meanwhile needs nothing. */
function goOn(pidFile: string): void {
  try {
    process.kill(Number(readFileSync(pidFile, 'utf8')), 'SIGCONT');
  } catch {}
}

async function applied(plans: readonly string[]) {
  return Promise.all(plans.map((plan) => night.world.spawn('apply', plan, '-q')));
}

function expectOneDone(outcomes: readonly { readonly code: number | null; readonly stderr: string }[]): void {
  const codes = outcomes.map(({ code }) => code);
  const said = outcomes.map(({ stderr }) => stderr).join('');
  expect(
    codes.filter((code) => code === 0),
    said,
  ).toHaveLength(1);
  expect(
    codes.filter((code) => code !== 0 && code !== 5 && code !== 11),
    said,
  ).toEqual([]);
}
