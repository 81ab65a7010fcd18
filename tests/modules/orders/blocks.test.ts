import { expect, test } from 'vitest'
import { blockFulfilment } from '@/lib/modules/orders/block-fulfilment'
import { cancelOrder } from '@/lib/modules/orders/cancel-order'
import { getCancelPlan } from '@/lib/modules/orders/get-cancel-plan'
import { ingestOrders } from '@/lib/modules/orders/ingest-orders'
import { listFulfilments } from '@/lib/modules/orders/list-fulfilments'
import { listOrders } from '@/lib/modules/orders/list-orders'
import { mergeOrders } from '@/lib/modules/orders/merge-orders'
import { refundDone } from '@/lib/modules/orders/refund-done'
import { releaseHold } from '@/lib/modules/orders/release-hold'
import { unblockFulfilment } from '@/lib/modules/orders/unblock-fulfilment'
import { dashboard } from '@/lib/modules/reports/dashboard'
import { run } from '@/lib/platform/door/run'
import { brokenInvariants, stockOf } from '@/tests/support/books'
import { setupWorkerDatabase } from '@/tests/support/database'
import { openParcels, ordered, ready, ship, viewOf } from '@/tests/support/order-work'
import { createShopWithStock, type TestShop } from '@/tests/support/shop'

await setupWorkerDatabase()

const hear = (shop: TestShop, order: unknown) => run(ingestOrders, shop.owner, { shopCode: 'tmall', orders: [order] })
const later = { modifiedAt: '2026-11-11T09:00:00+08:00' }

test('a person stops a parcel and lets it go, each with a reason; the station refuses meanwhile', async () => {
  const shop = await createShopWithStock({ CUP: 5 })
  const [order] = await ready(shop, [ordered('A', { CUP: 1 })])
  const fulfilmentId = order?.fulfilments[0]?.id
  const blocked = await run(blockFulfilment, shop.owner, { fulfilmentId, reason: 'Another colour' })
  expect(blocked).toMatchObject({ blockReason: 'by_hand', blockNote: 'Another colour' })
  expect((await run(listFulfilments, shop.owner, { blocked: '1' })).items.map((f) => f.id)).toEqual([fulfilmentId])
  await expect(ship(shop, fulfilmentId, 'SF-1001')).rejects.toMatchObject({
    code: 'on_hold',
    params: { holds: ['by_hand'] },
  })
  const free = await run(unblockFulfilment, shop.owner, { fulfilmentId, reason: 'Talked to the buyer' })
  expect(free).toMatchObject({ blockReason: null, blockNote: '' })
  await expect(run(unblockFulfilment, shop.owner, { fulfilmentId, reason: 'again' })).rejects.toMatchObject({
    params: { errors: [{ code: 'not_blocked' }] },
  })
  await ship(shop, fulfilmentId, 'SF-1001')
  await expect(run(blockFulfilment, shop.owner, { fulfilmentId, reason: 'late' })).rejects.toMatchObject({
    code: 'already_shipped',
  })
  expect(await brokenInvariants(shop)).toEqual([])
})

test('another note, another address and a refund after approval stop the parcel; each is resolved in its own way', async () => {
  const shop = await createShopWithStock({ CUP: 9 })
  const [a, b, c] = [ordered('A', { CUP: 1 }), ordered('B', { CUP: 1 }), ordered('C', { CUP: 1 })]
  const [note, address, refund] = await ready(shop, [a, b, c])
  if (!note || !address || !refund || !a || !b || !c) throw new Error('no order')
  await hear(shop, { ...a, ...later, buyerNote: '请放门口' })
  await hear(shop, { ...b, ...later, address: { ...b.address, line1: '龙井路 9 号' } })
  await hear(shop, { ...c, ...later, refunded: '5.00' })
  const reasonOf = async (id: string) => openParcels(await viewOf(shop, id))[0]?.blockReason
  expect([await reasonOf(note.id), await reasonOf(address.id), await reasonOf(refund.id)]).toEqual([
    'note_changed',
    'address_changed',
    'refund_requested',
  ])
  // Where a hold is behind it, the hold is what has to go.
  const parcel = (o: typeof note) => o.fulfilments[0]?.id
  await expect(
    run(unblockFulfilment, shop.owner, { fulfilmentId: parcel(address), reason: 'fine' }),
  ).rejects.toMatchObject({ code: 'on_hold' })
  await run(releaseHold, shop.owner, { orderId: address.id, code: 'address_changed' })
  await run(releaseHold, shop.owner, { orderId: refund.id, code: 'refund_requested' })
  await run(unblockFulfilment, shop.owner, { fulfilmentId: parcel(note), reason: 'It is on the slip' })
  for (const [i, order] of [note, address, refund].entries()) await ship(shop, parcel(order), `SF-200${i}`)
  expect(await brokenInvariants(shop)).toEqual([])
})

