import { afterAll, beforeAll, expect, test } from 'vitest'
import { realClock } from '@/lib/adapters/marketplaces/rate-limit'
import { ChannelTrouble } from '@/lib/adapters/marketplaces/trouble'
import { newId } from '@/lib/kernel/ids'
import { openSession } from '@/lib/modules/channels/internal/open-session'
import { SharedLimiter } from '@/lib/modules/channels/internal/shared-limiter'
import { withClient } from '@/scripts/lib/roles'
import { type Simulators, startSimulators } from '@/tests/simulators/server'
import { setupWorkerDatabase } from '@/tests/support/database'
import { connectSandbox } from '@/tests/support/sandbox-shop'
import { createTenant, type TestTenant } from '@/tests/support/tenant'

const db = await setupWorkerDatabase()

let simulators: Simulators
let tenant: TestTenant
beforeAll(async () => {
  simulators = await startSimulators()
  tenant = await createTenant()
})
afterAll(() => simulators.close())

const workers = (count: number, account: string, tenantId = tenant.tenantId) =>
  Array.from({ length: count }, () => new SharedLimiter({ tenantId, account }))

test('three workers at one account stay together within its burst and its rate; another account is another’s', async () => {
  const rate = { perSecond: 40, burst: 20 }
  const account = newId()
  const began = performance.now()
  let granted = 0
  const calls: [seconds: number, granted: number][] = []
  await Promise.all(
    workers(3, account).flatMap((limiter) =>
      // Each asks from two conversations as fast as it may.
      [1, 2].map(async () => {
        while (performance.now() - began < 1200) {
          if ((await limiter.take('list', rate, 200)) > 0) continue
          granted += 1
          limiter.answered('list')
          calls.push([(performance.now() - began) / 1000, granted])
        }
      }),
    ),
  )
  const most = (seconds: number) => rate.burst + rate.perSecond * seconds
  expect(calls.filter(([seconds, count]) => count > most(seconds))).toEqual([])
  // All of the burst and of what dripped in was used, but for what lay in a worker’s hand.
  expect(granted).toBeGreaterThanOrEqual(15)
  const [other] = workers(1, newId())
  expect(await other?.take('list', rate, 0)).toBe(0)
  const [stranger] = workers(1, account, (await createTenant()).tenantId)
  expect(await stranger?.take('list', rate, 0)).toBe(0)
})

test('who would have to wait too long takes nothing; a refusal empties the bucket for all; a granted rate is learnt', async () => {
  const [one, two] = workers(2, newId())
  if (!one || !two) throw new Error('no workers')
  const rate = { perSecond: 0.01, burst: 3 }
  const take = async (limiter: SharedLimiter, patienceMs = 0) => {
    const granted = (await limiter.take('slow', rate, patienceMs)) === 0
    if (granted) limiter.answered('slow')
    return granted
  }
  expect([await take(one), await take(two), await take(one), await take(two, 500)]).toEqual([true, true, false, false])
  for (const nonsense of [Number.NaN, 0, -1, 1001, Number.POSITIVE_INFINITY]) one.learn('slow', nonsense)
  expect(await take(one, 500)).toBe(false)
  one.learn('slow', 1000)
  expect(await take(one, 500)).toBe(true)
  const full = { perSecond: 0.01, burst: 100 }
  expect([await one.take('full', full, 0), await two.take('full', full, 0)]).toEqual([0, 0])
  await one.empty('full')
  // A token each hundred seconds, and a little slower than granted.
  expect(await one.take('full', full, 0)).toBeGreaterThan(100_000)
})

test('a slow limit is drawn token by token, however wide its burst: nobody holds more than drips in while it is kept', async () => {
  const drawn = async (perSecond: number, burst: number) => {
    const account = newId()
    await workers(1, account)[0]?.take('list', { perSecond, burst }, 0)
    const { rows } = await withClient(db.superuserUrl, (client) =>
      client.query('select taken from channel_buckets where account = $1', [account]),
    )
    return rows[0]?.taken
  }
  expect([await drawn(0.0167, 100), await drawn(0.5, 100), await drawn(40, 100), await drawn(40, 5)]).toEqual([
    1, 2, 10, 1,
  ])
})

test('calls that a worker waits for are not filled up behind its back: those and the ones taken since are within the burst', async () => {
  const [limiter] = workers(1, newId())
  if (!limiter) throw new Error('no worker')
  const rate = { perSecond: 100, burst: 20 }
  const takes = async () => {
    let taken = 0
    while (taken < rate.burst && (await limiter.take('list', rate, 0)) === 0) taken += 1
    return taken
  }
  const held = await takes()
  expect(held).toBeGreaterThanOrEqual(15)
  // The channel's bucket is full again, and all the calls are still on their way.
  await realClock.sleep(400)
  expect(held + (await takes())).toBeLessThanOrEqual(rate.burst)
  for (let i = 0; i < held; i++) limiter.answered('list')
  await realClock.sleep(400)
  expect(await takes()).toBeGreaterThanOrEqual(10)
})

test('two shops of one Amazon seller share what Amazon grants the seller', async () => {
  const baseUrl = `${simulators.url}/amazon`
  const bound = await Promise.all([1, 2].map(() => connectSandbox(simulators, tenant.owner, 'amazon', { baseUrl })))
  const [world] = bound.map((b) => b.world)
  if (!world) throw new Error('no world')
  world.limits.pace = 1
  const ask = async (shopId: string, patienceMs: number) => {
    const session = await openSession(tenant.system, shopId, { patienceMs, tries: 3 })
    return (session?.test() ?? Promise.reject(new Error('not connected'))).then(
      () => 'answered',
      (e: unknown) => (e instanceof ChannelTrouble ? e.trouble.code : String(e)),
    )
  }
  const tried = await Promise.all(
    bound.map(async ({ shop }) => {
      // The first waits: what the binding of the other shop holds in its hand for a moment is no call's.
      const outcomes = [await ask(shop.id, 20_000)]
      for (let i = 0; i < 8; i++) outcomes.push(await ask(shop.id, 0))
      return outcomes
    }),
  )
  expect(tried.map(([first]) => first)).toEqual(['answered', 'answered'])
  expect(new Set(tried.flat())).toEqual(new Set(['answered', 'own_limit']))
  expect(world.calls.refused).toBe(0)
  const { rows } = await withClient(db.superuserUrl, (client) =>
    client.query(
      `select count(distinct account)::int as accounts from channel_buckets where tenant_id = $1 and operation = 'default'`,
      [tenant.tenantId],
    ),
  )
  expect(rows).toEqual([{ accounts: 1 }])
})
