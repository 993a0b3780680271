import { defineConfig } from 'vitest/config';

/** What takes minutes, or a program that is not everywhere: npx vitest run --config vitest.long.config.ts */
export default defineConfig({
  test: {
    include: ['test/long/**/*.test.ts'],
    testTimeout: 3_600_000,
    hookTimeout: 600_000,
    maxWorkers: 1,
    server: { deps: { external: [/\/dist\//] } },
  },
});