test('a block of a person stays when holds are released, and takes the place of one that goes with its hold', async () => {
  const shop = await createShopWithStock({ CUP: 9 })
  const a = ordered('A', { CUP: 1 })
  const [order] = await ready(shop, [a])
  if (!order) throw new Error('no order')
  await hear(shop, { ...a, ...later, buyerNote: '请放门口', address: { ...a.address, line1: '龙井路 9 号' } })
  await run(releaseHold, shop.owner, { orderId: order.id, code: 'address_changed' })
  const [parcel] = openParcels(await viewOf(shop, order.id))
  expect(parcel?.blockReason).toBe('note_changed')
  // Stopped once more by hand it would be let go without anybody having read what the buyer wrote.
  const stop = (reason: string) => run(blockFulfilment, shop.owner, { fulfilmentId: parcel?.id, reason })
  await expect(stop('labels')).rejects.toMatchObject({ code: 'on_hold', params: { holds: ['note_changed'] } })
  await run(unblockFulfilment, shop.owner, { fulfilmentId: parcel?.id, reason: 'read' })
  await stop('labels')
  await expect(stop('again')).rejects.toMatchObject({ code: 'on_hold', params: { holds: ['by_hand'] } })
  expect(openParcels(await viewOf(shop, order.id))[0]?.blockNote).toBe('labels')
})

test('an order of a shared parcel gets another address: it leaves in a parcel of its own, stopped, and the other goes on', async () => {
  const shop = await createShopWithStock({ CUP: 9 })
  const [a, b] = [ordered('A', { CUP: 1 }), ordered('B', { CUP: 2 })]
  const [one, two] = await ready(shop, [a, b])
  if (!one || !two || !a) throw new Error('no order')
  const ids = [one, two].map((o) => openParcels(o)[0]?.id)
  await run(mergeOrders, shop.owner, { fulfilmentIds: ids })
  await hear(shop, { ...a, ...later, address: { ...a.address, line1: '龙井路 9 号' } })
  const [own] = openParcels(await viewOf(shop, one.id))
  const [rest] = openParcels(await viewOf(shop, two.id))
  expect(own).toMatchObject({ merged: false, blockReason: 'address_changed', lines: [{ quantity: 1 }] })
  expect(rest).toMatchObject({ merged: false, blockReason: null, lines: [{ quantity: 2 }] })
  expect(await stockOf(shop)).toMatchObject({ CUP: { reserved: 3 } })
  expect(await brokenInvariants(shop)).toEqual([])
})

test('C26 the cancel plan tells what cancelling then does', async () => {
  const shop = await createShopWithStock({ CUP: 9, POT: 0 })
  const [one, two] = await ready(shop, [ordered('A', { CUP: 1 }), ordered('B', { CUP: 2 })])
  if (!one || !two) throw new Error('no order')
  const ids = [one, two].map((o) => openParcels(o)[0]?.id)
  const merged = await run(mergeOrders, shop.owner, { fulfilmentIds: ids })
  const plan = await run(getCancelPlan, shop.owner, { orderId: one.id })
  expect(plan).toMatchObject({
    possible: true,
    shipped: [],
    parcels: [{ number: merged.number, picked: false, sharedWith: [two.number] }],
    releases: [{ skuCode: 'CUP', warehouseCode: 'HZ', quantity: 1 }],
    demands: [],
    refund: { amount: '20.00', currency: 'CNY' },
  })
  await run(cancelOrder, shop.owner, { orderId: one.id, reason: 'no', version: plan.version })
  // The outside part stays a task until somebody says it is done, or the channel does.
  const due = async () => (await run(listOrders, shop.owner, { refundDue: '1' })).items.map((o) => o.id)
  expect([await due(), (await viewOf(shop, one.id)).refundDue]).toEqual([[one.id], '20.00'])
  await run(refundDone, shop.owner, { orderId: one.id, reason: 'by bank' })
  expect([await due(), (await viewOf(shop, one.id)).refundDue]).toEqual([[], null])
  await expect(run(refundDone, shop.owner, { orderId: one.id })).rejects.toMatchObject({
    params: { errors: [{ code: 'no_refund_due' }] },
  })
  await run(refundDone, shop.owner, { orderId: one.id, done: false })
  expect((await run(dashboard, shop.owner, {})).work).toContainEqual(
    expect.objectContaining({ key: 'refundDue', n: 1 }),
  )
  expect(await stockOf(shop)).toMatchObject({ CUP: { reserved: 2 } })
  // What the channel has cancelled it pays back by itself.
  await hear(shop, ordered('X', { CUP: 1 }))
  await hear(shop, { ...ordered('X', { CUP: 1 }), ...later, status: 'cancelled' })
  expect(await due()).toEqual([one.id])
  const [waiting] = await ready(shop, [ordered('C', { POT: 1 })])
  expect(await run(getCancelPlan, shop.owner, { orderId: waiting?.id })).toMatchObject({
    possible: true,
    demands: [{ skuCode: 'POT', quantity: 1 }],
  })
  await ship(shop, openParcels(await viewOf(shop, two.id))[0]?.id, 'SF-1001')
  expect(await run(getCancelPlan, shop.owner, { orderId: two.id })).toMatchObject({ possible: false, parcels: [] })
  expect(await brokenInvariants(shop)).toEqual([])
})
