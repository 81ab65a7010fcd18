import { beforeEach, expect, test } from 'vitest'
import { adjustStock } from '@/lib/modules/orders/adjust-stock'
import { allocateOrders } from '@/lib/modules/orders/allocate-orders'
import { cancelOrder } from '@/lib/modules/orders/cancel-order'
import { getOrder } from '@/lib/modules/orders/get-order'
import { releaseHold } from '@/lib/modules/orders/release-hold'
import { reviewOrder } from '@/lib/modules/orders/review-order'
import { shipFulfilment } from '@/lib/modules/orders/ship-fulfilment'
import { unapproveOrder } from '@/lib/modules/orders/unapprove-order'
import { inTenant } from '@/lib/platform/db/transaction'
import { run } from '@/lib/platform/door/run'
import { arrive, brokenInvariants, stockOf } from '@/tests/support/books'
import { setupWorkerDatabase } from '@/tests/support/database'
import { createShopWithStock, incoming, type TestShop } from '@/tests/support/shop'
import { drainAll } from '@/workers/drain-all'

await setupWorkerDatabase()
let shop: TestShop

beforeEach(async () => {
  shop = await createShopWithStock({ TEA: 10, CUP: 5 })
})

const at = (hour: number) => new Date(Date.UTC(2026, 10, 11, hour)).toISOString()
const lose = (skuCode: string, units: number) =>
  run(adjustStock, shop.owner, { warehouseCode: 'HZ', reason: 'lost', lines: [{ skuCode, quantity: -units }] })
const stateOf = async (orderId: string) => (await run(getOrder, shop.owner, { orderId })).state

/** Approved and allocated orders of one line each. */
async function promised(...orders: { no: string; sku?: string; units: number; by?: string; paid?: string }[]) {
  const ids = await arrive(
    shop,
    orders.map(({ no, sku = 'TEA', units, by, paid }) =>
      incoming(no, sku, units, { ...(by && { promisedShipAt: by }), ...(paid && { paidAt: paid }) }),
    ),
  )
  for (const orderId of ids) await run(reviewOrder, shop.owner, { orderId, decision: 'approve' })
  await run(allocateOrders, shop.system, {})
  for (const orderId of ids) expect(await stateOf(orderId)).toBe('awaiting_shipment')
  return ids
}

/** A station's work, which has no command of its own yet. */
async function picked(orderId: string, state: 'picking' | 'packed') {
  const parcel = (await run(getOrder, shop.owner, { orderId })).fulfilments.at(-1)?.id ?? ''
  await inTenant(shop.tenantId, 'write', (client) =>
    client.query('update fulfilments set state = $3 where tenant_id = $1 and id = $2', [shop.tenantId, parcel, state]),
  )
  return parcel
}

test('the youngest promise gives way, visibly, and gets its goods when they come', async () => {
  const [early = '', late = '', none = ''] = await promised(
    { no: 'early', units: 3, by: at(1) },
    { no: 'late', units: 3, by: at(9) },
    { no: 'none', units: 3 },
  )
  const { brokenOrders } = await lose('TEA', 2)
  // No promise at all is the latest of all.
  expect(brokenOrders).toMatchObject([{ orderId: none, outcome: 'cancelled' }])
  expect([await stateOf(early), await stateOf(late), await stateOf(none)]).toEqual([
    'awaiting_shipment',
    'awaiting_shipment',
    'awaiting_purchase',
  ])
  expect(await stockOf(shop)).toMatchObject({ TEA: { onHand: 8, reserved: 6 } })
  const order = await run(getOrder, shop.owner, { orderId: none })
  expect(order.events.at(-1)).toMatchObject({
    from: 'awaiting_shipment',
    to: 'awaiting_purchase',
    reason: 'stock_lost',
  })
  expect(order.activity.some((a) => a.kind === 'shipment' && a.data.lost === 'cancelled')).toBe(true)
  expect(order.fulfilments.map((f) => f.state)).toEqual(['cancelled'])
  expect(await brokenInvariants(shop)).toEqual([])

  await run(adjustStock, shop.owner, { warehouseCode: 'HZ', reason: 'found', lines: [{ skuCode: 'TEA', quantity: 1 }] })
  await drainAll(shop.tenantId)
  expect(await stateOf(none)).toBe('awaiting_shipment')
  expect(await stockOf(shop)).toMatchObject({ TEA: { onHand: 9, reserved: 9 } })
  expect(await brokenInvariants(shop)).toEqual([])
})

test('of equal promises the one paid last, and as many as it takes', async () => {
  const [a = '', b = '', c = ''] = await promised(
    { no: 'a', units: 4, by: at(5), paid: at(3) },
    { no: 'b', units: 3, by: at(5), paid: at(4) },
    { no: 'c', units: 3, by: at(5), paid: at(2) },
  )
  expect((await lose('TEA', 3)).brokenOrders.map((o) => o.orderId)).toEqual([b])
  expect((await lose('TEA', 4)).brokenOrders.map((o) => o.orderId)).toEqual([a])
  expect(await stateOf(c)).toBe('awaiting_shipment')
  expect((await lose('TEA', 3)).brokenOrders.map((o) => o.orderId)).toEqual([c])
  expect(await stockOf(shop)).toMatchObject({ TEA: { onHand: 0, reserved: 0, value: '0.00' } })
  expect(await brokenInvariants(shop)).toEqual([])
})

