import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { findBrowser, installBrowser } from './browser'
import { ensureBuild } from './build'

type Count = { passed: number; failed: number; skipped: number }
type Stage = { name: string; run: (reports: string) => Count | Promise<Count> }

const passed: Count = { passed: 1, failed: 0, skipped: 0 }
const failed: Count = { passed: 0, failed: 1, skipped: 0 }
const nothing: Count = { passed: 0, failed: 0, skipped: 0 }

/** In this order: what is quickest to say "no" comes first. `npm test -- types unit` runs only those named. */
const stages: Stage[] = [
  {
    name: 'types',
    run: () => {
      // Next writes the types of its routes; a fresh clone has none yet.
      const types = tool('node_modules/next/dist/bin/next', ['typegen'])
      return types && tool('node_modules/typescript/bin/tsc', ['--noEmit', '--incremental', 'false']) ? passed : failed
    },
  },
  { name: 'lint', run: () => (tool('node_modules/@biomejs/biome/bin/biome', ['check', '.']) ? passed : failed) },
  { name: 'unit', run: unit },
  { name: 'build', run: async () => ((await ensureBuild()) ? passed : failed) },
  { name: 'browser', run: browser },
]

await main(process.argv.slice(2))

async function main(names: string[]) {
  const unknown = names.filter((name) => !stages.some((stage) => stage.name === name))
  if (unknown.length)
    throw new Error(`No such stage: ${unknown.join(', ')}; ${stages.map(({ name }) => name).join(', ')}`)
  const reports = mkdtempSync(path.join(tmpdir(), 'caravan-reports-'))
  const total: Count = { ...nothing }
  const times: string[] = []
  for (const { name, run } of stages.filter((stage) => names.length === 0 || names.includes(stage.name))) {
    console.log(`\n── ${name}`)
    const begun = performance.now()
    // A stage that breaks counts as one failure and does not keep the others from running.
    const count = await Promise.resolve(reports).then(run).catch(broken)
    for (const kind of ['passed', 'failed', 'skipped'] as const) total[kind] += count[kind]
    const seconds = ((performance.now() - begun) / 1000).toFixed(1)
    times.push(`${name.padEnd(8)} ${seconds.padStart(6)} s   ${sentence(count)}`)
  }
  rmSync(reports, { recursive: true, force: true })
  console.log(`\n${times.join('\n')}\n\n${sentence(total)}`)
  process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0
}

function broken(error: unknown): Count {
  console.error(error instanceof Error ? error.message : error)
  return failed
}

function sentence({ passed, failed, skipped }: Count): string {
  return `${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}`
}

function tool(file: string, args: string[], env: Record<string, string> = {}): boolean {
  const run = spawnSync(process.execPath, [path.resolve(file), ...args], {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1', ...env },
  })
  return run.status === 0
}

function unit(reports: string): Count {
  const report = path.join(reports, 'unit.json')
  const args = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  const green = tool('node_modules/vitest/vitest.mjs', args)
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, testResults } = JSON.parse(
    readFileSync(report, 'utf8'),
  ) as {
    numPassedTests: number
    numFailedTests: number
    numPendingTests: number
    numTodoTests: number
    testResults: { status: string; assertionResults: unknown[] }[]
  }
  // A file that cannot even be loaded has no tests to count.
  const unloaded = testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0).length
  const count = numFailedTests + unloaded
  return {
    passed: numPassedTests,
    failed: green ? count : Math.max(count, 1),
    skipped: numPendingTests + numTodoTests,
  }
}

function browser(reports: string): Count {
  const files = readdirSync('tests/e2e', { recursive: true, encoding: 'utf8' }).filter((f) =>
    /\.(test|spec)\.ts$/.test(f),
  )
  if (files.length === 0) return nothing
  installBrowser()
  if (!findBrowser()) {
    console.log('No Chromium is installed and we may not install one: the browser tests are skipped')
    return { ...nothing, skipped: files.length }
  }
  const report = path.join(reports, 'browser.json')
  const env = { PLAYWRIGHT_JSON_OUTPUT_FILE: report }
  const green = tool('node_modules/@playwright/test/cli.js', ['test', '--reporter=list,json'], env)
  if (!existsSync(report)) return failed
  const { stats } = JSON.parse(readFileSync(report, 'utf8')) as {
    stats: { expected: number; unexpected: number; flaky: number; skipped: number }
  }
  return {
    passed: stats.expected,
    failed: green ? stats.unexpected + stats.flaky : Math.max(stats.unexpected + stats.flaky, 1),
    skipped: stats.skipped,
  }
}
