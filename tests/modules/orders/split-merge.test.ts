import { expect, test } from 'vitest'
import { createProduct } from '@/lib/modules/catalog/create-product'
import { adjustStock } from '@/lib/modules/orders/adjust-stock'
import { cancelOrder } from '@/lib/modules/orders/cancel-order'
import { getFulfilment } from '@/lib/modules/orders/get-fulfilment'
import { getLineage } from '@/lib/modules/orders/get-lineage'
import { getSplitPlan } from '@/lib/modules/orders/get-split-plan'
import { holdOrder } from '@/lib/modules/orders/hold-order'
import { keyOrders } from '@/lib/modules/orders/key-orders'
import { listMergeSuggestions } from '@/lib/modules/orders/list-merge-suggestions'
import { mergeOrders } from '@/lib/modules/orders/merge-orders'
import { releaseHold } from '@/lib/modules/orders/release-hold'
import { setSealed } from '@/lib/modules/orders/set-sealed'
import { splitByPlan } from '@/lib/modules/orders/split-by-plan'
import { splitOrder } from '@/lib/modules/orders/split-order'
import { unmergeFulfilment } from '@/lib/modules/orders/unmerge-fulfilment'
import { unshipFulfilment } from '@/lib/modules/orders/unship-fulfilment'
import { unsplitOrder } from '@/lib/modules/orders/unsplit-order'
import { salesReport } from '@/lib/modules/reports/sales-report'
import { createWarehouse } from '@/lib/modules/settings/create-warehouse'
import { run } from '@/lib/platform/door/run'
import { withClient } from '@/scripts/lib/roles'
import { brokenInvariants, stockOf } from '@/tests/support/books'
import { setupWorkerDatabase } from '@/tests/support/database'
import { openParcels, ordered, ready, ship, viewOf } from '@/tests/support/order-work'
import { createShopWithStock, type TestShop } from '@/tests/support/shop'
import { createMember } from '@/tests/support/tenant'

const db = await setupWorkerDatabase()

async function split(shop: TestShop, order: Awaited<ReturnType<typeof viewOf>>, sku: string, quantity: number) {
  const line = order.lines.find((l) => l.skuCode === sku)
  const parcels = [{ lines: [{ orderLineId: line?.id, quantity }] }]
  return run(splitOrder, shop.owner, { orderId: order.id, fulfilmentId: openParcels(order)[0]?.id, parcels })
}

const contents = (parcels: { lines: { skuCode: string; quantity: number }[] }[]) =>
  parcels
    .map((p) =>
      p.lines
        .map((l) => `${l.skuCode}×${l.quantity}`)
        .sort()
        .join(' '),
    )
    .sort()

test('S2.6 C27 a parcel is split by hand: reservations follow, both leave, the order is shipped with the second', async () => {
  const shop = await createShopWithStock({ CUP: 5, POT: 2 })
  const [order] = await ready(shop, [ordered('A', { CUP: 3, POT: 1 })])
  if (!order) throw new Error('no order')
  const after = await split(shop, order, 'CUP', 1)
  expect(contents(openParcels(after))).toEqual(['CUP×1', 'CUP×2 POT×1'])
  expect(after.state).toBe('awaiting_shipment')
  expect(await stockOf(shop)).toMatchObject({ CUP: { reserved: 3 }, POT: { reserved: 1 } })
  expect(await brokenInvariants(shop)).toEqual([])

  const lineage = await run(getLineage, shop.owner, { orderId: order.id })
  const parent = order.fulfilments[0]?.id
  expect(lineage.edges.map(({ from, kind }) => ({ from, kind }))).toEqual([
    { from: parent, kind: 'split' },
    { from: parent, kind: 'split' },
  ])
  const [one, two] = openParcels(after)
  await ship(shop, one?.id, 'SF-1001')
  expect((await viewOf(shop, order.id)).state).toBe('awaiting_shipment')
  await ship(shop, two?.id, 'SF-1002')
  expect((await viewOf(shop, order.id)).state).toBe('shipped')
  expect(await stockOf(shop)).toEqual({
    CUP: { onHand: 2, reserved: 0, value: '20.00' },
    POT: { onHand: 1, reserved: 0, value: '10.00' },
  })
  expect(await brokenInvariants(shop)).toEqual([])
})

