import { expect, test } from 'vitest'
import { adjustStock } from '@/lib/modules/orders/adjust-stock'
import { allocateOrders } from '@/lib/modules/orders/allocate-orders'
import { cancelOrder } from '@/lib/modules/orders/cancel-order'
import { mergeOrders } from '@/lib/modules/orders/merge-orders'
import { moveFulfilment } from '@/lib/modules/orders/move-fulfilment'
import { previewRouting } from '@/lib/modules/orders/preview-routing'
import { rerouteOrder } from '@/lib/modules/orders/reroute-order'
import { reviewOrder } from '@/lib/modules/orders/review-order'
import type { OrderView } from '@/lib/modules/orders/schema'
import { setPresale } from '@/lib/modules/orders/set-presale'
import { splitByPlan } from '@/lib/modules/orders/split-by-plan'
import { takeGoods } from '@/lib/modules/orders/take-goods'
import { undoOrder } from '@/lib/modules/orders/undo-order'
import { createWarehouse } from '@/lib/modules/settings/create-warehouse'
import { inTenant } from '@/lib/platform/db/transaction'
import { run } from '@/lib/platform/door/run'
import { arrive, brokenInvariants } from '@/tests/support/books'
import { setupWorkerDatabase } from '@/tests/support/database'
import { openParcels, ordered, ready, viewOf } from '@/tests/support/order-work'
import { goLive, rule } from '@/tests/support/rules'
import { createShopWithStock, type TestShop } from '@/tests/support/shop'

await setupWorkerDatabase()

async function company(home: Record<string, number>, away: Record<string, number>): Promise<TestShop> {
  const shop = await createShopWithStock(home)
  await run(createWarehouse, shop.owner, { code: 'GZ', name: 'Guangzhou', kind: 'own' })
  await add(shop, 'GZ', away)
  return shop
}

async function add({ owner }: TestShop, warehouseCode: string, stock: Record<string, number>) {
  const lines = Object.entries(stock).map(([skuCode, quantity]) => ({
    skuCode,
    quantity,
    ...(quantity > 0 && { unitCost: '10.00' }),
  }))
  if (lines.length > 0) await run(adjustStock, owner, { warehouseCode, reason: 'found', lines })
}

const undo = (shop: TestShop, order?: OrderView) => run(undoOrder, shop.owner, { orderId: order?.id })
const refused = (code: string) => ({ code: 'invalid', params: { errors: [{ path: 'id', code }] } })
const parcels = (order: OrderView) =>
  openParcels(order)
    .map((p) => `${p.warehouseCode} ${p.lines.map((l) => `${l.skuCode} ${l.quantity}`).join(' ')}`)
    .sort()
const seen = async (shop: TestShop, order?: OrderView) => {
  const view = await viewOf(shop, order?.id ?? '')
  return [view.state, ...parcels(view)]
}
const demands = ({ tenantId }: TestShop) =>
  inTenant(tenantId, 'read', async (client) => {
    const { rows } = await client.query<{ n: bigint }>(
      'select coalesce(sum(quantity), 0)::bigint as n from stock_demands where tenant_id = $1',
      [tenantId],
    )
    return Number(rows[0]?.n)
  })
/** What a new routing rule, that names a carrier, would do to the order. */
async function kept(shop: TestShop, order?: OrderView) {
  await goLive(shop.owner, 'routing', [rule('yto', { actions: [{ type: 'carrier', carrierCode: 'yto' }] })])
  return (await run(previewRouting, shop.owner, { orderIds: [order?.id ?? ''] })).items[0]?.outcome
}
const send = (shop: TestShop, order?: OrderView) =>
  run(rerouteOrder, shop.owner, { orderId: order?.id, warehouseCode: 'GZ', reason: 'by hand' })

test('another warehouse is taken back: the order, and each parcel, lies where it lay', async () => {
  const shop = await company({ CUP: 4 }, { CUP: 4 })
  const [one, two] = await ready(shop, [ordered('A', { CUP: 2 }), ordered('B', { CUP: 1 })])
  await send(shop, one)
  expect(await seen(shop, one)).toEqual(['awaiting_shipment', 'GZ CUP 2'])
  const back = await undo(shop, one)
  expect(parcels(back)).toEqual(['HZ CUP 2'])
  // What the machine chose is the machine's again: it says why, and rules may choose anew.
  expect(back.allocation).toEqual(one?.allocation)
  expect(await kept(shop, one)).toBe('changed')
  await expect(undo(shop, one)).rejects.toMatchObject(refused('nothing_to_undo'))

  const [parcel] = two ? openParcels(two) : []
  await run(moveFulfilment, shop.owner, { fulfilmentId: parcel?.id, warehouseCode: 'GZ', reason: 'empty shelf' })
  expect(parcels(await undo(shop, two))).toEqual(['HZ CUP 1'])
  expect(await kept(shop, two)).toBe('changed')

  // What lay there has got another owner meanwhile: nothing is half taken back.
  await send(shop, one)
  await add(shop, 'HZ', { CUP: -3 })
  await expect(undo(shop, one)).rejects.toMatchObject({
    code: 'insufficient_stock',
    params: { short: [{ skuCode: 'CUP', missing: 2 }] },
  })
  expect(await seen(shop, one)).toEqual(['awaiting_shipment', 'GZ CUP 2'])
  await expect(undo(shop, one)).rejects.toMatchObject({ code: 'insufficient_stock' })
  expect(await brokenInvariants(shop)).toEqual([])
})

