import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, realpathSync, writeFileSync } from 'node:fs'
import net from 'node:net'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { demoMark } from '@/lib/platform/demo'
import { env } from '@/lib/platform/env'
import { callsInwards } from '@/lib/platform/inward'
import { demoPassword } from '@/prisma/seed/demo-password'
import { ensureBuild, webCommand } from './build'
import { Children, endOrphans, processesFile, runChild } from './children'
import { type Database, openDatabase } from './database'
import { takeLock } from './lock.mjs'
import { followNpm } from './parents'

const development = process.argv.includes('--dev')
const { PORT, CARAVAN_DATA: dataDir, DEMO_SANDBOX } = env()
const ending = new AbortController()
let database: Promise<Database> | undefined
let children: Children | undefined
let stopped: Promise<void> | undefined

mkdirSync(dataDir, { recursive: true })
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void stop(0))
followNpm(() => void stop(1))
await run()

async function run() {
  try {
    // Never given back while we live; a start that is just being stopped gets its moment to finish.
    if (!(await takeLock(`start:${realpathSync(dataDir)}`, 5_000))) {
      throw new Error(`Caravan already runs on ${dataDir}; a second one needs a PORT and a CARAVAN_DATA of its own`)
    }
    await endOrphans(processesFile(dataDir))
    await requirePort()
    database = openDatabase()
    const { urls, embedded, revive } = await database
    const version = process.env.CARAVAN_VERSION || commit()
    const values = {
      ...urls,
      CARAVAN_DATA: dataDir,
      CARAVAN_VERSION: version,
      NODE_ENV: development ? 'development' : 'production',
      NEXT_TELEMETRY_DISABLED: '1',
    }
    // Neither needs the other: on a new machine the demo company is ready by the time the pages are.
    const [password] = await Promise.all([
      embedded ? seedOnce(values) : undefined,
      development ? undefined : ensureBuild(values, ending.signal),
    ])
    ending.signal.throwIfAborted()
    children = new Children(dataDir, values)
    children.keep('web', webCommand(development ? 'dev' : 'start', PORT), development ? 'stderr' : 'file')
    if (existsSync('workers/main.ts')) children.keep('workers', ['--import', 'tsx', 'workers/main.ts'])
    await usable()
    const demo = password ? `  demo@caravan.example / ${password}` : ''
    console.log(`Caravan is ready: http://localhost:${PORT}${demo}`)
    if (embedded) void keepDemo(values)
    // After all that people wait for. Elsewhere than on their own machine nothing may be called inwards.
    if (password && DEMO_SANDBOX === 'on' && callsInwards())
      children.keep('sandbox', ['--import', 'tsx', 'scripts/sandbox.ts'])
    await watch(revive)
  } catch (error) {
    if (!stopped) console.error(error instanceof Error ? error.message : error)
    await stop(1)
  }
}

function stop(code: number): Promise<void> {
  stopped ??= (async () => {
    // Web first, so that no request meets a missing database; the database last.
    ending.abort()
    await children?.stop()
    await database?.then(
      (open) => open.close(),
      () => undefined,
    )
    process.exit(code)
  })()
  return stopped
}

async function requirePort() {
  const taken = await new Promise<boolean>((done, fail) => {
    const probe = net.createServer()
    probe.once('error', (error: NodeJS.ErrnoException) => (error.code === 'EADDRINUSE' ? done(true) : fail(error)))
    probe.listen(PORT, '0.0.0.0', () => probe.close(() => done(false)))
  })
  if (taken) throw new Error(`Port ${PORT} is taken by another program; stop it or start with another PORT`)
}

/** The demo tenant of a new instance. The mark is set last, so a seed that was cut off is repeated. */
async function seedOnce(values: Record<string, string>): Promise<string | undefined> {
  const mark = path.join(dataDir, demoMark)
  if (!existsSync('scripts/seed-demo.ts')) return undefined
  const password = demoPassword(dataDir)
  if (!existsSync(mark)) {
    console.error('Setting up the demo tenant …')
    const code = await runChild(
      ['--import', 'tsx', 'scripts/seed-demo.ts'],
      values,
      path.join(dataDir, 'seeding.json'),
      ending.signal,
    )
    if (code !== 0) throw new Error('The demo tenant could not be set up; the messages stand above')
    writeFileSync(mark, '')
  }
  return password
}

/** Who resets the demo company takes its mark away: then it is made anew, also when a first try was cut off. */
async function keepDemo(values: Record<string, string>) {
  for (; !stopped; await sleep(2000)) {
    if (existsSync(path.join(dataDir, demoMark))) continue
    await seedOnce(values).catch((error) => {
      if (!stopped) console.error('The demo company could not be made anew:', error)
    })
  }
}

async function usable() {
  let problem = ''
  for (const patience = Date.now() + 180_000; Date.now() < patience; await sleep(150)) {
    try {
      const answer = await fetch(`http://127.0.0.1:${PORT}/api/health`, { signal: AbortSignal.timeout(10_000) })
      if (answer.status < 500) return
      problem = await answer.text()
    } catch (error) {
      problem = String(error)
    }
  }
  throw new Error(`Caravan did not become usable (${problem.slice(0, 300)}); see ${path.join(dataDir, 'log')}`)
}

/** The database server is not our child: it may be older than we are. Web and workers wait for it by themselves. */
async function watch(revive: Database['revive']) {
  while (!stopped) {
    await sleep(500)
    const revived = await revive().catch((error) => {
      console.error('The database server could not be started again:', error)
      return false
    })
    if (revived) console.error('The database server had ended; it has been started again')
  }
}

function commit(): string {
  const git = spawnSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' })
  return git.status === 0 ? git.stdout.trim() : 'unknown'
}