test('a split is undone as long as nobody has picked; afterwards the order has one parcel, and the tree knows all four', async () => {
  const shop = await createShopWithStock({ CUP: 5, POT: 2 })
  const [order] = await ready(shop, [ordered('A', { CUP: 3, POT: 1 })])
  if (!order) throw new Error('no order')
  await split(shop, order, 'POT', 1)
  const joined = await run(unsplitOrder, shop.owner, { orderId: order.id })
  expect(contents(openParcels(joined))).toEqual(['CUP×3 POT×1'])
  const { parcels, edges } = await run(getLineage, shop.owner, { orderId: order.id })
  expect([parcels.length, edges.length]).toEqual([4, 4])
  await expect(run(unsplitOrder, shop.owner, { orderId: order.id })).rejects.toMatchObject({
    code: 'invalid',
    params: { errors: [{ path: 'id', code: 'nothing_to_join' }] },
  })
  expect(await brokenInvariants(shop)).toEqual([])
})

test('what cannot be split is refused: more than is there, all of it, foreign lines, a sealed order, a shipped parcel', async () => {
  const shop = await createShopWithStock({ CUP: 9 })
  const [order, other] = await ready(shop, [ordered('A', { CUP: 3 }), ordered('B', { CUP: 1 })])
  if (!order || !other) throw new Error('no order')
  await expect(split(shop, order, 'CUP', 4)).rejects.toMatchObject({
    params: { errors: [{ path: 'parcels.0.lines.0.quantity', code: 'too_big' }] },
  })
  await expect(split(shop, order, 'CUP', 3)).rejects.toMatchObject({
    params: { errors: [{ path: 'parcels', code: 'nothing_stays' }] },
  })
  const strange = [{ lines: [{ orderLineId: other.lines[0]?.id, quantity: 1 }] }]
  const fulfilmentId = openParcels(order)[0]?.id
  await expect(
    run(splitOrder, shop.owner, { orderId: order.id, fulfilmentId, parcels: strange }),
  ).rejects.toMatchObject({ params: { errors: [{ path: 'parcels.0.lines.0.orderLineId', code: 'not_in_parcel' }] } })
  await run(setSealed, shop.owner, { orderId: order.id, sealed: true })
  await expect(split(shop, order, 'CUP', 1)).rejects.toMatchObject({
    params: { errors: [{ path: 'id', code: 'sealed' }] },
  })
  await run(setSealed, shop.owner, { orderId: order.id, sealed: false })
  await ship(shop, fulfilmentId, 'SF-2001')
  await expect(split(shop, order, 'CUP', 1)).rejects.toMatchObject({ code: 'illegal_transition' })
  expect(await brokenInvariants(shop)).toEqual([])
})

test('C37 the split plan says what the channel takes a tracking number for', async () => {
  const shop = await createShopWithStock({ CUP: 5 })
  const [order] = await ready(shop, [ordered('A', { CUP: 3 })])
  const plan = await run(getSplitPlan, shop.owner, { orderId: order?.id })
  // taobao: one number per line.
  expect(plan).toMatchObject({ channel: 'taobao', limits: { unit: 'line' }, sealed: false, suggestion: null })
  expect(plan.parcels.map((p) => p.number)).toEqual([order?.fulfilments[0]?.number])
})

test('S2.6 S2.14 a waiting order is split over two warehouses by the plan that allocation suggests', async () => {
  const shop = await createShopWithStock({ CUP: 2, POT: 0 })
  await run(createWarehouse, shop.owner, { code: 'GZ', name: 'Guangzhou', kind: 'own' })
  await run(adjustStock, shop.owner, {
    warehouseCode: 'GZ',
    reason: 'opening',
    lines: [{ skuCode: 'POT', quantity: 2, unitCost: '10.00' }],
  })
  const [order] = await ready(shop, [ordered('A', { CUP: 2, POT: 1 })])
  if (!order) throw new Error('no order')
  expect(order.state).toBe('awaiting_purchase')
  const { suggestion } = await run(getSplitPlan, shop.owner, { orderId: order.id })
  expect(suggestion?.parcels.map((p) => [p.warehouseCode, contents([p])[0]]).sort()).toEqual([
    ['GZ', 'POT×1'],
    ['HZ', 'CUP×2'],
  ])
  const after = await run(splitByPlan, shop.owner, { orderId: order.id })
  expect(after.state).toBe('awaiting_shipment')
  expect(
    openParcels(after)
      .map((p) => p.warehouseCode)
      .sort(),
  ).toEqual(['GZ', 'HZ'])
  expect(await brokenInvariants(shop)).toEqual([])
})

