import { beforeAll, describe, expect, test } from 'vitest'
import { newId } from '@/lib/kernel/ids'
import { fromMinor, toMinor } from '@/lib/kernel/money'
import { addDays } from '@/lib/kernel/time'
import { allocateOrders } from '@/lib/modules/orders/allocate-orders'
import { countOrders } from '@/lib/modules/orders/count-orders'
import { foldOrderDeltas } from '@/lib/modules/orders/fold-order-deltas'
import { getOrder } from '@/lib/modules/orders/get-order'
import { ingestOrders } from '@/lib/modules/orders/ingest-orders'
import { listOrders } from '@/lib/modules/orders/list-orders'
import { rebuildCounters } from '@/lib/modules/orders/rebuild-counters'
import { reviewOrder } from '@/lib/modules/orders/review-order'
import type { OrderView } from '@/lib/modules/orders/schema'
import { salesReport } from '@/lib/modules/reports/sales-report'
import { type Grouping, groupings, type SalesRow } from '@/lib/modules/reports/schema'
import { inTenant } from '@/lib/platform/db/transaction'
import type { Actor } from '@/lib/platform/door/actor'
import { run } from '@/lib/platform/door/run'
import { setupWorkerDatabase } from '@/tests/support/database'
import { ingest, makeShop, type TestOrder } from '@/tests/support/orders'
import { seeded } from '@/tests/support/random'
import { createShopWithStock, incoming } from '@/tests/support/shop'
import { createMember, createTenant } from '@/tests/support/tenant'

await setupWorkerDatabase()

const zone = 'America/New_York'
// Clocks are set back on 2025-11-02: that day has 25 hours.
const from = '2025-10-20'
const to = '2025-11-15'
let owner: Actor
let limited: Actor
let shops: { id: string; code: string }[]

beforeAll(async () => {
  const tenant = await createTenant({ timeZone: zone, currency: 'USD' })
  owner = tenant.owner
  shops = [await makeShop(owner, { code: 'east' }), await makeShop(owner, { code: 'west' })]
  limited = await createMember(tenant.tenantId, 'finance', { shopIds: [shops[1]?.id ?? ''] })
  const random = seeded(7)
  for (const shop of shops) {
    const orders = Array.from(
      { length: 90 },
      (): TestOrder => ({
        at: new Date(Date.UTC(2025, 9, 19) + random.int(30 * 86_400) * 1000).toISOString(),
        status: random.pick(['paid', 'paid', 'unpaid', 'shipped', 'delivered', 'cancelled'] as const),
        currency: random.pick(['USD', 'USD', 'JPY']),
        freight: `${random.int(30)}`,
        discount: `${random.int(3)}`,
        lines: Array.from({ length: 1 + random.int(3) }, () => ({
          sku: random.pick(['Tea-A', 'TEA-a', 'cup', 'pot', '']),
          quantity: 1 + random.int(4),
          price: `${3 + random.int(100)}`,
        })),
      }),
    )
    await ingest(owner, shop.code, orders)
  }
  // Half of the changes are in the summary, half are not yet.
  await run(foldOrderDeltas, tenant.system, {})
  await ingest(owner, 'west', [
    { at: '2025-11-02T01:30:00-04:00', currency: 'USD', lines: [{ sku: 'cup', quantity: 2, price: '7' }] },
    { at: '2025-11-02T23:59:59-05:00', currency: 'USD', lines: [{ sku: 'cup', quantity: 1, price: '7' }] },
  ])
  await inTenant(tenant.tenantId, 'write', (client) =>
    client.query(
      "update orders set state = 'invalid' where tenant_id = $1 and state = 'pending_review' and id in (select id from orders where tenant_id = $1 order by id limit 60)",
      [tenant.tenantId],
    ),
  )
  await run(rebuildCounters, owner, {})
})

async function pages(actor: Actor, filter: object): Promise<OrderView[]> {
  const orders: OrderView[] = []
  for (let cursor: string | null = ''; cursor !== null; ) {
    const page: Awaited<ReturnType<typeof listOrders.within>> = await run(listOrders, actor, {
      ...filter,
      limit: 200,
      ...(cursor && { cursor }),
    })
    for (const { id } of page.items) orders.push(await run(getOrder, actor, { orderId: id }))
    cursor = page.nextCursor
  }
  return orders
}

/** A row of the report, added up from what the list of orders shows. */
function added(orders: readonly OrderView[], key: string, currency: string, skuCode?: string): SalesRow {
  const mine = orders.filter((o) => o.currency === currency)
  const sum = (pick: (o: OrderView) => string[]) =>
    mine.flatMap(pick).reduce((a, text) => a + toMinor(text, currency), 0n)
  const lines = (o: OrderView) =>
    o.lines.filter((l) => skuCode !== undefined && l.sellerSku.toLowerCase() === skuCode.toLowerCase())
  const money = (name: 'goods' | 'discount' | 'freight') =>
    sum((o) => (skuCode === undefined ? [o[name]] : lines(o).map((l) => l[name])))
  const units = (o: OrderView) => (skuCode === undefined ? o.units : lines(o).reduce((n, l) => n + l.quantity, 0))
  const [goods, discount, freight] = [money('goods'), money('discount'), money('freight')]
  const text = (minor: bigint) => fromMinor(minor, currency)
  return {
    key,
    currency,
    orders: mine.length,
    units: mine.reduce((n, o) => n + units(o), 0),
    goods: text(goods),
    discount: text(discount),
    freight: text(freight),
    revenue: text(goods - discount + freight),
    cancelled: 0,
  }
}

