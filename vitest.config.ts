import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: [
      ...['server', 'crash', 'long', 'browser', 'corpus'].map((folder) => `test/${folder}/**`),
      'node_modules/**',
    ],
    globalSetup: ['test/temporary.ts'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // One more than the two cores: each of them waits for disks and processes now and then.
    maxWorkers: 3,
    // The built program is run as Node runs it, not rewritten by Vite.
    server: { deps: { external: [/\/dist\//] } },
  },
});
