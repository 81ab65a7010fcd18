import { expect, test } from 'vitest'
import { workHrefs } from '@/components/dashboard/work-hrefs'
import { exportSpecs } from '@/components/exchange/export-specs'
import { addDays, businessDay } from '@/lib/kernel/time'
import { countOrders } from '@/lib/modules/orders/count-orders'
import { foldOrderDeltas } from '@/lib/modules/orders/fold-order-deltas'
import { ingestOrders } from '@/lib/modules/orders/ingest-orders'
import { moveOrders } from '@/lib/modules/orders/internal/move-orders'
import { listCalls } from '@/lib/modules/orders/list-calls'
import { listOrders } from '@/lib/modules/orders/list-orders'
import { listRejects } from '@/lib/modules/orders/list-rejects'
import { recordCall } from '@/lib/modules/orders/record-call'
import { dashboard } from '@/lib/modules/reports/dashboard'
import { changeOf, divided } from '@/lib/modules/reports/internal/compare'
import { salesReport } from '@/lib/modules/reports/sales-report'
import type { WorkListKey } from '@/lib/modules/reports/schema'
import { inTenant } from '@/lib/platform/db/transaction'
import type { Actor } from '@/lib/platform/door/actor'
import { Context } from '@/lib/platform/door/context'
import { run } from '@/lib/platform/door/run'
import { setupWorkerDatabase } from '@/tests/support/database'
import { ingest, makeShop } from '@/tests/support/orders'
import { createMember, createTenant } from '@/tests/support/tenant'

await setupWorkerDatabase()

const zone = 'Asia/Shanghai'
const today = businessDay(new Date(), zone)
const noon = (day: string) => `${day}T12:00:00+08:00`
/** The lists behind the pages that the dashboard's work opens. */
const lists: Record<string, (actor: Actor, filter: object) => Promise<{ items: readonly unknown[] }>> = {
  '/orders': (actor, filter) => run(listOrders, actor, filter),
  '/orders/calls': (actor, filter) => run(listCalls, actor, filter),
  '/orders/rejects': (actor, filter) => run(listRejects, actor, filter),
}
const order = (daysAgo: number, price: string, quantity = 1, currency = 'CNY') => ({
  at: noon(addDays(today, -daysAgo)),
  currency,
  lines: [{ sku: 'A', quantity, price }],
})

test('today against yesterday, thirty days against the thirty before, per currency, the own one first', async () => {
  const { owner, system } = await createTenant()
  const shop = await makeShop(owner)
  await ingest(owner, shop.code, [
    order(0, '100.00'),
    order(0, '50.01', 2),
    order(1, '80.00'),
    order(29, '10.00'),
    order(30, '7.00'),
    order(59, '3.00'),
  ])
  await run(foldOrderDeltas, system, {})
  await ingest(owner, shop.code, [
    order(60, '999.00'),
    order(2, '9.00', 1, 'USD'),
    { ...order(0, '1000.00'), status: 'cancelled' },
  ])
  const { sales, today: day } = await run(dashboard, owner, {})
  expect(day).toBe(today)
  expect(sales?.map((s) => s.currency)).toEqual(['CNY', 'USD'])
  const [cny, usd] = sales ?? []
  expect(cny?.today).toEqual({
    from: today,
    to: today,
    orders: { now: 2, before: 1, change: '100.0' },
    units: { now: 3, before: 1, change: '200.0' },
    revenue: { now: '200.02', before: '80.00', change: '150.0' },
    averageOrder: { now: '100.01', before: '80.00', change: '25.0' },
  })
  expect(cny?.last30).toEqual({
    from: addDays(today, -29),
    to: today,
    orders: { now: 4, before: 2, change: '100.0' },
    units: { now: 5, before: 2, change: '150.0' },
    revenue: { now: '290.02', before: '10.00', change: '2800.2' },
    averageOrder: { now: '72.51', before: '5.00', change: '1350.2' },
  })
  expect(usd?.today.revenue).toEqual({ now: '0.00', before: '0.00', change: null })
  expect(usd?.last30.revenue).toEqual({ now: '9.00', before: '0.00', change: null })
  expect(cny?.trend).toHaveLength(30)
  expect(cny?.trend[0]).toEqual({
    day: addDays(today, -29),
    orders: 1,
    units: 1,
    revenue: '10.00',
    beforeOrders: 1,
    beforeRevenue: '3.00',
  })
  expect(cny?.trend[29]).toMatchObject({
    day: today,
    orders: 2,
    revenue: '200.02',
    beforeOrders: 1,
    beforeRevenue: '7.00',
  })
  // The same figures as the report that they open.
  const report = await run(salesReport, owner, { from: addDays(today, -29), to: today })
  expect(report.total[0]).toMatchObject({ orders: 4, units: 5, revenue: '290.02' })
})

test('without orders there are zeros and no changes', async () => {
  const { owner } = await createTenant({ currency: 'JPY' })
  const { sales, counts, work } = await run(dashboard, owner, {})
  expect(sales?.[0]?.last30).toMatchObject({
    orders: { now: 0, before: 0, change: null },
    averageOrder: { now: '0', change: null },
  })
  expect(counts?.all).toEqual({ n: 0, capped: false })
  expect(work.map(({ n, oldest }) => [n, oldest])).toEqual(work.map(() => [0, null]))
})