test('what nobody was promised hurts nobody, and more than there is is refused line by line', async () => {
  await promised({ no: 'a', units: 4 })
  expect((await lose('TEA', 6)).brokenOrders).toEqual([])
  const lines = [
    { skuCode: 'CUP', quantity: -5 },
    { skuCode: 'TEA', quantity: -5 },
  ]
  await expect(run(adjustStock, shop.owner, { warehouseCode: 'HZ', reason: 'x', lines })).rejects.toMatchObject({
    code: 'insufficient_stock',
    params: { errors: [{ path: 'lines.1.quantity', code: 'insufficient_stock' }] },
  })
  expect(await stockOf(shop)).toMatchObject({ TEA: { onHand: 4, reserved: 4 }, CUP: { onHand: 5 } })
})

test('an order of two SKUs gives back the other one as well, and others get it', async () => {
  const two = (no: string) =>
    incoming(no, 'TEA', 2, {
      lines: ['TEA', 'CUP'].map((sellerSku, i) => ({
        channelLineNo: String(i + 1),
        sellerSku,
        title: sellerSku,
        quantity: i === 0 ? 10 : 5,
        unitPrice: '20.00',
      })),
      total: '300.00',
      paid: '300.00',
    })
  const [both = '', cups = ''] = await arrive(shop, [two('both'), incoming('cups', 'CUP', 4)])
  for (const orderId of [both, cups]) await run(reviewOrder, shop.owner, { orderId, decision: 'approve' })
  await run(allocateOrders, shop.system, {})
  expect([await stateOf(both), await stateOf(cups)]).toEqual(['awaiting_shipment', 'awaiting_purchase'])
  expect((await lose('TEA', 1)).brokenOrders).toMatchObject([{ orderId: both }])
  await drainAll(shop.tenantId)
  expect([await stateOf(both), await stateOf(cups)]).toEqual(['awaiting_purchase', 'awaiting_shipment'])
  expect(await stockOf(shop)).toMatchObject({ TEA: { onHand: 9, reserved: 0 }, CUP: { onHand: 5, reserved: 4 } })
  expect(await brokenInvariants(shop)).toEqual([])
})

test.each(['picking', 'packed'] as const)('a parcel that is %s gives way last and is blocked', async (state) => {
  const [hands = '', shelf = ''] = await promised({ no: 'hands', units: 5 }, { no: 'shelf', units: 5, by: at(1) })
  const parcel = await picked(hands, state)
  expect((await lose('TEA', 1)).brokenOrders).toMatchObject([{ orderId: shelf, outcome: 'cancelled' }])
  expect((await lose('TEA', 5)).brokenOrders).toMatchObject([{ orderId: hands, outcome: 'blocked' }])
  const order = await run(getOrder, shop.owner, { orderId: hands })
  expect(order).toMatchObject({ state: 'awaiting_shipment', fulfilments: [{ state, blockReason: 'stock_lost' }] })
  expect(await brokenInvariants(shop)).toEqual([])
  const ship = { fulfilmentId: parcel, carrierCode: 'sf', trackingNo: 'SF0001' }
  await expect(run(shipFulfilment, shop.owner, ship)).rejects.toMatchObject({ code: 'on_hold' })
  await run(unapproveOrder, shop.owner, { orderId: hands })
  expect(await stateOf(hands)).toBe('pending_review')
  expect(await brokenInvariants(shop)).toEqual([])
})

test('lifting a hold does not let a parcel go whose goods are lost', async () => {
  const [orderId = ''] = await promised({ no: 'a', units: 5 })
  await picked(orderId, 'packed')
  await lose('TEA', 6)
  const [line] = incoming('a', 'TEA', 5).lines
  const moved = { ...incoming('a', 'TEA', 5), address: { name: '李四' }, modifiedAt: at(20), lines: [line] }
  await arrive(shop, [moved])
  await run(releaseHold, shop.owner, { orderId, code: 'address_changed' })
  expect((await run(getOrder, shop.owner, { orderId })).fulfilments).toMatchObject([{ blockReason: 'stock_lost' }])
  await run(cancelOrder, shop.owner, { orderId, reason: 'lost' })
  expect(await brokenInvariants(shop)).toEqual([])
})

test('losing, shipping and cancelling at the same moment: whatever comes first, the books agree', async () => {
  const ids = await promised(...[1, 2, 3, 4, 5].map((n) => ({ no: `n${n}`, units: 2, by: at(n) })))
  const parcels = await Promise.all(
    ids.map(async (orderId) => (await run(getOrder, shop.owner, { orderId })).fulfilments[0]?.id ?? ''),
  )
  const outcomes = await Promise.allSettled([
    lose('TEA', 3),
    ...[0, 3, 4].map((n) =>
      run(shipFulfilment, shop.owner, { fulfilmentId: parcels[n], carrierCode: 'sf', trackingNo: `SF000${n}` }),
    ),
    run(cancelOrder, shop.owner, { orderId: ids[2], reason: 'x' }),
    lose('TEA', 1),
  ])
  for (const outcome of outcomes)
    if (outcome.status === 'rejected')
      expect(['insufficient_stock', 'illegal_transition', 'already_shipped']).toContain(outcome.reason.code)
  expect(await brokenInvariants(shop)).toEqual([])
})
