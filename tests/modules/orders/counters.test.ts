import { describe, expect, test } from 'vitest'
import { countOrders } from '@/lib/modules/orders/count-orders'
import { foldOrderDeltas } from '@/lib/modules/orders/fold-order-deltas'
import { moveOrders } from '@/lib/modules/orders/internal/move-orders'
import { jobs } from '@/lib/modules/orders/jobs'
import { rebuildCounters } from '@/lib/modules/orders/rebuild-counters'
import { type OrderState, orderStates } from '@/lib/modules/orders/states'
import { updateCompany } from '@/lib/modules/settings/update-company'
import { systemActor } from '@/lib/platform/auth/actors'
import { inTenant } from '@/lib/platform/db/transaction'
import type { Actor } from '@/lib/platform/door/actor'
import { Context } from '@/lib/platform/door/context'
import { run } from '@/lib/platform/door/run'
import { setupWorkerDatabase } from '@/tests/support/database'
import { ingest, makeShop, type TestOrder } from '@/tests/support/orders'
import { seeded } from '@/tests/support/random'
import { createMember, createTenant } from '@/tests/support/tenant'

await setupWorkerDatabase()

const sql = <R extends object>(actor: Actor, text: string, params: unknown[] = []): Promise<R[]> =>
  inTenant(
    actor.tenantId,
    'write',
    async (client) => (await client.query(text, [actor.tenantId, ...params])).rows as R[],
  )

const summaries = async (actor: Actor) => ({
  days: await sql(
    actor,
    `select day, shop_id, currency, state, orders, units, goods_minor, discount_minor, freight_minor from order_days
      where tenant_id = $1 and (orders, units, goods_minor, discount_minor, freight_minor) <> (0, 0, 0, 0, 0)
      order by day, shop_id, currency, state`,
  ),
  states: await sql(
    actor,
    'select shop_id, state, orders from order_state_counts where tenant_id = $1 and orders <> 0 order by 1, 2',
  ),
})

/** What the summaries should be, told by the orders themselves. */
const truth = async (actor: Actor) => ({
  days: await sql(
    actor,
    `select (ordered_at at time zone $2)::date as day, shop_id, currency, state, count(*)::int as orders, sum(units)::int as units,
            sum(goods_minor)::bigint as goods_minor, sum(discount_minor)::bigint as discount_minor, sum(freight_minor)::bigint as freight_minor
       from orders where tenant_id = $1 group by 1, 2, 3, 4 order by 1, 2, 3, 4`,
    [actor.tenant.timeZone],
  ),
  states: await sql(
    actor,
    'select shop_id, state, count(*)::int as orders from orders where tenant_id = $1 group by 1, 2 order by 1, 2',
  ),
})

async function foldAll(actor: Actor) {
  while ((await run(foldOrderDeltas, actor, {})).more);
}

async function expectCounts(actor: Actor, shopCode?: string) {
  const rows = await sql<{ state: OrderState; n: number }>(
    actor,
    `select o.state, count(*)::int as n from orders o join shops s on s.tenant_id = $1 and s.id = o.shop_id
      where o.tenant_id = $1 and ($2::text is null or s.code = $2) and ($3::uuid[] is null or s.id = any($3)) group by 1`,
    [shopCode ?? null, actor.scope.shopIds],
  )
  const real = new Map(rows.map(({ state, n }) => [state, n]))
  const counts = await run(countOrders, actor, shopCode ? { shopCode } : {})
  for (const state of orderStates.states)
    expect(counts.states[state], state).toEqual({ n: real.get(state) ?? 0, capped: false })
  expect(counts.all.n).toBe(rows.reduce((sum, { n }) => sum + n, 0))
}

