import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

test('every balance of a finished plan is worked out a second time: 2,000 people, four buckets, ratios, roundings and lots', async () => {
  const script = promisify(execFile)(process.execPath, [
    'test/bench/points.mjs',
    ...['--people', '2000', '--seed', '7'],
  ]);
  const { stdout } = await script;
  expect(stdout).toMatch(/^2000 people, \d+ members: \d{4} balances, 0 wrong, 0 missing;/);
});