test('S2.5 two orders of one buyer are suggested, merged and shipped once; each has the number, its cost and its money', async () => {
  const shop = await createShopWithStock({ CUP: 5, POT: 2 })
  const elsewhere = { address: { ...ordered('x', {}).address, line1: '龙井路 9 号' } }
  const [one, two, three] = await ready(shop, [
    ordered('A', { CUP: 1 }),
    ordered('B', { CUP: 2, POT: 1 }),
    ordered('C', { CUP: 1 }, elsewhere),
  ])
  if (!one || !two || !three) throw new Error('no order')
  const { items } = await run(listMergeSuggestions, shop.owner, {})
  expect(items).toHaveLength(1)
  expect(items[0]?.parcels.flatMap((p) => p.orders.map((o) => o.number)).sort()).toEqual([one.number, two.number])
  expect((await run(listMergeSuggestions, shop.owner, { orderId: one.id })).items).toHaveLength(1)
  expect((await run(listMergeSuggestions, shop.owner, { orderId: three.id })).items).toEqual([])

  const parcel = (order: typeof one) => openParcels(order)[0]?.id
  await expect(run(mergeOrders, shop.owner, { fulfilmentIds: [parcel(one), parcel(three)] })).rejects.toMatchObject({
    params: { errors: [{ code: 'different_buyer' }] },
  })
  const merged = await run(mergeOrders, shop.owner, { fulfilmentIds: [parcel(one), parcel(two)] })
  expect(merged).toMatchObject({ state: 'allocated', merged: true })
  expect(merged.orders.map((o) => o.number).sort()).toEqual([one.number, two.number])
  expect((await run(listMergeSuggestions, shop.owner, {})).items).toEqual([])
  expect(openParcels(await viewOf(shop, one.id))).toMatchObject([
    { id: merged.id, lines: [{ skuCode: 'CUP', quantity: 1 }] },
  ])
  expect(await brokenInvariants(shop)).toEqual([])

  await ship(shop, merged.id, 'SF-3001')
  for (const { id } of [one, two]) {
    const after = await viewOf(shop, id)
    expect(after.state).toBe('shipped')
    expect(after.fulfilments.filter((f) => f.trackingNo).map((f) => f.trackingNo)).toEqual(['SF-3001'])
  }
  expect(await stockOf(shop)).toMatchObject({
    CUP: { onHand: 2, reserved: 1, value: '20.00' },
    POT: { onHand: 1, value: '10.00' },
  })
  expect(await brokenInvariants(shop)).toEqual([])
  // A parcel that is taken back stays one parcel of both.
  await run(unshipFulfilment, shop.owner, { fulfilmentId: merged.id, reason: 'label' })
  expect((await viewOf(shop, two.id)).state).toBe('awaiting_shipment')
  await ship(shop, merged.id, 'SF-3002')
  const { rows } = await run(salesReport, shop.owner, { from: '2026-11-01', to: '2026-11-30', groupBy: 'sku' })
  expect(rows.map((r) => [r.key, r.units, r.goods])).toEqual([
    ['CUP', 4, '80.00'],
    ['POT', 1, '20.00'],
  ])
  expect(await brokenInvariants(shop)).toEqual([])
})

test('C38 a merged parcel is taken apart again, by hand or when one of its orders is cancelled', async () => {
  const shop = await createShopWithStock({ CUP: 9 })
  const three = await ready(shop, [ordered('A', { CUP: 1 }), ordered('B', { CUP: 2 }), ordered('C', { CUP: 3 })])
  const parcels = () =>
    Promise.all(three.map((o) => viewOf(shop, o.id))).then((all) => all.map((o) => openParcels(o)[0]?.id))
  const merged = await run(mergeOrders, shop.owner, { fulfilmentIds: await parcels() })
  await run(unmergeFulfilment, shop.owner, { fulfilmentId: merged.id })
  expect(new Set(await parcels()).size).toBe(3)
  const again = await run(mergeOrders, shop.owner, { fulfilmentIds: await parcels() })
  const [a, b, c] = three
  await run(cancelOrder, shop.owner, { orderId: b?.id, reason: 'changed their mind' })
  expect((await viewOf(shop, b?.id ?? '')).state).toBe('cancelled')
  // The other two go on together.
  const [left, , right] = await parcels()
  expect(left).toBeDefined()
  expect(right).toBe(left)
  expect(left).not.toBe(again.id)
  expect(await stockOf(shop)).toMatchObject({ CUP: { reserved: 4 } })
  expect(await brokenInvariants(shop)).toEqual([])
  const { edges } = await run(getLineage, shop.owner, { orderId: a?.id })
  expect(edges.map((e) => e.kind)).toEqual([
    ...['merge', 'merge', 'merge'],
    ...['unmerge', 'unmerge', 'unmerge'],
    ...['merge', 'merge', 'merge'],
    'leave',
  ])
  await ship(shop, left, 'SF-4001')
  expect((await viewOf(shop, c?.id ?? '')).state).toBe('shipped')
  expect(await brokenInvariants(shop)).toEqual([])
})

