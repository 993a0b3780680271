import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { temporaryFolder, worldIn } from './program.js';

const PROGRAM = fileURLToPath(new URL('../../dist/bin/tier-merge.js', import.meta.url));

test('a plan of 100,000 people stays within the least memory that may be given', async () => {
  const parent = worldIn(temporaryFolder());
  await parent.type('generate', '--people', '100000', '--seed', '3', '-o', 'g', '-q');
  const world = worldIn(parent.path('g'));
  const args = ['plan', '-q', '--as-of', '2026-06-30', '--memory', '640MB', '-o', 'p'];
  const { status, stderr } = spawnSync(process.execPath, [PROGRAM, ...args], {
    cwd: world.folder,
    encoding: 'utf8',
  });
  expect([status, stderr]).toEqual([0, '']);
  const { peak_memory_bytes } = world.json<{ peak_memory_bytes: number }>('p/result.json');
  console.log(`peaked at ${Math.round(peak_memory_bytes / 2 ** 20)} MiB`);
  expect(peak_memory_bytes).toBeLessThanOrEqual(640 * 2 ** 20);
});