/** The filter of the order list behind a row: what a click on it opens. */
const behind: Record<Grouping, (key: string) => object> = {
  day: (key) => ({ from: key, to: key }),
  month: (key) => ({
    from: key === '2025-10' ? from : '2025-11-01',
    to: key === '2025-10' ? '2025-10-31' : to,
  }),
  shop: (key) => ({ from, to, shopCode: key }),
  sku: (key) => ({ from, to, sku: key }),
}

describe.each(groupings)('by %s', (groupBy) => {
  test.each(['valid', 'all'] as const)(
    'every row is the sum of the orders it opens (%s)',
    { timeout: 60_000 },
    async (status) => {
      for (const actor of [owner, limited]) {
        const { rows, total } = await run(salesReport, actor, { from, to, groupBy, status })
        const keys = [...new Set(rows.map((r) => r.key))]
        expect(keys.length).toBeGreaterThan(groupBy === 'shop' ? 0 : 1)
        const valid = status === 'valid' ? { valid: '1' } : {}
        for (const key of keys) {
          const filter = behind[groupBy](key)
          const orders = await pages(actor, { ...filter, ...valid })
          const gone = (await pages(actor, { ...filter, state: 'cancelled' })).map((o) => o.currency)
          for (const row of rows.filter((r) => r.key === key)) {
            const same = await run(listOrders, actor, { ...filter, ...valid, currency: row.currency, limit: 200 })
            expect(same.items).toHaveLength(row.orders)
            const cancelled = gone.filter((currency) => currency === row.currency).length
            expect(row).toEqual({ ...added(orders, key, row.currency, groupBy === 'sku' ? key : undefined), cancelled })
          }
          // No row is missing: every order's currency has its row.
          expect(new Set(orders.map((o) => o.currency))).toEqual(
            new Set(rows.filter((r) => r.key === key && r.orders > 0).map((r) => r.currency)),
          )
        }
        const all = await pages(actor, { from, to, ...valid })
        expect(total.map((t) => t.currency)).toEqual(['USD', 'JPY'])
        for (const one of total) {
          const gone = (await pages(actor, { from, to, state: 'cancelled' })).filter(
            (o) => o.currency === one.currency,
          ).length
          const { key: _, ...sums } = added(all, '', one.currency)
          expect(one).toEqual({ ...sums, cancelled: gone })
          const mine = rows.filter((r) => r.currency === one.currency)
          const sum = (name: 'goods' | 'discount' | 'freight' | 'revenue') =>
            fromMinor(
              mine.reduce((n, r) => n + toMinor(r[name], r.currency), 0n),
              one.currency,
            )
          expect([sum('goods'), sum('discount'), sum('freight'), sum('revenue')]).toEqual([
            one.goods,
            one.discount,
            one.freight,
            one.revenue,
          ])
          if (groupBy !== 'sku') expect(mine.reduce((n, r) => n + r.orders, 0)).toBe(one.orders)
        }
      }
    },
  )
})

test('two spellings of a SKU are one row, lines without a SKU have a row of their own', async () => {
  const { rows } = await run(salesReport, owner, { from, to, groupBy: 'sku', status: 'all' })
  const keys = rows.filter((r) => r.currency === 'USD').map((r) => r.key)
  expect(keys.filter((k) => k.toLowerCase() === 'tea-a')).toHaveLength(1)
  expect(keys).toContain('')
})

test('a day belongs to the zone of the company, also when it has 25 hours', async () => {
  const { rows } = await run(salesReport, owner, {
    from: '2025-11-02',
    to: '2025-11-02',
    shopCode: 'west',
    groupBy: 'sku',
  })
  expect(rows.find((r) => r.key === 'cup')?.orders).toBeGreaterThanOrEqual(2)
  const filter = { from: '2025-11-02', to: '2025-11-02', shopCode: 'west' }
  expect((await run(salesReport, owner, { ...filter, groupBy: 'day' })).rows.map((r) => r.key)).toContain('2025-11-02')
})

test('S1.81 shops and SKUs come by revenue, in the company’s currency first', async () => {
  const whole = await run(salesReport, owner, { from, to, groupBy: 'sku' })
  const home = whole.rows.filter((r) => r.currency === 'USD').map((r) => Number(r.revenue))
  expect(whole.rows.slice(0, home.length).every((r) => r.currency === 'USD')).toBe(true)
  expect(home).toEqual([...home].sort((a, b) => b - a))
})

test('days without orders are absent', async () => {
  expect(await run(salesReport, owner, { from: '2020-01-01', to: '2020-12-31' })).toEqual({ rows: [], total: [] })
})

