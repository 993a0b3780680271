import { beforeEach, expect, test } from 'vitest';
import { expectInvariants } from '../plan/invariants.js';
import { expectDone, type Night, secondNight, stateOf } from './night.js';

// P5: without the lock (src/store/apply.ts), two runs report 0, or the loser fails on a key instead of saying 11 or 5.

let night: Night;

beforeEach(async () => {
  night ??= await secondNight(60);
  await night.restore();
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
