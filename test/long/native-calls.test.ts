import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, expect, test } from 'vitest';
import { type Outcome, temporaryFolder } from '../cli/program.js';
import { firstNight, type Night, secondNight, stateOf } from '../crash/night.js';
import { expectInvariants } from '../plan/invariants.js';

let shim: string;

beforeAll(() => {
  shim = join(temporaryFolder(), 'fault.so');
  const source = fileURLToPath(new URL('fault.c', import.meta.url));
  execFileSync('gcc', ['-shared', '-fPIC', '-O1', '-o', shim, source, '-ldl'], { stdio: 'pipe' });
});

const ERRORS = { SIGKILL: 0, EIO: 5, EACCES: 13, ENOSPC: 28 };
const CASES = Object.entries(ERRORS).flatMap(([name, errno]) =>
  (['the first load', 'a later plan'] as const).map((what) => [name, what, errno] as const),
);

test.each(CASES)(
  '%s at the nth call of %s that changes a file: before or after, and 0 is after, until none is left',
  async (_, what, errno) => {
    const night = await (what === 'a later plan' ? secondNight : firstNight)(20);
    for (let nth = 1; ; nth += 1) {
      const { outcome, call } = await applyWithFault(night, nth, errno);
      const state = await stateOf(night);
      if (call === undefined) {
        expect([outcome.code, state]).toEqual([0, 'after']);
        await expectInvariants(night.world, night.plan);
        return console.log(`${what}: ${nth - 1} calls`);
      }
      expect([call, outcome.signal]).toEqual([call, errno === 0 ? 'SIGKILL' : null]);
      // Unknown (13) may be either.
      if (errno !== 0 && outcome.code !== 13) {
        expect([nth, call, state], outcome.stderr).toEqual([
          nth,
          call,
          outcome.code === 0 ? 'after' : 'before',
        ]);
      }
      if (state === 'after') await night.restore();
    }
  },
);

/** Applies the plan while the nth call fails; `call` is that call, undefined if there were fewer. */
async function applyWithFault(
  { world, plan }: Night,
  nth: number,
  errno: number,
): Promise<{ readonly outcome: Outcome; readonly call: string | undefined }> {
  const log = world.path('fault.log');
  const env = {
    LD_PRELOAD: shim,
    FAULT_WITHIN: world.path('members.sqlite'),
    FAULT_NTH: String(nth),
    FAULT_ERRNO: String(errno),
    FAULT_LOG: log,
  };
  const outcome = await world.with({ env }, 'apply', plan, '-q');
  const call = existsSync(log) ? readFileSync(log, 'utf8').trim() : undefined;
  rmSync(log, { force: true });
  return { outcome, call };
}