test('each work list counts what its list shows and names the oldest', async () => {
  const { owner, tenantId } = await createTenant()
  const shop = await makeShop(owner)
  const late = '2025-06-01T00:00:00.000Z'
  const ids = await ingest(
    owner,
    shop.code,
    Array.from({ length: 9 }, (_, i) => ({
      ...order(i + 1, '5.00'),
      promisedShipAt: i < 7 ? late : '2099-01-01T00:00:00Z',
    })),
  )
  const move = (from: number, to: number, state: 'awaiting_contact' | 'awaiting_purchase' | 'awaiting_shipment') =>
    inTenant(tenantId, 'write', (client) =>
      moveOrders(
        new Context(client, owner, new Date()),
        ids.slice(from, to).map((orderId) => ({ orderId, from: 'pending_review', to: state, reason: '' })),
      ),
    )
  await move(2, 4, 'awaiting_contact')
  await move(4, 5, 'awaiting_purchase')
  await move(5, 9, 'awaiting_shipment')
  await run(ingestOrders, owner, { shopCode: shop.code, orders: [{ channelOrderNo: 'broken' }] })

  const { work } = await run(dashboard, owner, {})
  const of = (key: WorkListKey) => work.find((w) => w.key === key)
  const day = (n: number) => new Date(noon(addDays(today, -n))).toISOString()
  expect(of('pendingReview')).toEqual({ key: 'pendingReview', n: 2, capped: false, oldest: day(2) })
  expect(of('callsDue')).toEqual({ key: 'callsDue', n: 2, capped: false, oldest: day(4) })
  expect(of('awaitingPurchase')).toEqual({ key: 'awaitingPurchase', n: 1, capped: false, oldest: day(5) })
  expect(of('overdue')).toEqual({ key: 'overdue', n: 2, capped: false, oldest: late })
  expect(of('rejects')).toMatchObject({ n: 1, capped: false })
  // One of the two is to be called tomorrow: it is due no more, and stays on the whole list.
  const tomorrow = new Date(Date.now() + 86_400_000).toISOString()
  await run(recordCall, owner, { orderId: ids[2], result: 'busy', nextCallAt: tomorrow })
  expect((await run(listCalls, owner, {})).items).toHaveLength(2)
  // Every figure opens the rows that it counts.
  const { work: figures } = await run(dashboard, owner, {})
  expect(figures.find((w) => w.key === 'callsDue')?.n).toBe(1)
  for (const { key, n } of figures) {
    const { pathname, searchParams } = new URL(workHrefs[key], 'http://caravan.test')
    const spec = exportSpecs[pathname]
    const list = lists[pathname]
    if (!spec || !list) throw new Error(`nobody knows what ${pathname} lists`)
    const filter = { ...spec.usual, ...Object.fromEntries(searchParams) }
    // What the page does not hand on would narrow nothing there.
    expect(Object.keys(spec.fields)).toEqual(expect.arrayContaining(Object.keys(filter)))
    expect((await list(owner, filter)).items, key).toHaveLength(n)
  }
  expect(of('held')).toEqual({ key: 'held', n: 9, capped: false, oldest: day(9) })
  const shown = async (filter: object) => (await run(listOrders, owner, filter)).items.length
  expect(await shown({ state: 'pending_review' })).toBe(2)
  expect(await shown({ hold: 'any' })).toBe(9)
  expect(await shown({ overdue: '1' })).toBe(2)
  // An order that is over is nobody's work, whatever held it.
  await inTenant(tenantId, 'write', (client) =>
    moveOrders(new Context(client, owner, new Date()), [
      { orderId: ids[0] ?? '', from: 'pending_review', to: 'cancelled', reason: '' },
    ]),
  )
  expect((await run(countOrders, owner, {})).held.n).toBe(8)
  expect(await shown({ hold: 'any' })).toBe(8)
})

test('every part needs the right to the list behind it', async () => {
  const { tenantId } = await createTenant()
  const parts = async (actor: Actor) => {
    const { sales, counts, work } = await run(dashboard, actor, {})
    return { sales: sales !== null, counts: counts !== null, work: work.map((w) => w.key) }
  }
  const orders = ['pendingReview', 'callsDue', 'held', 'awaitingPurchase', 'overdue']
  expect(await parts(await createMember(tenantId, 'finance'))).toEqual({
    ...{ sales: true, counts: true, work: [...orders, 'refundDue'] },
  })
  expect(await parts(await createMember(tenantId, 'customer_service'))).toEqual({
    sales: false,
    counts: true,
    work: [...orders, 'refundDue', 'rejects'],
  })
  expect(await parts(await createMember(tenantId, 'purchaser'))).toEqual({
    sales: false,
    counts: true,
    work: orders.filter((key) => key !== 'callsDue'),
  })
})

test('changes are percent with one decimal, and averages are rounded once', () => {
  expect(changeOf(3n, 2n)).toBe('50.0')
  expect(changeOf(2n, 3n)).toBe('-33.3')
  expect(changeOf(0n, 5n)).toBe('-100.0')
  expect(changeOf(5n, 5n)).toBe('0.0')
  expect(changeOf(1n, 0n)).toBeNull()
  expect(changeOf(-50n, -100n)).toBe('50.0')
  expect(changeOf(1999n, 2000n)).toBe('-0.1')
  expect([divided(7n, 2n), divided(-7n, 2n), divided(10n, 3n), divided(5n, 0n)]).toEqual([4n, -4n, 3n, 0n])
})
