import { expect, test } from 'vitest'
import { setupWorkerDatabase } from '@/tests/support/database'

await setupWorkerDatabase()
const { run } = await import('@/lib/platform/door/run')
const { addNote } = await import('@/lib/modules/orders/add-note')
const { allocateOrders } = await import('@/lib/modules/orders/allocate-orders')
const { createOrder } = await import('@/lib/modules/orders/create-order')
const { dismissReject } = await import('@/lib/modules/orders/dismiss-reject')
const { foldOrderDeltas } = await import('@/lib/modules/orders/fold-order-deltas')
const { getOrder } = await import('@/lib/modules/orders/get-order')
const { getFulfilment } = await import('@/lib/modules/orders/get-fulfilment')
const { ingestOrders } = await import('@/lib/modules/orders/ingest-orders')
const { jobs } = await import('@/lib/modules/orders/jobs')
const { listOrders } = await import('@/lib/modules/orders/list-orders')
const { listRejects } = await import('@/lib/modules/orders/list-rejects')
const { recordCall } = await import('@/lib/modules/orders/record-call')
const { recordTracking } = await import('@/lib/modules/orders/record-tracking')
const { shipFulfilment } = await import('@/lib/modules/orders/ship-fulfilment')
const { reviewOrder } = await import('@/lib/modules/orders/review-order')
const { salesReport } = await import('@/lib/modules/reports/sales-report')
const { inTenant } = await import('@/lib/platform/db/transaction')
const { createShopWithStock, createSkus, incoming } = await import('@/tests/support/shop')
const { makeShop } = await import('@/tests/support/orders')
const { createMember } = await import('@/tests/support/tenant')

type Shop = Awaited<ReturnType<typeof createShopWithStock>>
const ingest = async (shop: Shop, ...orders: unknown[]) =>
  (await run(ingestOrders, shop.owner, { shopCode: 'tmall', orders })).results
const line = (changes: object) => ({ ...incoming('X', 'TEA').lines[0], ...changes })

test('the clock finds a waiting code whose wake-up was lost', async () => {
  const shop = await createShopWithStock({})
  const [taken] = await ingest(shop, incoming('1', 'LATER'))
  // The event is told to nobody.
  await createSkus(shop.owner, ['LATER'])
  const heal = jobs.find((job) => job.name === 'order.heal')
  if (heal?.kind !== 'drain') throw new Error('the drain is missing')
  await heal.run(shop.system, heal.input([]))
  const order = await run(getOrder, shop.owner, { orderId: taken?.orderId })
  expect(order.holds).toEqual([])
  expect(order.lines[0]?.skuCode).toBe('LATER')
})

test('amounts no order has are refused, so that no sum of them can fail', async () => {
  const shop = await createShopWithStock({ TEA: 1 })
  const huge = { lines: [line({ quantity: 90_000, unitPrice: '1000000000000' })], total: '0', paid: '0' }
  const results = await ingest(
    shop,
    incoming('A', 'TEA', 1, huge),
    incoming('B', 'TEA', 1, huge),
    incoming('C', 'TEA', 1, { shippingFee: '9999999999999.99' }),
    incoming('D', 'TEA', 1, { discount: '-9999999999999.99' }),
    incoming('OK', 'TEA'),
  )
  expect(results.map((r) => r.outcome)).toEqual(['rejected', 'rejected', 'created', 'created', 'created'])
  expect(results[0]?.error?.errors).toEqual([{ path: 'lines', code: 'out_of_range' }])
  await run(foldOrderDeltas, shop.system, {})
  const report = await run(salesReport, shop.owner, { from: '2026-11-11', to: '2026-11-11' })
  expect(report.total).toMatchObject([{ orders: 3 }])
})

test('units beyond what a day of orders can count are refused', async () => {
  const shop = await createShopWithStock({ TEA: 1 })
  const lines = Array.from({ length: 11 }, (_, i) =>
    line({ channelLineNo: String(i), quantity: 1_000_000, unitPrice: '0' }),
  )
  const [result] = await ingest(shop, incoming('A', 'TEA', 1, { lines }))
  expect(result).toMatchObject({ outcome: 'rejected', error: { errors: [{ path: 'lines', code: 'out_of_range' }] } })
})