test('a member sees the shops of their scope alone', async () => {
  const { rows } = await run(salesReport, limited, { from, to, groupBy: 'shop' })
  expect(new Set(rows.map((r) => r.key))).toEqual(new Set(['west']))
  await expect(run(salesReport, limited, { from, to, shopCode: 'east' })).rejects.toMatchObject({ code: 'invalid' })
  const west = await run(salesReport, owner, { from, to, shopCode: 'west' })
  expect((await run(salesReport, limited, { from, to })).rows).toEqual(west.rows)
})

test.each([
  [{ from: '2026-01-02', to: '2026-01-01' }, 'to', 'before_from'],
  [{ from: '2020-01-01', to: addDays('2020-01-01', 1100) }, 'to', 'period_too_long'],
  [{ from: '2026-02-30', to: '2026-03-01' }, 'from', 'not_a_day'],
  [{ from: '2026-01-01', to: '2026-01-02', shopCode: 'nowhere' }, 'shopCode', 'unknown'],
  [{ from: '2026-01-01', to: '2026-01-02', groupBy: 'week' }, 'groupBy', 'invalid_value'],
])('%j is refused', async (input, path, code) => {
  await expect(run(salesReport, owner, input)).rejects.toMatchObject({
    code: 'invalid',
    params: { errors: [{ path, code }] },
  })
})

test('1,100 days are allowed', async () => {
  const { total } = await run(salesReport, owner, { from: '2023-01-01', to: addDays('2023-01-01', 1099) })
  expect(total).toHaveLength(2)
})

test('a member of one warehouse sees the orders that it ships, in figures as in lists', async () => {
  const { owner: boss, system, tenantId, warehouseId } = await createShopWithStock({ A: 5, B: 5 })
  const orders = [incoming('1', 'A', 2), incoming('2', 'B', 1), incoming('3', 'A', 1)]
  const { results } = await run(ingestOrders, boss, { shopCode: 'tmall', orders })
  for (const { orderId } of results.slice(0, 2)) await run(reviewOrder, boss, { orderId, decision: 'approve' })
  await run(allocateOrders, system, {})
  const packer = await createMember(tenantId, 'finance', { warehouseIds: [warehouseId] })
  const elsewhere = await createMember(tenantId, 'finance', { warehouseIds: [newId()] })
  const day = { from: '2026-11-11', to: '2026-11-11' }
  const total = {
    currency: 'CNY',
    orders: 2,
    units: 3,
    goods: '60.00',
    discount: '0.00',
    freight: '0.00',
    revenue: '60.00',
    cancelled: 0,
  }
  for (const groupBy of ['day', 'month', 'shop'] as const) {
    const key = { day: '2026-11-11', month: '2026-11', shop: 'tmall' }[groupBy]
    expect(await run(salesReport, packer, { ...day, groupBy })).toEqual({ rows: [{ key, ...total }], total: [total] })
  }
  const bySku = await run(salesReport, packer, { ...day, groupBy: 'sku' })
  expect(bySku.rows.map((r) => [r.key, r.orders, r.revenue])).toEqual([
    ['A', 1, '40.00'],
    ['B', 1, '20.00'],
  ])
  expect((await run(listOrders, packer, day)).items).toHaveLength(2)
  const counts = await run(countOrders, packer, {})
  expect(counts.states.awaiting_shipment).toEqual({ n: 2, capped: false })
  expect(counts.all).toEqual({ n: 2, capped: false })
  expect(await run(salesReport, elsewhere, day)).toEqual({ rows: [], total: [] })
  expect((await run(countOrders, elsewhere, {})).all.n).toBe(0)
})

test('equal orders are counted each, folded or not; a line taken away by the channel is no sale', async () => {
  const tenant = await createTenant({ timeZone: zone })
  const shop = await makeShop(tenant.owner)
  const at = '2025-11-05T12:00:00-05:00'
  const lines = [
    { sku: 'cup', quantity: 1, price: '7.00' },
    { sku: 'pot', quantity: 2, price: '9.00' },
  ]
  for (let i = 0; i < 4; i++) {
    await ingest(tenant.owner, shop.code, [{ no: `same-${i}`, at, lines }])
    if (i === 1) await run(foldOrderDeltas, tenant.system, {})
  }
  const day = { from: '2025-11-05', to: '2025-11-05' }
  expect((await run(salesReport, tenant.owner, day)).rows).toMatchObject([{ orders: 4, units: 12, revenue: '100.00' }])
  await ingest(tenant.owner, shop.code, [
    { no: 'same-0', at, modifiedAt: '2025-11-06T12:00:00-05:00', lines: lines.slice(0, 1) },
  ])
  const { rows } = await run(salesReport, tenant.owner, { ...day, groupBy: 'sku' })
  expect(rows.map((r) => [r.key, r.orders, r.units, r.revenue])).toEqual([
    ['pot', 3, 6, '54.00'],
    ['cup', 4, 4, '28.00'],
  ])
  expect((await run(listOrders, tenant.owner, { ...day, sku: 'pot' })).items).toHaveLength(3)
})