describe.each([1, 2, 3, 4])('whatever happens in whatever sequence (seed %i)', (seed) => {
  test('the counts are those of the orders at every step, and folded = rebuilt = the orders', {
    timeout: 60_000,
  }, async () => {
    const zone = seed % 2 ? 'America/Sao_Paulo' : 'Asia/Shanghai'
    const { owner, system, tenantId } = await createTenant({ timeZone: zone })
    const shops = [await makeShop(owner), await makeShop(owner, { currency: 'USD' })]
    const limited = await createMember(tenantId, 'customer_service', { shopIds: [shops[1]?.id ?? ''] })
    const random = seeded(seed)
    const known: { shop: string; order: TestOrder }[] = []
    const fresh = (): TestOrder => ({
      no: `n-${known.length}-${random.int(1e9)}`,
      at: new Date(Date.UTC(2018, 9, 20) + random.int(60 * 86_400) * 1000).toISOString(),
      status: random.pick(['unpaid', 'paid', 'paid', 'shipped', 'delivered', 'cancelled'] as const),
      currency: random.pick(['CNY', 'USD']),
      freight: `${random.int(20)}.${random.int(90) + 10}`,
      lines: Array.from({ length: 1 + random.int(3) }, () => ({
        sku: `SKU-${random.int(5)}`,
        quantity: 1 + random.int(4),
        price: `${random.int(100)}.${random.int(90) + 10}`,
      })),
    })
    const steps = {
      async ingest() {
        const shop = random.pick(shops).code
        const orders = Array.from({ length: 1 + random.int(12) }, fresh)
        await ingest(owner, shop, orders)
        known.push(...orders.map((order) => ({ shop, order })))
      },
      /** The channel changes amounts, lines, status, even the day and currency. */
      async change() {
        const one = random.pick(known)
        if (!one) return
        const { no, modifiedAt, at } = one.order
        one.order = {
          ...fresh(),
          ...(no && { no }),
          modifiedAt: new Date(Date.parse(modifiedAt ?? at) + 1e10).toISOString(),
        }
        await ingest(owner, one.shop, [one.order])
      },
      async move() {
        const from = random.pick(orderStates.states)
        const to = random.pick(orderStates.states)
        const rows = await sql<{ id: string }>(
          owner,
          'select id from orders where tenant_id = $1 and state = $2 order by id limit 5',
          [from],
        )
        if (from === to) return
        await inTenant(tenantId, 'write', (client) =>
          moveOrders(
            new Context(client, owner, new Date()),
            rows.map(({ id }) => ({ orderId: id, from, to, reason: 'test' })),
          ),
        )
      },
      fold: () => run(foldOrderDeltas, system, {}),
      rebuild: () => run(rebuildCounters, owner, {}),
    }
    await steps.ingest()
    for (let i = 0; i < 25; i++) {
      // Two at a time, so that folding and rebuilding meet writers under way.
      const [a, b] = [
        random.pick(Object.keys(steps)),
        random.pick(['fold', 'ingest', 'rebuild']),
      ] as (keyof typeof steps)[]
      if (a && b) await Promise.all([steps[a](), steps[b]()])
      await expectCounts(owner)
      await expectCounts(limited)
      await expectCounts(owner, shops[0]?.code)
    }
    await foldAll(system)
    expect(await sql(owner, 'select 1 from order_deltas where tenant_id = $1')).toEqual([])
    const real = await truth(owner)
    expect(real.days.length).toBeGreaterThan(10)
    expect(await summaries(owner)).toEqual(real)
    // Nothing was wrong, so nothing is corrected; and from nothing everything comes back.
    expect(await run(rebuildCounters, owner, {})).toEqual({ more: false, days: 0, states: 0 })
    await sql(owner, 'delete from order_days where tenant_id = $1')
    await sql(owner, 'update order_state_counts set orders = orders + 7 where tenant_id = $1')
    await run(rebuildCounters, owner, {})
    expect(await summaries(owner)).toEqual(real)
  })
})

test('two folds at once add every delta once', async () => {
  const { owner, system } = await createTenant()
  const shop = await makeShop(owner)
  for (let i = 0; i < 5; i++)
    await ingest(owner, shop.code, [
      { at: `2026-11-2${i}T10:00:00+08:00`, lines: [{ sku: 'A', quantity: i + 1, price: '5.00' }] },
    ])
  await Promise.all([foldAll(system), foldAll(system), foldAll(system)])
  expect(await summaries(owner)).toEqual(await truth(owner))
})

test('a fold takes a bounded number of deltas and says whether there are more', async () => {
  const { owner, system } = await createTenant()
  const shop = await makeShop(owner)
  await sql(
    owner,
    `insert into order_deltas (tenant_id, id, day, shop_id, currency, state, orders, units, goods_minor, discount_minor, freight_minor)
     select $1, gen_random_uuid(), date '2026-01-01' + n % 9, $2, 'CNY', 'approved', 1, 2, 300, 20, 1 from generate_series(1, 5001) n returning id`,
    [shop.id],
  )
  expect(await run(foldOrderDeltas, system, {})).toEqual({ more: true })
  expect(await run(foldOrderDeltas, system, {})).toEqual({ more: false })
  const { days, states } = await summaries(owner)
  expect(days).toHaveLength(9)
  expect(states).toEqual([{ shop_id: shop.id, state: 'approved', orders: 5001 }])
  expect((await run(countOrders, owner, {})).states.approved).toEqual({ n: 5001, capped: false })
})

