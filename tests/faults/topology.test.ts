import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { closePools } from '@/lib/platform/db/pools'
import { extendEnv } from '@/lib/platform/env'
import { subscribe } from '@/lib/platform/live/bus'
import { keyOf } from '@/lib/platform/master-key'
import { givenUrls } from '@/scripts/lib/database'
import { ensureServer, stopServer } from '@/scripts/lib/embedded-postgres'
import { withClient } from '@/scripts/lib/roles'
import { type ApiServer, clientOf, keyFor, serveApi } from '@/tests/support/api'
import { brokenInvariants, statesOf, stockOf } from '@/tests/support/books'
import { redisBinary, redisServer } from '@/tests/support/redis'
import { createShopWithStock, incoming } from '@/tests/support/shop'
import { until } from '@/tests/support/until'

/**
 * An installation on several machines, as far as processes on one can be one: a given PostgreSQL whose roles `caravan database
 * prepare` makes, Redis for queue and news, several web servers, several workers started by `caravan serve`.
 */
const binary = redisBinary()
const dataDir = mkdtempSync(path.join(tmpdir(), 'caravan-topology-'))
const groups: number[] = []
const apis: ApiServer[] = []
const ending: (() => Promise<void>)[] = []

const caravan = (...args: string[]) =>
  spawnSync(process.execPath, ['scripts/run.mjs', 'scripts/caravan.ts', ...args], {
    encoding: 'utf8',
    env: process.env,
  })

/** In a group of its own: a machine that dies takes both the command and its worker with it. */
function serveWorkers(): number {
  const args = ['scripts/run.mjs', 'scripts/caravan.ts', 'serve', 'workers']
  const { pid = 0 } = spawn(process.execPath, args, { detached: true, stdio: 'ignore', env: process.env })
  groups.push(pid)
  return pid
}

let superuserUrl = ''
const workersAlive = () =>
  withClient(superuserUrl, async (client) => {
    const { rows } = await client.query<{ n: number }>(
      "select count(*)::int as n from worker_heartbeats where beat_at > now() - interval '15 seconds'",
    )
    return rows[0]?.n ?? 0
  })

beforeAll(async () => {
  const server = await ensureServer({ dataDir, settings: { shared_buffers: '64MB' } })
  ending.push(() =>
    stopServer(dataDir).then(() => rmSync(path.dirname(server.cluster), { recursive: true, force: true })),
  )
  const admin = new URL(server.superuserUrl)
  const at = `127.0.0.1:${admin.port}`
  extendEnv({
    CARAVAN_DATA: dataDir,
    CARAVAN_KEY: keyOf(dataDir).toString('base64'),
    DATABASE_SERVER: `postgresql://${at}/caravan_main`,
    DATABASE_ADMIN_URL: `postgresql://postgres:${admin.password}@${at}/postgres`,
    LOG_LEVEL: 'warn',
  })
  admin.pathname = '/caravan_main'
  superuserUrl = admin.href
})
afterAll(async () => {
  for (const pid of groups) {
    try {
      process.kill(-pid, 'SIGKILL')
    } catch {
      // Ended before.
    }
  }
  await Promise.all(apis.map((api) => api.close()))
  await closePools()
  for (const end of ending.reverse()) await end()
  rmSync(dataDir, { recursive: true, force: true })
})

it.skipIf(!binary)(
  'several servers and workers do one company’s work; one machine less and it goes on',
  async () => {
    const unprepared = caravan('serve', 'nothing')
    expect([unprepared.status, unprepared.stderr]).toEqual([1, expect.stringContaining('web or workers')])
    const first = caravan('database', 'prepare')
    expect([first.status, first.stdout.split('\n').length > 5], first.stderr).toEqual([0, true])
    expect(caravan('database', 'prepare').stdout).toBe('')

    const redis = await redisServer(binary ?? '')
    await redis.start()
    ending.push(() => redis.remove())
    extendEnv({ ...givenUrls(), REDIS_URL: redis.url })
    const [lost] = [serveWorkers(), serveWorkers()]
    const shop = await createShopWithStock({ TEA: 1000 })
    apis.push(await serveApi(), await serveApi())
    const key = await keyFor(shop.owner)
    const [one, two] = apis.map(({ url }) => clientOf(url, key))
    if (!one || !two) throw new Error('no servers')
    const heard = new Set<string>()
    const ear = subscribe(
      ({ topics }) => {
        for (const topic of Object.keys(topics)) heard.add(topic)
      },
      () => undefined,
    )
    ending.push(() => ear.close())
    expect(await until(workersAlive, (n) => n === 2, 60_000)).toBe(2)

    const arrive = async (from: number, count: number) => {
      const orders = Array.from({ length: count }, (_, i) => incoming(`T${from + i}`, 'TEA', 2))
      const { body } = await one('POST', '/orders/ingest', { shopCode: 'tmall', orders })
      const ids = body.results.map(({ orderId }: { orderId: string }) => orderId)
      // What one server has taken in, another approves.
      const answers = await Promise.all(
        ids.map((id: string) => two('POST', `/orders/${id}/review`, { decision: 'approve' })),
      )
      expect(answers.map(({ status }) => status)).toEqual(ids.map(() => 200))
    }
    const allocated = (count: number) =>
      until(
        () => statesOf(shop),
        ({ awaiting_shipment = 0 }) => awaiting_shipment === count,
        60_000,
      )
    await arrive(0, 15)
    expect(await allocated(15)).toEqual({ awaiting_shipment: 15 })
    process.kill(-(lost ?? 0), 'SIGKILL')
    await arrive(15, 15)
    expect(await allocated(30)).toEqual({ awaiting_shipment: 30 })
    expect((await stockOf(shop)).TEA).toMatchObject({ onHand: 1000, reserved: 60 })
    expect([...heard]).toContain('orders')
    expect(await brokenInvariants(shop)).toEqual([])
  },
  180_000,
)
