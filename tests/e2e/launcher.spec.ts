import { type ChildProcess, spawn } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import net from 'node:net'
import path from 'node:path'
import { expect, test } from '@playwright/test'
import { demoMark } from '@/lib/platform/demo'
import { keyOf, rolePassword } from '@/lib/platform/master-key'
import { urlOf } from '@/scripts/lib/embedded-postgres'
import { withClient } from '@/scripts/lib/roles'

const data = path.join(process.env.E2E_DATA ?? '', 'launcher')
const port = Number(process.env.E2E_PORT) + 5_000
let run: Run | undefined

type Run = { npm: ChildProcess; said: () => string; exit: Promise<number | null> }

test.beforeAll(() => {
  mkdirSync(data, { recursive: true })
  // As if the demo company had been made: this is about processes.
  writeFileSync(path.join(data, demoMark), '')
})
test.afterAll(async () => {
  if (run?.npm.pid && run.npm.exitCode === null && run.npm.signalCode === null) process.kill(-run.npm.pid, 'SIGTERM')
  await run?.exit
})

/** `npm start` as somebody types it in a terminal, which puts all of it into one group. */
async function start(): Promise<Run> {
  const values = { CARAVAN_DATA: data, PORT: String(port), DATABASE_URL: '', PUBLIC_URL: '', DEMO_SANDBOX: 'off' }
  const npm = spawn('npm', ['start'], { detached: true, env: { ...process.env, ...values } })
  let text = ''
  for (const stream of [npm.stdout, npm.stderr])
    stream.setEncoding('utf8').on('data', (part: string) => {
      text += part
    })
  const exit = new Promise<number | null>((done) => npm.once('exit', done))
  run = { npm, said: () => text, exit }
  const said = () => (npm.exitCode === null ? text : `ended: ${text}`)
  await expect.poll(said, { timeout: 120_000, intervals: [50] }).toMatch(/Caravan is ready|^ended/)
  expect(said()).toMatch(/^(?!ended)/)
  return run
}

const read = (pid: number, name: string) => {
  try {
    return readFileSync(`/proc/${pid}/${name}`, 'utf8')
  } catch {
    return ''
  }
}

/** One that has ended and whose parent has not asked for it yet is gone. */
const alive = (pid: number) => !['', 'Z'].includes(read(pid, 'stat').split(') ').at(-1)?.[0] ?? '')

/** All that this start has begun, by their environment: of the database server its first process alone. */
const own = () =>
  readdirSync('/proc')
    .map(Number)
    .filter((pid) => pid > 0 && read(pid, 'environ').split('\0').includes(`CARAVAN_DATA=${data}`) && alive(pid))

function pidOf(part: string): number {
  const [pid] = own().filter((pid) => {
    const command = read(pid, 'cmdline').split('\0')
    return !command[0]?.endsWith('sh') && command.some((word) => word.endsWith(part))
  })
  if (!pid) throw new Error(`${part} does not run`)
  return pid
}

const sql = async <T>(text: string): Promise<T[]> => {
  const address = JSON.parse(readFileSync(path.join(data, 'server.json'), 'utf8')) as Parameters<typeof urlOf>[0]
  const url = urlOf(address, 'postgres', rolePassword(keyOf(data), 'postgres'), 'caravan')
  return withClient(url, async (client) => (await client.query(text)).rows as T[])
}

async function server(): Promise<number> {
  const [row] = await sql<{ file: string }>(`select pg_read_file('postmaster.pid') as file`)
  return Number(row?.file.split('\n')[0])
}

const healthy = () =>
  fetch(`http://127.0.0.1:${port}/api/health`).then(
    ({ status }) => status,
    () => 0,
  )

const free = () =>
  new Promise<boolean>((done) => {
    const probe = net.createServer()
    probe.once('error', () => done(false))
    probe.listen(port, '0.0.0.0', () => probe.close(() => done(true)))
  })

test('npm start: what is killed beside it comes back; killed itself, the next start ends what it left and finds the data; ctrl-C ends all of it', async () => {
  test.setTimeout(150_000)
  const first = await start()
  await sql('create table kept as select 7 as n')

  const workers = pidOf('workers/main.ts')
  process.kill(workers, 'SIGKILL')
  process.kill(await server(), 'SIGKILL')
  await expect
    .poll(first.said, { timeout: 30_000 })
    .toContain('The database server had ended; it has been started again')
  await expect.poll(() => first.said(), { timeout: 30_000 }).toContain('The workers process ended (SIGKILL)')
  await expect
    .poll(() => own().some((pid) => pid !== workers && read(pid, 'cmdline').includes('workers/main.ts')))
    .toBe(true)
  await expect.poll(healthy, { timeout: 30_000 }).toBe(200)

  process.kill(pidOf('scripts/start.mjs'), 'SIGKILL')
  await first.exit
  const database = await server()
  const left = own().filter((pid) => pid !== database)
  expect(left.length, 'web and workers are nobody’s').toBeGreaterThanOrEqual(2)
  const second = await start()
  expect(left.filter(alive)).toEqual([])
  expect(await healthy()).toBe(200)
  expect(await sql('select n from kept')).toEqual([{ n: 7 }])
  // A server that ran on was taken as it was.
  expect(await server()).toBe(database)

  // A terminal tells the whole group, npm among them.
  const all = own()
  process.kill(-(second.npm.pid ?? 0), 'SIGINT')
  await second.exit
  await expect.poll(() => [...all, database].filter(alive), { timeout: 30_000 }).toEqual([])
  expect(await free()).toBe(true)
  const log = readFileSync(path.join(data, 'log/postgres.log'), 'utf8')
  expect(log.trimEnd().split('\n').at(-1)).toContain('database system is shut down')
})
