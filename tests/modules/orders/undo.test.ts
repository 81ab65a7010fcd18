import { expect, test } from 'vitest'
import { addGift } from '@/lib/modules/orders/add-gift'
import { addNote } from '@/lib/modules/orders/add-note'
import { holdOrder } from '@/lib/modules/orders/hold-order'
import { mergeOrders } from '@/lib/modules/orders/merge-orders'
import { releaseHold } from '@/lib/modules/orders/release-hold'
import { reviewOrder } from '@/lib/modules/orders/review-order'
import { splitOrder } from '@/lib/modules/orders/split-order'
import { undoOrder } from '@/lib/modules/orders/undo-order'
import { run } from '@/lib/platform/door/run'
import { arrive, brokenInvariants, stockOf } from '@/tests/support/books'
import { setupWorkerDatabase } from '@/tests/support/database'
import { openParcels, ordered, ready, ship, viewOf } from '@/tests/support/order-work'
import { createShopWithStock, type TestShop } from '@/tests/support/shop'
import { createMember } from '@/tests/support/tenant'

await setupWorkerDatabase()

const undo = (shop: TestShop, orderId: string) => run(undoOrder, shop.owner, { orderId })
const refused = (code: string) => ({ code: 'invalid', params: { errors: [{ path: 'id', code }] } })

test('an approval is taken back, also after allocation: what was reserved is free, what it overrode is open again', async () => {
  const shop = await createShopWithStock({ CUP: 5 })
  const [order] = await ready(shop, [ordered('A', { CUP: 2 })])
  if (!order) throw new Error('no order')
  expect(order.state).toBe('awaiting_shipment')
  expect(await undo(shop, order.id)).toMatchObject({ state: 'pending_review', holds: [] })
  expect(await stockOf(shop)).toMatchObject({ CUP: { reserved: 0 } })
  // Taking back what was taken back is no decision of the review.
  await expect(undo(shop, order.id)).rejects.toMatchObject(refused('nothing_to_undo'))
  expect(await brokenInvariants(shop)).toEqual([])
})

test('a decision on an order that was to be called leads back to the call list', async () => {
  const shop = await createShopWithStock({ CUP: 5 })
  const [orderId = ''] = await arrive(shop, [ordered('A', { CUP: 1 })])
  await run(reviewOrder, shop.owner, { orderId, decision: 'contact' })
  await run(reviewOrder, shop.owner, { orderId, decision: 'invalid' })
  expect((await undo(shop, orderId)).state).toBe('awaiting_contact')
})

test('hold, release, split, merge and gift are taken back by their opposites', async () => {
  const shop = await createShopWithStock({ CUP: 9, POT: 2 })
  const [one, two] = await ready(shop, [ordered('A', { CUP: 2 }), ordered('B', { CUP: 1 })])
  if (!one || !two) throw new Error('no order')
  const orderId = one.id
  await run(holdOrder, shop.owner, { orderId, note: 'wait' })
  expect(await undo(shop, orderId)).toMatchObject({ holds: [] })
  expect(openParcels(await viewOf(shop, orderId))[0]?.blockReason).toBeNull()
  await run(holdOrder, shop.owner, { orderId, note: 'wait' })
  await run(releaseHold, shop.owner, { orderId, code: 'manual' })
  expect((await undo(shop, orderId)).holds).toMatchObject([{ code: 'manual' }])
  await run(releaseHold, shop.owner, { orderId, code: 'manual' })

  const [parcel] = openParcels(await viewOf(shop, orderId))
  const lines = [{ orderLineId: one.lines[0]?.id, quantity: 1 }]
  const split = await run(splitOrder, shop.owner, { orderId, fulfilmentId: parcel?.id, parcels: [{ lines }] })
  expect(openParcels(split)).toHaveLength(2)
  const joined = await undo(shop, orderId)
  expect(openParcels(joined)).toMatchObject([{ lines: [{ quantity: 2 }] }])

  const fulfilmentIds = [joined, two].map((o) => openParcels(o)[0]?.id)
  await run(mergeOrders, shop.owner, { fulfilmentIds })
  const apart = await undo(shop, orderId)
  expect(openParcels(apart)).toMatchObject([{ merged: false, lines: [{ quantity: 2 }] }])
  await run(addGift, shop.owner, { orderId, skuCode: 'POT', quantity: 1 })
  expect(openParcels(await undo(shop, orderId))).toMatchObject([{ lines: [{ skuCode: 'CUP' }] }])
  expect(await stockOf(shop)).toMatchObject({ CUP: { reserved: 3 }, POT: { reserved: 0 } })
  expect(await brokenInvariants(shop)).toEqual([])
})

test('undo is refused when somebody did something since, when it is too late, and when it was not oneself', async () => {
  const shop = await createShopWithStock({ CUP: 9 })
  const [a = '', b = ''] = await arrive(shop, [ordered('A', { CUP: 1 }), ordered('B', { CUP: 1 })])
  const colleague = await createMember(shop.tenantId, 'customer_service')
  await run(reviewOrder, shop.owner, { orderId: a, decision: 'approve' })
  await expect(run(undoOrder, colleague, { orderId: a })).rejects.toMatchObject({ code: 'version_conflict' })
  await run(addNote, colleague, { orderId: a, text: 'seen' })
  await expect(undo(shop, a)).rejects.toMatchObject({ code: 'version_conflict' })
  await run(reviewOrder, shop.owner, { orderId: b, decision: 'approve' })
  const late = { now: new Date(Date.now() + 6 * 60_000) }
  await expect(run(undoOrder, shop.owner, { orderId: b }, late)).rejects.toMatchObject(refused('too_late'))
})

test('nothing is undone that a parcel has left with', async () => {
  const shop = await createShopWithStock({ CUP: 9 })
  const [order] = await ready(shop, [ordered('A', { CUP: 1 })])
  await ship(shop, order?.fulfilments[0]?.id, 'SF-1001')
  await expect(undo(shop, order?.id ?? '')).rejects.toMatchObject(refused('nothing_to_undo'))
})
