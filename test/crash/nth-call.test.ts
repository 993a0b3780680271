import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Outcome, Result, World } from '../cli/program.js';
import { CLIENT } from '../store/database.js';
import { type Code, withFailingCall } from './failing-calls.js';
import { secondNight, stateOf } from './night.js';

const CODES: readonly Code[] = ['ENOSPC', 'EIO', 'EACCES'];
/** The folders of these tests and those that the program itself makes for a while. */
const WITHIN = [join(tmpdir(), 'tier-merge-')];
/** Each call fails with one of the three errors in turn; with EVERY=1 with each of them. */
const ERRORS_A_CALL = process.env.EVERY === undefined ? 1 : CODES.length;

test.runIf(CLIENT === 'better-sqlite3')(
  'a plan whose nth call for a file fails is no success without the whole plan, until no call is left',
  async () => {
    const { world, plan } = await secondNight(6);
    const calls = await untilClean(
      () => world.run('plan', '-q', '-o', 'plan'),
      async ({ code }, failed) => {
        const isWhole = world.list('plan').includes('result.json');
        expect([failed, isWhole || code !== 0]).toEqual([failed, true]);
        if (isWhole) expect([failed, hashOf(world, 'plan')]).toEqual([failed, hashOf(world, plan)]);
        rmSync(world.path('plan'), { recursive: true, force: true });
      },
    );
    expect(calls).toBeGreaterThan(20);
  },
);

test('an apply whose nth call for a file fails is 0 when it has written, else not, until no call is left', async () => {
  const night = await secondNight(6);
  const calls = await untilClean(
    () => night.world.run('apply', night.plan, '-q'),
    async ({ code, stderr }, failed) => {
      const state = await stateOf(night);
      expect([failed, state], stderr).toEqual([failed, code === 0 ? 'after' : 'before']);
      if (state === 'after') await night.restore();
    },
  );
  expect(calls).toBeGreaterThan(10);
});

/** Gives the number of calls that failed, each once or with each error. */
async function untilClean(
  run: () => Promise<Outcome>,
  check: (outcome: Outcome, failed: string) => Promise<void>,
): Promise<number> {
  for (let nth = 1; ; nth += 1) {
    for (let error = 0; error < ERRORS_A_CALL; error += 1) {
      const code = CODES[(nth + error) % CODES.length] as Code;
      const { value, failed } = await withFailingCall({ nth, code, within: WITHIN }, run);
      if (failed === undefined) {
        expect(value.code, value.stderr).toBe(0);
        console.log(`${nth - 1} calls`);
        return nth - 1;
      }
      expect([failed, value.code === 0 || value.stderr !== '']).toEqual([failed, true]);
      await check(value, `${code} ${failed}`);
    }
  }
}

function hashOf(world: World, folder: string): string {
  return world.json<Result>(`${folder}/result.json`).content_hash;
}