test('a wrong price is told at its line', async () => {
  const shop = await createShopWithStock({ TEA: 1 })
  const [wrong, large] = await ingest(
    shop,
    incoming('A', 'TEA', 1, { lines: [line({}), line({ channelLineNo: '2', unitPrice: '007.50' })] }),
    incoming('B', 'TEA', 1, {
      lines: [line({}), line({ channelLineNo: '2', unitPrice: '9999999999999', quantity: 1_000_000 })],
    }),
  )
  expect(wrong?.error?.errors).toEqual([{ path: 'lines.1.unitPrice', code: 'not_a_decimal' }])
  expect(large?.error?.errors).toEqual([{ path: 'lines.1.unitPrice', code: 'out_of_range' }])
  const typed = { shopCode: 'tmall', address: incoming('X', 'TEA').address }
  const refused = run(createOrder, shop.owner, {
    ...typed,
    lines: [{ skuCode: 'TEA', quantity: 1_000_000, unitPrice: '9999999999999' }],
  })
  await expect(refused).rejects.toMatchObject({
    params: { errors: [{ path: 'lines.0.unitPrice', code: 'out_of_range' }] },
  })
})

test('a reject put aside stays aside when the channel sends the same again; an open one tells its newest reason', async () => {
  const shop = await createShopWithStock({ TEA: 1 })
  const bad = incoming('1', 'TEA', 0)
  await ingest(shop, bad)
  const [reject] = (await run(listRejects, shop.owner, {})).items
  await inTenant(shop.tenantId, 'write', (c) =>
    c.query(`update intake_rejects set errors = '[{"path":"old","code":"old"}]' where tenant_id = $1`, [shop.tenantId]),
  )
  await ingest(shop, bad)
  const [again] = (await run(listRejects, shop.owner, {})).items
  expect(again).toMatchObject({ id: reject?.id, attempts: 2, errors: [{ path: 'lines.0.quantity' }] })
  await run(dismissReject, shop.owner, { rejectId: reject?.id, reason: 'a test' })
  await ingest(shop, bad)
  expect((await run(listRejects, shop.owner, {})).items).toEqual([])
  expect((await run(listRejects, shop.owner, { state: 'dismissed' })).items).toMatchObject([{ attempts: 3 }])
})

test('a closed shop takes no new order, and goes on hearing of the old ones', async () => {
  const { closeShop } = await import('@/lib/modules/settings/close-shop')
  const shop = await createShopWithStock({ TEA: 1 })
  await ingest(shop, incoming('1', 'TEA'))
  await run(closeShop, shop.owner, { shopId: shop.shopId })
  const results = await ingest(
    shop,
    incoming('1', 'TEA', 1, { status: 'cancelled', modifiedAt: '2026-11-12T08:00:00+08:00' }),
    incoming('2', 'TEA'),
  )
  expect(results.map((r) => r.outcome)).toEqual(['updated', 'rejected'])
  expect((await run(listOrders, shop.owner, {})).items).toMatchObject([{ channelOrderNo: '1', state: 'cancelled' }])
})

test('a scan and who works on the parcel at the same moment wait for each other, and one sees the other', async () => {
  const shop = await createShopWithStock({ TEA: 1 })
  const parcel = await allocated(shop)
  await run(shipFulfilment, shop.owner, { fulfilmentId: parcel, carrierCode: 'sf', trackingNo: 'SF0001' })
  const scan = { carrierCode: 'sf', trackingNo: 'SF0001', at: '2026-11-13T08:00:00Z', status: 'delivered' }
  const scanned = await inTenant(shop.tenantId, 'write', async (c) => {
    await c.query('select 1 from orders where tenant_id = $1 for update', [shop.tenantId])
    const recording = run(recordTracking, shop.system, { events: [scan] })
    await new Promise((done) => setTimeout(done, 300))
    // What taking it back does, orders first, then the parcel: nobody may hold the parcel and wait for the order.
    await c.query('select 1 from fulfilments where tenant_id = $1 and id = $2 for update nowait', [
      shop.tenantId,
      parcel,
    ])
    await c.query(
      `update fulfilments set state = 'allocated', tracking_key = null, shipped_at = null where tenant_id = $1 and id = $2`,
      [shop.tenantId, parcel],
    )
    return { recording }
  })
  expect(await scanned.recording).toEqual({ results: [{ outcome: 'unknown' }] })
  expect(await run(getFulfilment, shop.owner, { fulfilmentId: parcel })).toMatchObject({ tracking: [] })
})

