import { defineConfig } from 'vitest/config'

export default defineConfig({
  resolve: { alias: { '@': import.meta.dirname } },
  test: {
    include: ['tests/**/*.test.{ts,tsx}'],
    exclude: ['tests/e2e/**', 'tests/bench/**'],
    globalSetup: ['tests/support/global-setup.ts'],
    // A process per file: a file's database, environment and connection pools are its own.
    pool: 'forks',
    maxWorkers: 2,
    // The log is made at import, before a test could ask it to be quiet.
    env: { LOG_LEVEL: process.env.LOG_LEVEL ?? 'error' },
    testTimeout: 20_000,
    hookTimeout: 60_000,
  },
})
