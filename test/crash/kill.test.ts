import { expect, test } from 'vitest';
import { expectInvariants } from '../plan/invariants.js';
import { CLIENT } from '../store/database.js';
import { expectDone, firstNight, type Night, secondNight, stateOf } from './night.js';
import { randomOf } from './random.js';

const ALL = Number(process.env.ROUNDS ?? (CLIENT === 'better-sqlite3' ? 200 : 50));
const OF_FIRST = Math.ceil(ALL / 4);

test.each([
  ['the first load', firstNight, OF_FIRST],
  ['a later plan', secondNight, ALL - OF_FIRST],
] as const)(
  'killed at random moments of %s, a target is as before it or as after it, and the next run works',
  async (what, made, rounds) => {
    const random = randomOf(`${CLIENT}, ${what}`);
    const night = await made(60);
    const tally = { killed: 0, before: 0, after: 0 };
    let window = 800;
    for (let round = 0; round < rounds; round += 1) {
      const { signal, code, stderr } = await apply(night, random() * window);
      const state = await stateOf(night);
      if (signal === null) expect([code, state], stderr).toEqual([0, 'after']);
      // Most rounds should end while the target is written, however fast this machine is just now.
      window *= signal === null ? 0.85 : 1.04;
      tally.killed += signal === null ? 0 : 1;
      tally[state] += 1;
      if (state === 'after') await night.restore();
    }
    console.log(`${CLIENT}, ${what}: ${JSON.stringify(tally)}`);
    expect(tally.killed).toBeGreaterThan(rounds / 2);
    await expectDone(night.world, 'apply', night.plan);
    expect(await stateOf(night)).toBe('after');
    await expectInvariants(night.world, night.plan);
  },
);

/** Applies the plan and kills the program some milliseconds after it began to. */
async function apply({ world, plan }: Night, after: number) {
  const circumstances = { signal: { name: 'SIGKILL', at: 'Apply', after } } as const;
  return world.with(circumstances, 'apply', plan, '--lang', 'en');
}
