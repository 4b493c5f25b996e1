import { defineConfig } from 'vitest/config';

// Browser stories against the real binary; one browser, one after the other.
export default defineConfig({
  test: {
    include: ['e2e/**/*.e2e.ts'],
    globalSetup: ['e2e/kit/demo.ts'],
    environment: 'node',
    testTimeout: 60_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 5_000 } },
    fileParallelism: false,
  },
});