test('orders from before there were keys get theirs, and can be merged then', async () => {
  const shop = await createShopWithStock({ CUP: 9 })
  const [one, two] = await ready(shop, [ordered('A', { CUP: 1 }), ordered('B', { CUP: 2 })])
  await withClient(db.superuserUrl, (client) =>
    client.query('update orders set merge_key = null where tenant_id = $1', [shop.tenantId]),
  )
  const fulfilmentIds = [one, two].map((o) => o && openParcels(o)[0]?.id)
  await expect(run(mergeOrders, shop.owner, { fulfilmentIds })).rejects.toMatchObject({
    params: { errors: [{ code: 'different_buyer' }] },
  })
  expect(await run(keyOrders, shop.system, {})).toEqual({ more: false })
  expect((await run(mergeOrders, shop.owner, { fulfilmentIds })).merged).toBe(true)
})

test('a hold of one order stops the shared parcel, and only the last release lets it go', async () => {
  const shop = await createShopWithStock({ CUP: 9 })
  const [one, two] = await ready(shop, [ordered('A', { CUP: 1 }), ordered('B', { CUP: 2 })])
  if (!one || !two) throw new Error('no order')
  const ids = [one, two].map((o) => openParcels(o)[0]?.id)
  const { id: fulfilmentId } = await run(mergeOrders, shop.owner, { fulfilmentIds: ids })
  for (const { id: orderId } of [one, two]) await run(holdOrder, shop.owner, { orderId, note: 'wait' })
  await expect(ship(shop, fulfilmentId, 'SF-5001')).rejects.toMatchObject({ code: 'on_hold' })
  await run(releaseHold, shop.owner, { orderId: one.id, code: 'manual' })
  expect((await run(getFulfilment, shop.owner, { fulfilmentId })).blockReason).toBe('manual')
  await run(releaseHold, shop.owner, { orderId: two.id, code: 'manual' })
  expect((await run(getFulfilment, shop.owner, { fulfilmentId })).blockReason).toBeNull()
  await ship(shop, fulfilmentId, 'SF-5001')
  expect(await brokenInvariants(shop)).toEqual([])
})

test('a bundle is split by its parts, and a member of another warehouse sees nothing of it', async () => {
  const shop = await createShopWithStock({ CUP: 5, POT: 5 })
  const components = [
    { skuCode: 'CUP', quantity: 2 },
    { skuCode: 'POT', quantity: 1 },
  ]
  await run(createProduct, shop.owner, {
    name: 'Set',
    skus: [{ code: 'SET', name: 'SET', listPrice: '20.00', currency: 'CNY', components }],
  })
  const [order] = await ready(shop, [ordered('A', { SET: 1 })])
  if (!order) throw new Error('no order')
  const asked = (skuCode?: string) =>
    run(splitOrder, shop.owner, {
      orderId: order.id,
      fulfilmentId: openParcels(order)[0]?.id,
      parcels: [{ lines: [{ orderLineId: order.lines[0]?.id, skuCode, quantity: 1 }] }],
    })
  await expect(asked()).rejects.toMatchObject({
    params: { errors: [{ path: 'parcels.0.lines.0.skuCode', code: 'required' }] },
  })
  const after = await asked('CUP')
  expect(contents(openParcels(after))).toEqual(['CUP×1', 'CUP×1 POT×1'])
  expect(await brokenInvariants(shop)).toEqual([])
  const other = await run(createWarehouse, shop.owner, { code: 'GZ', name: 'Guangzhou', kind: 'own' })
  const stranger = await createMember(shop.tenantId, 'admin', { warehouseIds: [other.id] })
  await expect(run(getLineage, stranger, { orderId: order.id })).rejects.toMatchObject({ code: 'not_found' })
})
