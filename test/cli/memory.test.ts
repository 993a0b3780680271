import { expect, test } from 'vitest';
import { temporaryFolder, worldIn } from './program.js';

test('a plan of 100,000 people stays within the least memory that may be given', async () => {
  const parent = worldIn(temporaryFolder());
  await parent.type('generate', '--people', '100000', '--seed', '3', '-o', 'g', '-q');
  const world = worldIn(parent.path('g'));
  const { code, stderr } = await world.type(
    ...['plan', '-q', '--as-of', '2026-06-30', '--memory', '512MB', '-o', 'p'],
  );
  expect([code, stderr]).toEqual([0, '']);
  const { peak_memory_bytes } = world.json<{ peak_memory_bytes: number }>('p/result.json');
  console.log(`peaked at ${Math.round(peak_memory_bytes / 2 ** 20)} MiB`);
  expect(peak_memory_bytes).toBeLessThanOrEqual(512 * 2 ** 20);
});
