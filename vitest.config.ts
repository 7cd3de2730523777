import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{src,catalogue,stories,test,web,tools,bench}/**/*.test.{ts,tsx}'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    globalSetup: ['test/support/global-setup.ts'],
    pool: 'forks',
    maxWorkers: 2,
  },
});
