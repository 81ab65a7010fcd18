import { afterAll, beforeAll, expect, test } from 'vitest'
import { ChannelTrouble } from '@/lib/adapters/marketplaces/trouble'
import { newId } from '@/lib/kernel/ids'
import { getConnection } from '@/lib/modules/channels/get-connection'
import { drawTokens, type Held } from '@/lib/modules/channels/internal/draw-tokens'
import { SharedLimiter } from '@/lib/modules/channels/internal/shared-limiter'
import { pullShop } from '@/lib/modules/channels/pull-shop'
import { run } from '@/lib/platform/door/run'
import { withClient } from '@/scripts/lib/roles'
import { type Simulators, simulated, startSimulators } from '@/tests/simulators/server'
import { putOrder } from '@/tests/simulators/shop'
import { setupWorkerDatabase } from '@/tests/support/database'
import { connectSandbox } from '@/tests/support/sandbox-shop'
import { createTenant } from '@/tests/support/tenant'
import { until } from '@/tests/support/until'

const db = await setupWorkerDatabase()

let simulators: Simulators
beforeAll(async () => {
  simulators = await startSimulators()
})
afterAll(() => simulators.close())

const asked = <T extends object>(text: string, values: unknown[] = []) =>
  withClient(db.superuserUrl, async (client) => (await client.query<T>(text, values)).rows)

test('thirty callers under Amazon’s grant of a page a minute: who is told to come back is served in turn and at the moment it was told', () => {
  const rate = { perSecond: 0.0167, burst: 15 }
  let held: Held = { micro: 15_000_000, places: [], nowMs: 0 }
  const callers = Array.from({ length: 30 }, (_, i) => ({ caller: `shop ${i}`, dueMs: i, got: 0 }))
  const served: { caller: string; atMs: number }[] = []
  // Each wants five pages one after the other; nobody comes a moment before it was told.
  for (;;) {
    const next = callers.filter(({ got }) => got < 5).sort((a, b) => a.dueMs - b.dueMs)[0]
    if (!next) break
    const micro = Math.min(15_000_000, held.micro + (next.dueMs - held.nowMs) * rate.perSecond * 1000)
    const drawn = drawTokens(
      { ...held, micro, nowMs: next.dueMs },
      { rate, most: 1, patienceMs: 0, caller: next.caller },
    )
    held = { micro: drawn.micro, places: drawn.places, nowMs: next.dueMs }
    if (drawn.taken > 0) {
      served.push({ caller: next.caller, atMs: next.dueMs })
      next.got += 1
    }
    next.dueMs += drawn.taken > 0 ? 1 : drawn.waitMs
  }
  expect(served).toHaveLength(150)
  expect(served.filter(({ atMs }, i) => i + 1 > 15 + (atMs / 1000) * rate.perSecond + 1e-6)).toEqual([])
  // Nobody waits for more than one turn of all the others, after the burst is gone.
  const turnMs = (30 / rate.perSecond) * 1000
  for (const { caller } of callers) {
    const times = served.filter((s) => s.caller === caller).map((s) => s.atMs)
    const gaps = times.map((at, i) => at - (times[i - 1] ?? 0))
    expect(Math.max(...gaps)).toBeLessThanOrEqual(turnMs + 1000)
  }
  // Who never comes back keeps the others only until its place lapses.
  const [gone, here] = ['gone', 'here'].map((caller) => ({ rate, most: 1, patienceMs: 0, caller }))
  if (!gone || !here) throw new Error('two callers')
  const left = drawTokens({ micro: 0, places: [], nowMs: 0 }, gone)
  const later = { micro: 1_000_000, places: left.places, nowMs: left.waitMs + 1000 }
  expect(drawTokens(later, here)).toMatchObject({ taken: 0 })
  expect(drawTokens(later, gone)).toMatchObject({ taken: 1, micro: 0, places: [] })
  expect(drawTokens({ ...later, nowMs: left.waitMs + 121_000 }, here)).toMatchObject({ taken: 1, places: [] })
})

