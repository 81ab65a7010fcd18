import { expect, test } from 'vitest'
import { setupWorkerDatabase } from '@/tests/support/database'

await setupWorkerDatabase()
const { run } = await import('@/lib/platform/door/run')
const { allocateOrders } = await import('@/lib/modules/orders/allocate-orders')
const { cancelOrder } = await import('@/lib/modules/orders/cancel-order')
const { getOrder } = await import('@/lib/modules/orders/get-order')
const { ingestOrders } = await import('@/lib/modules/orders/ingest-orders')
const { listOrders } = await import('@/lib/modules/orders/list-orders')
const { recordTracking } = await import('@/lib/modules/orders/record-tracking')
const { reviewOrder } = await import('@/lib/modules/orders/review-order')
const { shipFulfilment } = await import('@/lib/modules/orders/ship-fulfilment')
const { createShopWithStock, incoming } = await import('@/tests/support/shop')

async function arrive(shop: Awaited<ReturnType<typeof createShopWithStock>>, no: string, sku: string, quantity = 1) {
  const { results } = await run(ingestOrders, shop.owner, { shopCode: 'tmall', orders: [incoming(no, sku, quantity)] })
  const [result] = results
  if (result?.outcome !== 'created' || !result.orderId) throw new Error(JSON.stringify(result))
  return result.orderId
}

test('S0.42 S0.48 S1.101–108: an order arrives, is approved, reserved, shipped and delivered', async () => {
  const shop = await createShopWithStock({ 'TEA-1': 5 })
  const orderId = await arrive(shop, 'A1', 'TEA-1', 2)
  expect((await run(getOrder, shop.owner, { orderId })).state).toBe('pending_review')

  expect((await run(reviewOrder, shop.owner, { orderId, decision: 'approve' })).state).toBe('approved')
  expect(await run(allocateOrders, shop.system, {})).toEqual({ more: false })
  const allocated = await run(getOrder, shop.owner, { orderId })
  expect(allocated.state).toBe('awaiting_shipment')
  expect(allocated.allocation).toMatchObject({
    warehouseCode: 'HZ',
    candidates: [{ warehouseCode: 'HZ', score: 100, reason: 'chosen' }],
    short: [],
  })
  const fulfilmentId = allocated.fulfilments[0]?.id ?? ''

  const shipped = await run(shipFulfilment, shop.owner, { fulfilmentId, carrierCode: 'SF', trackingNo: 'SF123456' })
  expect(shipped).toMatchObject({ state: 'shipped', carrierCode: 'sf', trackingNo: 'SF123456' })
  expect(
    (await run(shipFulfilment, shop.owner, { fulfilmentId, carrierCode: 'sf', trackingNo: 'SF123456' })).version,
  ).toBe(shipped.version)
  await expect(
    run(shipFulfilment, shop.owner, { fulfilmentId, carrierCode: 'sf', trackingNo: 'OTHER1' }),
  ).rejects.toMatchObject({ code: 'already_shipped' })

  const delivered = { carrierCode: 'sf', trackingNo: 'SF123456', at: '2026-11-13T10:00:00+08:00', status: 'delivered' }
  const unknown = { ...delivered, trackingNo: 'NOBODY' }
  expect(
    (await run(recordTracking, shop.owner, { events: [delivered, delivered, unknown] })).results.map((r) => r.outcome),
  ).toEqual(['applied', 'duplicate', 'unknown'])
  const end = await run(getOrder, shop.owner, { orderId })
  expect(end.state).toBe('delivered')
  expect(end.events.map((e) => [e.from, e.to])).toEqual([
    [null, 'pending_review'],
    ['pending_review', 'approved'],
    ['approved', 'awaiting_shipment'],
    ['awaiting_shipment', 'shipped'],
    ['shipped', 'delivered'],
  ])
  await expect(run(cancelOrder, shop.owner, { orderId, reason: 'late' })).rejects.toMatchObject({
    code: 'already_shipped',
  })
})

test('S1.105: short orders wait for purchase and go on when another is cancelled', async () => {
  const shop = await createShopWithStock({ 'CUP-1': 1 })
  const first = await arrive(shop, 'B1', 'CUP-1')
  const second = await arrive(shop, 'B2', 'CUP-1')
  for (const orderId of [first, second]) await run(reviewOrder, shop.owner, { orderId, decision: 'approve' })
  await run(allocateOrders, shop.system, {})
  const states = async () =>
    (await run(listOrders, shop.owner, {})).items.map((o) => [o.channelOrderNo, o.state]).sort()
  expect(await states()).toEqual([
    ['B1', 'awaiting_shipment'],
    ['B2', 'awaiting_purchase'],
  ])
  expect((await run(getOrder, shop.owner, { orderId: second })).allocation?.short).toEqual([
    { skuCode: 'CUP-1', missing: 1 },
  ])
  await run(cancelOrder, shop.owner, { orderId: first, reason: 'changed my mind' })
  await run(allocateOrders, shop.system, {})
  expect(await states()).toEqual([
    ['B1', 'cancelled'],
    ['B2', 'awaiting_shipment'],
  ])
})

test('S0.41: an order is found by number, channel number, SKU, name, phone and last four digits', async () => {
  const shop = await createShopWithStock({ 'POT-1': 3 })
  await arrive(shop, 'C-778899', 'POT-1')
  const [order] = (await run(listOrders, shop.owner, {})).items
  for (const q of [order?.number, 'C-7788', 'pot-1', '王小明', '+86 138-0013-8000', '8000', '茶友小王']) {
    expect((await run(listOrders, shop.owner, { q })).items, q).toHaveLength(1)
  }
  for (const q of ['王小', '1380013', 'POT-2', '8001'])
    expect((await run(listOrders, shop.owner, { q })).items, q).toHaveLength(0)
})
