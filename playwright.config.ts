import { availableParallelism } from 'node:os'
import { defineConfig } from '@playwright/test'
import { findBrowser } from '@/scripts/lib/browser'
import { newDataFolder } from '@/tests/e2e/support/instance'

// Playwright reads this file again in every worker; the first reading decides, the others inherit.
process.env.E2E_DATA ??= newDataFolder()
process.env.E2E_PORT ??= String(14_000 + (process.pid % 5_000))
const baseURL = `http://localhost:${process.env.E2E_PORT}`

const specs = (...names: string[]) => names.map((name) => `**/${name}.spec.ts`)
/** Those of one long test; meanwhile the workers are done with what a fresh demo company leaves to do, and its pages stand still. */
const first = specs('camera', 'dispatch', 'fast-hands', 'first-day', 'identity')
/** Four halves of two minutes each: with the small files behind them no worker waits for the other's last one. */
const large = specs('screens')
const alone = specs('killed', 'launcher')

export default defineConfig({
  testDir: 'tests/e2e',
  // Every file makes a company of its own or changes nothing, and two at a time keep two cores busy.
  workers: Math.min(2, availableParallelism()),
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  forbidOnly: true,
  // Who kills the web server has it for himself, and who starts another one has the machine. Without the others:
  // `npx playwright test killed --no-deps`.
  projects: [
    { name: 'first', testMatch: first },
    { name: 'screens', testMatch: large },
    { name: 'together', testIgnore: [...first, ...large, ...alone] },
    { name: 'alone', testMatch: alone, dependencies: ['first', 'screens', 'together'] },
  ],
  use: {
    baseURL,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    // Recorded from the second try on: a snapshot of the page before and after each press is a third of the time of a test by keys.
    trace: 'on-first-retry',
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: findBrowser(),
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        // Nothing but the page under test may look for hosts outside.
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
  webServer: {
    command: 'node scripts/start.mjs',
    env: {
      ...{ CARAVAN_DATA: process.env.E2E_DATA, PORT: process.env.E2E_PORT, DATABASE_URL: '', PUBLIC_URL: baseURL },
      // Tests bring marketplaces of their own, and count.
      DEMO_SANDBOX: 'off',
    },
    url: `${baseURL}/api/health`,
    timeout: 300_000,
    stdout: 'ignore',
    stderr: 'pipe',
    gracefulShutdown: { signal: 'SIGTERM', timeout: 30_000 },
  },
})
