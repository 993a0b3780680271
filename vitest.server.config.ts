import { defineConfig } from 'vitest/config';

/** The tests of the store on the servers, and what only a server can do. A missing server is a failure. */
const STORE_TESTS = [
  'apply',
  'before-images',
  'erase',
  'exact',
  'find',
  'kill',
  'previous',
  'settle',
  'side-by-side',
  'staleness',
  'waiting',
].map((name) => `test/store/${name}.test.ts`);
const include = [...STORE_TESTS, 'test/server/each/*.test.ts'];

const common = {
  testTimeout: 240_000,
  hookTimeout: 120_000,
  server: { deps: { external: [/\/dist\//] } },
};

export default defineConfig({
  test: {
    globalSetup: ['test/server/setup.ts'],
    fileParallelism: false,
    projects: [
      { test: { ...common, name: 'PostgreSQL', include, env: { TIER_MERGE_DATABASE: 'pg' } } },
      { test: { ...common, name: 'MariaDB', include, env: { TIER_MERGE_DATABASE: 'mysql2' } } },
      { test: { ...common, name: 'servers', include: ['test/server/*.test.ts'] } },
    ],
  },
});
