import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { browserNotes, type Suite, type UnitReport, unitNotes } from './broken-tests'
import { findBrowser, installBrowser } from './browser'
import { ensureBuild } from './build'

/** `notes`: what a reader of the last lines alone has to know, the names of failed tests first of all. */
type Count = { passed: number; failed: number; skipped: number; notes?: string[] }
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
  const notes: string[] = []
  for (const { name, run } of stages.filter((stage) => names.length === 0 || names.includes(stage.name))) {
    console.log(`\n── ${name}`)
    const begun = performance.now()
    // A stage that breaks counts as one failure and does not keep the others from running.
    const count = await Promise.resolve(reports).then(run).catch(broken)
    for (const kind of ['passed', 'failed', 'skipped'] as const) total[kind] += count[kind]
    notes.push(...(count.notes ?? []))
    const seconds = ((performance.now() - begun) / 1000).toFixed(1)
    times.push(`${name.padEnd(8)} ${seconds.padStart(6)} s   ${sentence(count)}`)
  }
  rmSync(reports, { recursive: true, force: true })
  if (notes.length) console.log(`\n${notes.join('\n')}`)
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
  const { green, report } = vitest(path.join(reports, 'unit.json'), [])
  const broken = report.testResults.filter(({ status }) => status === 'failed').map(({ name }) => name)
  // A seed that breaks a promise is a find and never run away from; anything else may have starved beside its neighbours.
  const starved = broken.every((file) => !/tests\/(property|faults)\//.test(file)) && broken.length <= 5
  if (green || broken.length === 0 || !starved) return unitCount(report, green)
  console.log('\n── unit: the broken files once more, alone')
  const again = vitest(path.join(reports, 'again.json'), ['--maxWorkers=1', ...broken])
  const sound = { ...report, testResults: report.testResults.filter(({ name }) => !broken.includes(name)) }
  const passing = sound.testResults.flatMap((file) => file.assertionResults).filter(({ status }) => status === 'passed')
  const first = unitCount({ ...sound, numFailedTests: 0, numPassedTests: passing.length }, true)
  const second = unitCount(again.report, again.green)
  return {
    passed: first.passed + second.passed,
    failed: second.failed,
    // Those of the broken files are in the first report's figure already.
    skipped: first.skipped,
    notes: [...unitNotes(report, 'broken at first'), ...(second.notes ?? [])],
  }
}

function vitest(file: string, args: string[]): { green: boolean; report: UnitReport } {
  const command = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`, ...args]
  const green = tool('node_modules/vitest/vitest.mjs', command)
  return { green, report: JSON.parse(readFileSync(file, 'utf8')) as UnitReport }
}

function unitCount(report: UnitReport, green: boolean): Count {
  // A file that cannot even be loaded has no tests to count.
  const unloaded = report.testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0)
  const count = report.numFailedTests + unloaded.length
  return {
    passed: report.numPassedTests,
    failed: green ? count : Math.max(count, 1),
    skipped: report.numPendingTests + report.numTodoTests,
    notes: unitNotes(report, 'failed'),
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
  const green = tool('node_modules/@playwright/test/cli.js', ['test', '--retries=1', '--reporter=list,json'], env)
  if (!existsSync(report)) return failed
  const { stats, suites } = JSON.parse(readFileSync(report, 'utf8')) as {
    stats: { expected: number; unexpected: number; flaky: number; skipped: number }
    suites: Suite[]
  }
  return {
    passed: stats.expected + stats.flaky,
    failed: green ? stats.unexpected : Math.max(stats.unexpected, 1),
    skipped: stats.skipped,
    notes: suites.flatMap(browserNotes),
  }
}