test('of two choices of a person the former stands again when the latter is taken back: rules leave it alone', async () => {
  const shop = await company({ CUP: 4 }, { CUP: 4 })
  await run(createWarehouse, shop.owner, { code: 'BJ', name: 'Beijing', kind: 'own' })
  await add(shop, 'BJ', { CUP: 4 })
  const [one, two] = await ready(shop, [ordered('A', { CUP: 2 }), ordered('B', { CUP: 1 })])
  const chosen = await send(shop, one)
  await run(rerouteOrder, shop.owner, { orderId: one?.id, warehouseCode: 'BJ', reason: 'no, there' })
  expect((await undo(shop, one)).allocation).toEqual(chosen.allocation)
  expect(await seen(shop, one)).toEqual(['awaiting_shipment', 'GZ CUP 2'])
  expect(await kept(shop, one)).toBe('by_hand')
  const [parcel] = openParcels(await viewOf(shop, two?.id ?? ''))
  await run(moveFulfilment, shop.owner, { fulfilmentId: parcel?.id, warehouseCode: 'GZ', reason: 'x' })
  const [moved] = openParcels(await viewOf(shop, two?.id ?? ''))
  await run(moveFulfilment, shop.owner, { fulfilmentId: moved?.id, warehouseCode: 'BJ', reason: 'x' })
  expect(parcels(await undo(shop, two))).toEqual(['GZ CUP 1'])
  expect(await kept(shop, two)).toBe('by_hand')
  expect(await brokenInvariants(shop)).toEqual([])
})

test('sent before allocation looked at it, it is allocated anew; a shared parcel is not made again', async () => {
  const shop = await company({ CUP: 9 }, { CUP: 9 })
  const [orderId = ''] = await arrive(shop, [ordered('A', { CUP: 1 })])
  await run(reviewOrder, shop.owner, { orderId, decision: 'approve' })
  const order = await run(rerouteOrder, shop.owner, { orderId, warehouseCode: 'GZ', reason: 'x' })
  expect(await undo(shop, order)).toMatchObject({ state: 'approved', allocation: null })
  await run(allocateOrders, shop.system, {})
  expect(await seen(shop, order)).toEqual(['awaiting_shipment', 'HZ CUP 1'])

  const [one, two] = await ready(shop, [ordered('B', { CUP: 1 }), ordered('C', { CUP: 1 })])
  const fulfilmentIds = [one, two].map((o) => o && openParcels(o)[0]?.id)
  await run(mergeOrders, shop.owner, { fulfilmentIds })
  await send(shop, one)
  await expect(undo(shop, one)).rejects.toMatchObject(refused('parcel_shared'))
  expect(await brokenInvariants(shop)).toEqual([])
})

test('a split by plan is taken back: the order waits whole again', async () => {
  const shop = await company({ CUP: 1, POT: 0 }, { POT: 1 })
  const [order] = await ready(shop, [ordered('A', { CUP: 1, POT: 1 })])
  const before = await demands(shop)
  await run(splitByPlan, shop.owner, { orderId: order?.id })
  expect(await seen(shop, order)).toEqual(['awaiting_shipment', 'GZ POT 1', 'HZ CUP 1'])
  expect((await undo(shop, order)).allocation).toEqual(order?.allocation)
  expect(await seen(shop, order)).toEqual(['awaiting_purchase'])
  expect(await demands(shop)).toBe(before)
  expect(await brokenInvariants(shop)).toEqual([])
})

test('goods given from one order to another go back, from either side, unless the giver got others since', async () => {
  const shop = await company({ CUP: 2 }, {})
  const [has, waits] = await ready(shop, [ordered('A', { CUP: 2 }), ordered('B', { CUP: 2 })])
  const take = () =>
    run(takeGoods, shop.owner, { orderId: waits?.id, fromNumber: has?.number, reason: 'promised by phone' })
  for (const from of [waits, has]) {
    await take()
    expect(await seen(shop, waits)).toEqual(['awaiting_shipment', 'HZ CUP 2'])
    await undo(shop, from)
    expect(await seen(shop, has)).toEqual(['awaiting_shipment', 'HZ CUP 2'])
    expect(await seen(shop, waits)).toEqual(['awaiting_purchase'])
    for (const order of [has, waits])
      expect((await viewOf(shop, order?.id ?? '')).allocation).toEqual(order?.allocation)
    expect(await demands(shop)).toBe(2)
  }
  await take()
  await add(shop, 'HZ', { CUP: 2 })
  await run(allocateOrders, shop.system, {})
  await expect(undo(shop, waits)).rejects.toMatchObject(refused('goods_not_wanted'))
  expect(await seen(shop, has)).toEqual(['awaiting_shipment', 'HZ CUP 2'])
  expect(await brokenInvariants(shop)).toEqual([])
})

test('kept back and let go are taken back to the very moment; with the goods in hand it is too late; cancelled stays', async () => {
  const shop = await company({ CUP: 5 }, {})
  const [orderId = ''] = await arrive(shop, [ordered('A', { CUP: 1 })])
  await run(reviewOrder, shop.owner, { orderId, decision: 'approve' })
  const keep = (presale: boolean, until?: string) => run(setPresale, shop.owner, { orderId, presale, until })
  const kept = (view: OrderView) => ({ presale: view.presale, until: view.presaleUntil })
  const until = '2099-12-01T00:00:00.000Z'
  const order = await keep(true, until)
  expect(kept(await undo(shop, order))).toEqual({ presale: false, until: null })
  await keep(true, until)
  await keep(true)
  expect(kept(await undo(shop, order))).toEqual({ presale: true, until })
  await keep(false)
  expect(kept(await undo(shop, order))).toEqual({ presale: true, until })
  await keep(false)
  await run(allocateOrders, shop.system, {})
  await expect(undo(shop, order)).rejects.toMatchObject(refused('already_allocated'))
  await run(cancelOrder, shop.owner, { orderId, reason: 'x' })
  await expect(undo(shop, order)).rejects.toMatchObject(refused('cancelled_stays'))
})