test('another time zone moves orders to other days; the rebuild finds them', async () => {
  const { owner, system, tenantId } = await createTenant()
  const shop = await makeShop(owner)
  await ingest(owner, shop.code, [
    { at: '2026-11-22T01:00:00+08:00', lines: [{ sku: 'A', quantity: 1, price: '9.90' }] },
  ])
  await foldAll(system)
  expect((await summaries(owner)).days).toMatchObject([{ day: '2026-11-22' }])
  await run(updateCompany, owner, { timeZone: 'America/New_York', version: 1 })
  // Whoever hears of the change rebuilds.
  const [told] = await sql<{ event: string }>(
    owner,
    'select event from outbox where tenant_id = $1 order by id desc limit 1',
  )
  const rebuild = jobs.find((job) => job.on.includes(told?.event ?? ''))
  if (rebuild?.kind !== 'drain') throw new Error('nobody hears of it')
  expect(await rebuild.run(await systemActor(tenantId), {})).toMatchObject({ more: false, days: 2 })
  expect((await summaries(owner)).days).toMatchObject([{ day: '2026-11-21', orders: 1, goods_minor: 990n }])
})

test('held are the orders that something holds up; calls are due when nobody called or the time has come', async () => {
  const { owner, tenantId } = await createTenant()
  const shop = await makeShop(owner)
  const at = '2026-11-22T10:00:00+08:00'
  const line = { sku: 'NOBODY-KNOWS', quantity: 1, price: '1.00' }
  const [a, b, c] = await ingest(owner, shop.code, [
    { at, lines: [line] },
    { at, lines: [line] },
    { at, lines: [line] },
    { at, lines: [line], status: 'cancelled' },
  ])
  expect((await run(countOrders, owner, {})).held).toEqual({ n: 3, capped: false })
  const all = [a, b, c].map((id) => ({
    orderId: id ?? '',
    from: 'pending_review' as const,
    to: 'awaiting_contact' as const,
    reason: '',
  }))
  await inTenant(tenantId, 'write', (client) => moveOrders(new Context(client, owner, new Date()), all))
  await sql(owner, "update orders set next_call_at = now() + interval '1 hour' where tenant_id = $1 and id = $2", [b])
  await sql(owner, "update orders set next_call_at = now() - interval '1 hour' where tenant_id = $1 and id = $2", [c])
  expect((await run(countOrders, owner, {})).callsDue).toEqual({ n: 2, capped: false })
})

test('beyond a thousand the held are "1000+"', async () => {
  const { owner } = await createTenant()
  const shop = await makeShop(owner)
  const line = { sku: 'NOBODY-KNOWS', quantity: 1, price: '1.00' }
  const many = (n: number) => Array.from({ length: n }, () => ({ at: '2026-11-22T10:00:00+08:00', lines: [line] }))
  await ingest(owner, shop.code, many(1000))
  expect((await run(countOrders, owner, {})).held).toEqual({ n: 1000, capped: false })
  await ingest(owner, shop.code, many(1))
  const counts = await run(countOrders, owner, {})
  expect(counts.held).toEqual({ n: 1000, capped: true })
  expect(counts.states.pending_review).toEqual({ n: 1001, capped: false })
})

test('a shop out of scope or unknown counts nothing', async () => {
  const { owner, tenantId } = await createTenant()
  const [mine, other] = [await makeShop(owner), await makeShop(owner)]
  const order = { at: '2026-11-22T10:00:00+08:00', lines: [{ sku: 'A', quantity: 1, price: '1.00' }] }
  await ingest(owner, other.code, [order])
  const member = await createMember(tenantId, 'customer_service', { shopIds: [mine.id] })
  expect((await run(countOrders, member, {})).all).toEqual({ n: 0, capped: false })
  for (const shopCode of [other.code, 'nowhere']) {
    expect((await run(countOrders, member, { shopCode })).all.n).toBe(0)
    expect((await run(countOrders, member, { shopCode })).held.n).toBe(0)
  }
  expect((await run(countOrders, owner, { shopCode: other.code })).all.n).toBe(1)
})
