import { defineConfig } from 'vitest/config';

// npm run screens: the pictures in docs/screens, taken from the real binary.
export default defineConfig({
  test: {
    include: ['e2e/screens.ts'],
    globalSetup: ['e2e/kit/demo.ts'],
    environment: 'node',
    testTimeout: 120_000,
    hookTimeout: 60_000,
  },
});
