import { defineConfig } from 'vitest/config';

/** What takes too long for every change: see docs/testing.md. Takes a C compiler. */
export default defineConfig({
  test: {
    include: ['test/long/*.test.ts'],
    testTimeout: 3_600_000,
    hookTimeout: 300_000,
    server: { deps: { external: [/\/dist\//] } },
  },
});
