import { defineConfig } from 'vitest/config';

/** Crashes and faults on every database, side by side; a missing server is a failure. ROUNDS sets the kills. */
const common = {
  include: ['test/crash/*.test.ts'],
  testTimeout: Math.max(900_000, 10_000 * Number(process.env.ROUNDS ?? 0)),
  hookTimeout: 300_000,
  server: { deps: { external: [/\/dist\//] } },
};

export default defineConfig({
  test: {
    globalSetup: ['test/server/setup.ts'],
    maxWorkers: 3,
    projects: [
      { test: { ...common, name: 'SQLite' } },
      { test: { ...common, name: 'PostgreSQL', env: { TIER_MERGE_DATABASE: 'pg' } } },
      { test: { ...common, name: 'MariaDB', env: { TIER_MERGE_DATABASE: 'mysql2' } } },
    ],
  },
});