test.each([
  ['2026-01-01', 'searchOrders', 24, 188],
  ['v0', 'getOrders', 6, 63.1],
] as const)(
  'five shops of one Amazon seller (orders %s) that need more pages than are granted all get their orders, and none asks twice for what it has',
  async (ordersApi, operation, windowHours, tokenSeconds) => {
    const tenant = await createTenant()
    const world = simulators.worlds.get('amazon')
    if (!world) throw new Error('no world')
    world.orders.clear()
    const ago = (windows: number) => new Date(Date.now() - (windows * windowHours + 1) * 3_600_000).toISOString()
    for (const windows of [0, 1, 2, 3]) putOrder(world, { modifiedAt: ago(windows), createdAt: ago(windows) })
    // Good for an hour and for all of them, so that no question is spent on finding out that it is not.
    const access = { accessToken: 'sandbox-access-1000', expiresAt: ago(-1) }
    const shops: string[] = []
    for (let i = 0; i < 5; i++) {
      const { shop } = await connectSandbox(simulators, tenant.owner, 'amazon', {
        baseUrl: `${simulators.url}/amazon`,
        credentials: { ...simulated.amazon?.credentials, ...access, ordersApi },
        since: ago(3.4),
      })
      shops.push(shop.id)
    }
    // Faster than anybody grants, so that what its answers name is not believed: what is documented counts.
    world.limits.pace = 1e6
    const before = world.calls.byOperation[operation] ?? 0
    const calls = () => (world.calls.byOperation[operation] ?? 0) - before
    let rounds = 0
    for (; rounds < 40; rounds++) {
      const due = await asked<{ shop_id: string; due: boolean }>(
        `select shop_id, due_at <= now() as due from shop_connections where tenant_id = $1 and pulled_at is null order by due_at`,
        [tenant.tenantId],
      )
      if (due.length === 0) break
      for (const { shop_id: shopId } of due.filter((d) => d.due)) await pullShop(tenant.system, { shopId })
      // What is granted: three quarters of the burst, and a token each round.
      expect(calls()).toBeLessThanOrEqual(15 + rounds)
      for (const [table, at] of [
        ['channel_buckets', 'at'],
        ['shop_connections', 'due_at'],
      ])
        await asked(`update ${table} set ${at} = ${at} - interval '${tokenSeconds} seconds' where tenant_id = $1`, [
          tenant.tenantId,
        ])
    }
    // Four windows each.
    expect(calls()).toBe(20)
    expect(rounds).toBeLessThanOrEqual(calls() - 15 + 3)
    for (const shopId of shops) {
      expect(await run(getConnection, tenant.owner, { shopId })).toMatchObject({
        trouble: null,
        failures: 0,
        pullEverySeconds: Math.ceil(5 / (0.0056 * 0.95)),
      })
    }
    expect(
      await asked('select count(*)::int as orders from orders where tenant_id = $1 group by shop_id', [
        tenant.tenantId,
      ]),
    ).toEqual(shops.map(() => ({ orders: 4 })))
  },
)

test('a limit that cannot be counted is a passing trouble: the conversation ends, gives its lease back and is no failure of the marketplace', async () => {
  const tenant = await createTenant()
  const limiter = new SharedLimiter({ tenantId: tenant.tenantId, account: newId() })
  const rate = { perSecond: 1, burst: 9 }
  expect(await limiter.take('list', rate, 0)).toBe(0)
  // Spent here, so that the next asks the database, where somebody holds the row until the server ends the connection.
  await limiter.empty('list')
  const trouble = { trouble: { kind: 'transient', code: 'limiter' } }
  await withClient(db.superuserUrl, async (holder) => {
    await holder.query('begin; select 1 from channel_buckets for update')
    const taking = limiter.take('list', rate, 0).catch((e: unknown) => e)
    const ended = await until(
      () =>
        asked(
          `select pg_terminate_backend(pid) from pg_stat_activity
            where datname = current_database() and wait_event_type = 'Lock' and query like '%channel_buckets%' and pid <> pg_backend_pid()`,
        ),
      (rows) => rows.length > 0,
    )
    expect(ended).toHaveLength(1)
    expect(await taking).toBeInstanceOf(ChannelTrouble)
    expect(await taking).toMatchObject(trouble)
    await holder.query('rollback')
  })
  expect(await limiter.take('list', rate, 5000)).toBe(0)

  const { shop } = await connectSandbox(simulators, tenant.owner, 'shopify')
  await asked('alter table channel_buckets rename to buckets_away')
  try {
    await expect(limiter.empty('list')).rejects.toMatchObject(trouble)
    await pullShop(tenant.system, { shopId: shop.id })
  } finally {
    await asked('alter table buckets_away rename to channel_buckets')
  }
  expect(
    await asked('select trouble, lease, call_failures from shop_connections where shop_id = $1', [shop.id]),
  ).toEqual([{ trouble: 'transient limiter', lease: null, call_failures: 0 }])
  await pullShop(tenant.system, { shopId: shop.id })
  expect(await run(getConnection, tenant.owner, { shopId: shop.id })).toMatchObject({ trouble: null, failures: 0 })
})
