import { defineConfig } from 'vitest/config';

/** Public data with known truth, which is not in this repository: its tests run where the data is. */
export default defineConfig({
  test: {
    include: ['test/corpus/**/*.test.ts'],
    testTimeout: 300_000,
    maxWorkers: 2,
  },
});
