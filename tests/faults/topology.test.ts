import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { newId } from '@/lib/kernel/ids'
import { sessionOf } from '@/lib/platform/auth/sessions'
import { signIn } from '@/lib/platform/auth/sign-in'
import { closePools, pool } from '@/lib/platform/db/pools'
import { env, extendEnv } from '@/lib/platform/env'
import { publish, subscribe } from '@/lib/platform/live/bus'
import { keyOf } from '@/lib/platform/master-key'
import { givenUrls } from '@/scripts/lib/database'
import { ensureServer, type Server, serverAlive, stopServer } from '@/scripts/lib/embedded-postgres'
import { withClient } from '@/scripts/lib/roles'
import { type ApiServer, clientOf, keyFor, serveApi } from '@/tests/support/api'
import { brokenInvariants, statesOf, stockOf } from '@/tests/support/books'
import { client, createSignInCompany, password } from '@/tests/support/identity'
import { knowsStatements, pgbouncerBinary, poolerFolder, runPgbouncer } from '@/tests/support/pgbouncer'
import { freePort, redisBinary, redisServer } from '@/tests/support/redis'
import { createShopWithStock, incoming, type TestShop } from '@/tests/support/shop'
import { until } from '@/tests/support/until'

/**
 * An installation on several machines, as far as processes on one can be one: a given PostgreSQL whose roles `caravan database
 * prepare` makes, a PgBouncer in front of it that lends its few connections by the transaction, Redis for queue and news, several web
 * servers, several workers started by `caravan serve`.
 */
const redisProgram = redisBinary()
const poolerProgram = pgbouncerBinary()
const missing = [redisProgram ? '' : 'Redis', poolerProgram ? '' : 'PgBouncer'].filter(Boolean)
if (missing.length > 0) console.warn(`${missing.join(' and ')} cannot be had here: the topology is not tested`)
/** So few that everybody gets everybody's connections. */
const lent = 3
const dataDir = mkdtempSync(path.join(tmpdir(), 'caravan-topology-'))
const groups: number[] = []
const apis: ApiServer[] = []
const ending: (() => Promise<void>)[] = []
let server: Server

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

const settings = { shared_buffers: '64MB' }
let superuserUrl = ''
const countOf = (sql: string) =>
  withClient(superuserUrl, async (client) => (await client.query<{ n: number }>(sql)).rows[0]?.n ?? 0)
const workersAlive = () =>
  countOf("select count(*)::int as n from worker_heartbeats where beat_at > now() - interval '15 seconds'")
const connectionsOf = (application: string) =>
  countOf(`select count(*)::int as n from pg_stat_activity where application_name = '${application}'`)

/** As an operator sets it up: `database pooler` writes the settings, PgBouncer runs them, DATABASE_POOLER names it. */
async function startPooler() {
  const [folder, port] = [poolerFolder(), await freePort()]
  const program = poolerProgram ?? ''
  extendEnv({ PREPARED_STATEMENTS: knowsStatements(program) ? 'keep' : 'avoid' })
  const written = caravan('database', 'pooler', folder, '--port', `${port}`, '--size', `${lent}`)
  expect([written.status, written.stderr, written.stdout]).toEqual([0, '', `${folder}/pgbouncer.ini\n`])
  extendEnv({ DATABASE_POOLER: `postgresql://127.0.0.1:${port}/caravan_main` })
  const urls = givenUrls()
  if (!urls) throw new Error('no addresses')
  const pooler = await runPgbouncer(program, folder, urls.DATABASE_URL)
  ending.push(() => pooler.remove())
  // What listens, migrates and queues goes past it.
  const places = Object.fromEntries(Object.entries(urls).map(([name, url]) => [name, new URL(url).port === `${port}`]))
  expect(places).toEqual({
    ...{ DATABASE_URL: true, AUTH_DATABASE_URL: true },
    ...{ DATABASE_DIRECT_URL: false, DATABASE_OWNER_URL: false, QUEUE_DATABASE_URL: false },
  })
  extendEnv(urls)
}

async function killDatabase() {
  process.kill(Number(readFileSync(path.join(server.cluster, 'postmaster.pid'), 'utf8').split('\n')[0]), 'SIGKILL')
  const dead = async () => !serverAlive(server)
  await until(dead, (yes) => yes)
}

