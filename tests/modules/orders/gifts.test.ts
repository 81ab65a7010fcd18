import { expect, test } from 'vitest'
import { createProduct } from '@/lib/modules/catalog/create-product'
import { addGift } from '@/lib/modules/orders/add-gift'
import { adjustStock } from '@/lib/modules/orders/adjust-stock'
import { allocateOrders } from '@/lib/modules/orders/allocate-orders'
import { ingestOrders } from '@/lib/modules/orders/ingest-orders'
import { removeGift } from '@/lib/modules/orders/remove-gift'
import { reviewOrder } from '@/lib/modules/orders/review-order'
import { salesReport } from '@/lib/modules/reports/sales-report'
import { run } from '@/lib/platform/door/run'
import { arrive, brokenInvariants, stockOf } from '@/tests/support/books'
import { setupWorkerDatabase } from '@/tests/support/database'
import { openParcels, ordered, ready, ship, viewOf } from '@/tests/support/order-work'
import { createShopWithStock } from '@/tests/support/shop'

await setupWorkerDatabase()

test('a gift is reserved and shipped at its cost, and counts in no amount, no unit and no report', async () => {
  const shop = await createShopWithStock({ CUP: 5, POT: 3 })
  const [order] = await arrive(shop, [ordered('A', { CUP: 2 })])
  const orderId = order ?? ''
  const given = await run(addGift, shop.owner, { orderId, skuCode: 'pot', quantity: 1, reason: 'Anniversary' })
  expect(given.lines.map((l) => [l.skuCode, l.kind, l.quantity, l.goods])).toEqual([
    ['CUP', 'ordered', 2, '40.00'],
    ['POT', 'gift', 1, '0.00'],
  ])
  expect([given.units, given.lineCount, given.total]).toEqual([2, 1, '40.00'])
  await run(reviewOrder, shop.owner, { orderId, decision: 'approve' })
  await run(allocateOrders, shop.system, {})
  const parcel = openParcels(await viewOf(shop, orderId))[0]
  expect(parcel?.lines.map((l) => `${l.skuCode}×${l.quantity}`).sort()).toEqual(['CUP×2', 'POT×1'])
  await ship(shop, parcel?.id, 'SF-1001')
  expect((await viewOf(shop, orderId)).state).toBe('shipped')
  expect(await stockOf(shop)).toMatchObject({ CUP: { onHand: 3 }, POT: { onHand: 2, value: '20.00' } })
  const { rows } = await run(salesReport, shop.owner, { from: '2026-11-01', to: '2026-11-30', groupBy: 'sku' })
  expect(rows.map((r) => [r.key, r.units])).toEqual([['CUP', 2]])
  expect(await brokenInvariants(shop)).toEqual([])
})

test('an order that is reserved already gets the gift out of its own warehouse, in a new parcel, or not at all', async () => {
  const shop = await createShopWithStock({ CUP: 5, POT: 1 })
  const [order] = await ready(shop, [ordered('A', { CUP: 2 })])
  if (!order) throw new Error('no order')
  const given = await run(addGift, shop.owner, { orderId: order.id, skuCode: 'POT', quantity: 1 })
  expect(given.state).toBe('awaiting_shipment')
  expect(openParcels(given)).toMatchObject([{ lines: [{ skuCode: 'CUP' }, { skuCode: 'POT', quantity: 1 }] }])
  expect(await stockOf(shop)).toMatchObject({ POT: { reserved: 1 } })
  await expect(run(addGift, shop.owner, { orderId: order.id, skuCode: 'POT', quantity: 1 })).rejects.toMatchObject({
    code: 'insufficient_stock',
  })
  expect((await viewOf(shop, order.id)).lines).toHaveLength(2)
  const orderLineId = given.lines[1]?.id
  const taken = await run(removeGift, shop.owner, { orderId: order.id, orderLineId })
  expect(openParcels(taken)).toMatchObject([{ lines: [{ skuCode: 'CUP', quantity: 2 }] }])
  expect(await stockOf(shop)).toMatchObject({ POT: { reserved: 0 } })
  await expect(run(removeGift, shop.owner, { orderId: order.id, orderLineId })).rejects.toMatchObject({
    code: 'not_found',
  })
  await expect(
    run(removeGift, shop.owner, { orderId: order.id, orderLineId: order.lines[0]?.id }),
  ).rejects.toMatchObject({ code: 'not_found' })
  expect(await brokenInvariants(shop)).toEqual([])
})

test('a waiting order waits for its gift too; taken away, it goes on', async () => {
  const shop = await createShopWithStock({ CUP: 0, POT: 0 })
  const components = [{ skuCode: 'POT', quantity: 2 }]
  await run(createProduct, shop.owner, {
    name: 'Set',
    skus: [{ code: 'SET', name: 'SET', listPrice: '20.00', currency: 'CNY', components }],
  })
  const [order] = await ready(shop, [ordered('A', { CUP: 1 })])
  if (!order) throw new Error('no order')
  expect(order.state).toBe('awaiting_purchase')
  const given = await run(addGift, shop.owner, { orderId: order.id, skuCode: 'SET', quantity: 1 })
  expect(await brokenInvariants(shop)).toEqual([])
  const supply = { warehouseCode: 'HZ', reason: 'came', lines: [{ skuCode: 'CUP', quantity: 1, unitCost: '10.00' }] }
  await run(adjustStock, shop.owner, supply)
  await run(allocateOrders, shop.system, {})
  // Not whole: the pots of the gift are missing.
  expect((await viewOf(shop, order.id)).state).toBe('awaiting_purchase')
  await run(removeGift, shop.owner, { orderId: order.id, orderLineId: given.lines[1]?.id })
  expect(await brokenInvariants(shop)).toEqual([])
  await run(allocateOrders, shop.system, {})
  expect((await viewOf(shop, order.id)).state).toBe('awaiting_shipment')
  expect(await brokenInvariants(shop)).toEqual([])
})

test('the channel changes its lines: the gift stays, the counted units follow the channel', async () => {
  const shop = await createShopWithStock({ CUP: 9, POT: 3 })
  const first = ordered('A', { CUP: 2 })
  const [order] = await ready(shop, [first])
  if (!order) throw new Error('no order')
  await run(addGift, shop.owner, { orderId: order.id, skuCode: 'POT', quantity: 1 })
  const later = { ...ordered('A', { CUP: 3 }), modifiedAt: '2026-11-11T09:00:00+08:00' }
  await run(ingestOrders, shop.owner, { shopCode: 'tmall', orders: [later] })
  const after = await viewOf(shop, order.id)
  expect([after.state, after.units]).toEqual(['pending_review', 3])
  expect(after.lines.map((l) => [l.skuCode, l.kind, l.quantity])).toEqual([
    ['CUP', 'ordered', 3],
    ['POT', 'gift', 1],
  ])
  // The same again is no change, though the gift is not in it.
  const same = { ...later, modifiedAt: '2026-11-11T09:30:00+08:00', promisedShipAt: '2026-11-13T09:30:00+08:00' }
  await run(ingestOrders, shop.owner, { shopCode: 'tmall', orders: [same] })
  expect((await viewOf(shop, order.id)).holds.map((h) => h.code)).toEqual(['manual'])
  expect(await brokenInvariants(shop)).toEqual([])
})
