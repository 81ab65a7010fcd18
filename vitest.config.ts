import { defineConfig } from 'vitest/config'

const files = (...folders: string[]) => folders.map((folder) => `tests/${folder}/**/*.test.{ts,tsx}`)

/** Files that start, kill or reconfigure processes, put something in a module's place, or leave work behind when they fail: a process each. */
const alone = [
  ...files('faults', 'scripts'),
  'tests/property/model/**/*.test.ts',
  ...[
    'action',
    'authenticate',
    'demo-reset',
    'early-requests',
    'embedded-postgres',
    'env',
    'health',
    'live',
    'live-redis',
    'log',
    'master-key',
    'migrate',
    'page',
    'proxy',
    'queue-process',
    'queue-redis',
    'start',
  ].map((name) => `tests/platform/${name}.test.{ts,tsx}`),
]

export default defineConfig({
  resolve: { alias: { '@': import.meta.dirname } },
  test: {
    globalSetup: ['tests/support/global-setup.ts'],
    pool: 'forks',
    maxWorkers: 2,
    // The log is made at import, before a test could ask it to be quiet.
    env: { LOG_LEVEL: process.env.LOG_LEVEL ?? 'error' },
    testTimeout: 20_000,
    hookTimeout: 60_000,
    projects: [
      { extends: true, test: { name: 'alone', include: alone } },
      {
        extends: true,
        test: {
          name: 'shared',
          include: files('*'),
          exclude: ['tests/e2e/**', 'tests/bench/**', ...alone],
          // Loading the house took longer than most tests: files of one process share its modules, one after the other. Each
          // still has a database, a data folder and an environment of its own.
          isolate: false,
          setupFiles: ['tests/support/fresh-environment.ts'],
        },
      },
    ],
  },
})