test('notes and calls upon an older version are refused as every change is', async () => {
  const shop = await createShopWithStock({ TEA: 1 })
  const [taken] = await ingest(shop, incoming('1', 'TEA'))
  const orderId = taken?.orderId
  await run(reviewOrder, shop.owner, { orderId, decision: 'contact' })
  const conflict = { code: 'version_conflict', params: { version: 2 } }
  await expect(run(addNote, shop.owner, { orderId, text: 'x', version: 1 })).rejects.toMatchObject(conflict)
  await expect(run(recordCall, shop.owner, { orderId, result: 'busy', version: 1 })).rejects.toMatchObject(conflict)
  expect(await run(addNote, shop.owner, { orderId, text: 'x', version: 2 })).toMatchObject({ version: 3 })
})

test('of changed lines each keeps its place, new ones follow, removed ones count nothing', async () => {
  const shop = await createShopWithStock({ TEA: 1 })
  const lines = (...nos: string[]) => nos.map((no) => line({ channelLineNo: no }))
  const at = (day: number) => `2026-11-${day}T08:00:00+08:00`
  await ingest(shop, incoming('1', 'TEA', 1, { lines: lines('a', 'b', 'c') }))
  await ingest(shop, incoming('1', 'TEA', 1, { lines: lines('d', 'c', 'a', 'e'), modifiedAt: at(12) }))
  const [taken] = await ingest(shop, incoming('1', 'TEA', 1, { lines: lines('b', 'e', 'f'), modifiedAt: at(13) }))
  const order = await run(getOrder, shop.owner, { orderId: taken?.orderId })
  expect(order.lines.map((l) => [l.lineNo, l.channelLineNo, l.quantity])).toEqual([
    [1, 'a', 0],
    [2, 'b', 1],
    [3, 'c', 0],
    [4, 'd', 0],
    [5, 'e', 1],
    [6, 'f', 1],
  ])
  expect(order).toMatchObject({ lineCount: 3, units: 3 })
})

test('who is limited to a shop finds its orders, however many others have the same SKU', async () => {
  const shop = await createShopWithStock({ TEA: 1 })
  const own = await makeShop(shop.owner, { code: 'own' })
  await run(ingestOrders, shop.owner, { shopCode: 'own', orders: [incoming('MINE', 'TEA')] })
  for (const page of [0, 1, 2]) {
    const orders = Array.from({ length: 700 }, (_, i) => incoming(`M${page}-${i}`, 'TEA'))
    await run(ingestOrders, shop.owner, { shopCode: 'tmall', orders })
  }
  const limited = await createMember(shop.tenantId, 'customer_service', { shopIds: [own.id] })
  for (const q of ['tea', 'M', 'SO-', '王小明', '8000'])
    expect((await run(listOrders, limited, { q })).items, q).toMatchObject([{ channelOrderNo: 'MINE' }])
  const { items } = await run(listOrders, shop.owner, { q: 'TEA', shopCode: 'own' })
  expect(items).toMatchObject([{ channelOrderNo: 'MINE' }])
})

async function allocated(shop: Shop): Promise<string> {
  const [taken] = await ingest(shop, incoming('1', 'TEA'))
  await run(reviewOrder, shop.owner, { orderId: taken?.orderId, decision: 'approve' })
  await run(allocateOrders, shop.system, {})
  const { fulfilments } = await run(getOrder, shop.owner, { orderId: taken?.orderId })
  return fulfilments[0]?.id ?? ''
}