beforeAll(async () => {
  server = await ensureServer({ dataDir, settings })
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

it.skipIf(missing.length > 0)(
  'several servers and workers do two companies’ work through a pooler and keep them apart; one machine less and it goes on',
  async () => {
    const unprepared = caravan('serve', 'nothing')
    expect([unprepared.status, unprepared.stderr]).toEqual([1, expect.stringContaining('web or workers')])
    const first = caravan('database', 'prepare')
    expect([first.status, first.stdout.split('\n').length > 5], first.stderr).toEqual([0, true])
    expect(caravan('database', 'prepare').stdout).toBe('')

    const redis = await redisServer(redisProgram ?? '')
    await redis.start()
    ending.push(() => redis.remove())
    const alive = path.join(dataDir, 'alive')
    extendEnv({ REDIS_URL: redis.url, ALIVE_FILE: alive })
    await startPooler()
    const [lost] = [serveWorkers(), serveWorkers()]
    const opening = [1000, 500]
    const shops = await Promise.all(opening.map((TEA) => createShopWithStock({ TEA })))
    apis.push(await serveApi(), await serveApi())
    const heard = new Set<string>()
    const listen = (into: Set<string>) => {
      const ear = subscribe(
        ({ topics }) => {
          for (const topic of Object.keys(topics)) into.add(topic)
        },
        () => undefined,
      )
      ending.push(() => ear.close())
    }
    listen(heard)
    expect(await until(workersAlive, (n) => n === 2, 60_000)).toBe(2)
    expect(
      await until(
        async () => existsSync(alive),
        (yes) => yes,
      ),
    ).toBe(true)

    const sides = await Promise.all(shops.map(sideOf))
    await Promise.all(sides.map(({ arrive }) => arrive(0, 15)))
    for (const { shop } of sides) expect(await allocated(shop, 15)).toEqual({ awaiting_shipment: 15 })
    process.kill(-(lost ?? 0), 'SIGKILL')
    await Promise.all(sides.map(({ arrive }) => arrive(15, 15)))
    for (const { shop } of sides) expect(await allocated(shop, 30)).toEqual({ awaiting_shipment: 30 })
    await Promise.all(sides.map(({ shipSome }) => shipSome(10)))
    for (const [i, { shop, ids, mine }] of sides.entries()) {
      expect(await statesOf(shop)).toEqual({ shipped: 10, awaiting_shipment: 20 })
      expect((await stockOf(shop)).TEA).toMatchObject({ onHand: (opening[i] ?? 0) - 20, reserved: 40 })
      expect(await brokenInvariants(shop)).toEqual([])
      // Each sees its own thirty and knows nothing of the other's.
      expect(await mine(ids)).toEqual(Array(30).fill(200))
      expect(await mine(sides[1 - i]?.ids.slice(0, 3) ?? [])).toEqual([404, 404, 404])
    }
    expect([...heard]).toContain('orders')

    // It was done on the few connections that the pooler lends, and none keeps whose turn it was.
    expect(await connectionsOf('caravan-app')).toBeGreaterThan(0)
    expect(await connectionsOf('caravan-app')).toBeLessThanOrEqual(lent)
    const unbound = await Promise.all(
      Array.from({ length: 12 }, () => pool('app').query('select id from orders limit 1')),
    )
    expect(unbound.map(({ rows }) => rows)).toEqual(Array(12).fill([]))

    const { email, memberId, userId } = await createSignInCompany()
    const { session } = await signIn({ email, password }, client())
    expect(await sessionOf(session.id)).toMatchObject({ memberId, userId })

    // The database's own news: told through the pooler, heard past it.
    const { REDIS_URL: again = '' } = env()
    extendEnv({ REDIS_URL: '' })
    const own = new Set<string>()
    listen(own)
    const tell = async () => {
      await publish({ tenantId: newId(), id: newId(), topics: { orders: null } })
      return own.has('orders')
    }
    expect(await until(tell, (yes) => yes)).toBe(true)
    extendEnv({ REDIS_URL: again })

    // A database that has died behind its pooler is "not now", and when it is back so are we.
    const [side] = sides
    await killDatabase()
    const statusOf = async () => (await side?.mine(side.ids.slice(0, 1)))?.[0]
    expect(await statusOf()).toBe(503)
    rmSync(alive, { force: true })
    await ensureServer({ dataDir, settings })
    expect(await until(statusOf, (status) => status !== 503, 30_000)).toBe(200)
    expect(
      await until(
        async () => existsSync(alive),
        (yes) => yes,
      ),
    ).toBe(true)
    await side?.arrive(30, 5)
    expect(await allocated(side?.shop, 25)).toEqual({ shipped: 10, awaiting_shipment: 25 })
  },
  180_000,
)

const allocated = (shop: TestShop | undefined, count: number) =>
  until(
    async () => (shop ? statesOf(shop) : undefined),
    (states) => states?.awaiting_shipment === count,
    60_000,
  )

/** One company's programs: what one server has taken in, another approves. */
async function sideOf(shop: TestShop) {
  const key = await keyFor(shop.owner)
  const [one, two] = apis.map(({ url }) => clientOf(url, key))
  if (!one || !two) throw new Error('no servers')
  const ids: string[] = []
  const arrive = async (from: number, count: number) => {
    const orders = Array.from({ length: count }, (_, i) => incoming(`T${from + i}`, 'TEA', 2))
    const { body } = await one('POST', '/orders/ingest', { shopCode: 'tmall', orders })
    const fresh = body.results.map(({ orderId }) => orderId)
    const answers = await Promise.all(fresh.map((id) => two('POST', `/orders/${id}/review`, { decision: 'approve' })))
    expect(answers.map(({ status }) => status)).toEqual(fresh.map(() => 200))
    ids.push(...fresh)
  }
  const shipSome = async (count: number) => {
    const orders = await Promise.all(ids.slice(0, count).map((id) => one('GET', `/orders/${id}`)))
    const parcels = orders.flatMap(({ body }) => body.fulfilments)
    const answers = await Promise.all(
      parcels.map(({ id }, i) =>
        two('POST', `/fulfilments/${id}/ship`, { carrierCode: 'sf', trackingNo: `SF${100000 + i}` }),
      ),
    )
    expect(answers.map(({ status }) => status)).toEqual(Array(count).fill(200))
  }
  /** How each of these orders answers to this company. */
  const mine = async (asked: readonly string[]) =>
    (await Promise.all(asked.map((id) => two('GET', `/orders/${id}`)))).map(({ status }) => status)
  return { shop, ids, arrive, shipSome, mine }
}
