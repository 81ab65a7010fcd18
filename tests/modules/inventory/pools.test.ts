import { beforeEach, expect, test } from 'vitest'
import { listSkus } from '@/lib/modules/catalog/list-skus'
import { createCustomer } from '@/lib/modules/customers/create-customer'
import { createPool } from '@/lib/modules/inventory/create-pool'
import { createPoolMove } from '@/lib/modules/inventory/create-pool-move'
import { endDuePools } from '@/lib/modules/inventory/end-due-pools'
import { endPool } from '@/lib/modules/inventory/end-pool'
import { getPool } from '@/lib/modules/inventory/get-pool'
import { getPoolMove } from '@/lib/modules/inventory/get-pool-move'
import { listPoolMoves } from '@/lib/modules/inventory/list-pool-moves'
import { listPoolStock } from '@/lib/modules/inventory/list-pool-stock'
import { listPools } from '@/lib/modules/inventory/list-pools'
import { listStock } from '@/lib/modules/inventory/list-stock'
import type { PoolView } from '@/lib/modules/inventory/pool-schema'
import { undoPoolMove } from '@/lib/modules/inventory/undo-pool-move'
import { updatePool } from '@/lib/modules/inventory/update-pool'
import { adjustStock } from '@/lib/modules/orders/adjust-stock'
import { allocateOrders } from '@/lib/modules/orders/allocate-orders'
import { cancelOrder } from '@/lib/modules/orders/cancel-order'
import { getOrder } from '@/lib/modules/orders/get-order'
import { ingestOrders } from '@/lib/modules/orders/ingest-orders'
import { mergeSkus } from '@/lib/modules/orders/merge-skus'
import { reviewOrder } from '@/lib/modules/orders/review-order'
import { shipFulfilment } from '@/lib/modules/orders/ship-fulfilment'
import { splitOrder } from '@/lib/modules/orders/split-order'
import { unshipFulfilment } from '@/lib/modules/orders/unship-fulfilment'
import { createShop } from '@/lib/modules/settings/create-shop'
import type { Actor } from '@/lib/platform/door/actor'
import { run } from '@/lib/platform/door/run'
import { brokenInvariants } from '@/tests/support/books'
import { setupWorkerDatabase } from '@/tests/support/database'
import { createShopWithStock, createSkus, incoming, type TestShop } from '@/tests/support/shop'
import { createMember } from '@/tests/support/tenant'
import { drainAll } from '@/workers/drain-all'

await setupWorkerDatabase()
let shop: TestShop
let owner: Actor

/** Shops `tmall` and `live`, ten units of TEA. */
beforeEach(async () => {
  shop = await createShopWithStock({ TEA: 10 })
  owner = shop.owner
  await run(createShop, owner, {
    code: 'live',
    name: 'Live',
    channel: 'taobao',
    currency: 'CNY',
    timeZone: 'Asia/Shanghai',
  })
})

const pool = (code: string, more: Record<string, unknown> = {}) =>
  run(createPool, owner, { code, name: code, shopCodes: ['live'], ...more })
const fill = (toPool: string | undefined, quantity: number, fromPool?: string) =>
  run(createPoolMove, owner, { warehouseCode: 'HZ', fromPool, toPool, lines: [{ skuCode: 'TEA', quantity }] })
let no = 0
async function order(shopCode: string, quantity: number, more: Record<string, unknown> = {}): Promise<string> {
  const { results } = await run(ingestOrders, owner, {
    shopCode,
    orders: [incoming(`P${++no}`, 'TEA', quantity, more)],
  })
  const orderId = results[0]?.orderId ?? ''
  await run(reviewOrder, owner, { orderId, decision: 'approve' })
  await run(allocateOrders, shop.system, {})
  return orderId
}
const view = async (orderId: string) => {
  const { state, fulfilments } = await run(getOrder, owner, { orderId })
  const open = fulfilments.filter((f) => f.state !== 'cancelled')
  return [
    state,
    ...open.flatMap((f) => f.lines.map((l) => [l.quantity, ...l.pools.map((p) => `${p.code}:${p.quantity}`)])),
  ]
}
const parcel = async (orderId: string) =>
  (await run(getOrder, owner, { orderId })).fulfilments.find((f) => f.state !== 'cancelled')?.id ?? ''
const units = ({ quantity, reserved, available }: PoolView) => [quantity, reserved, available]
const inPool = async (poolId: string) => units(await run(getPool, owner, { poolId }))
const general = async () => {
  const [row] = (await run(listStock, owner, { skuCode: 'TEA' })).items
  return row && [row.onHand, row.reserved, row.available, row.pooled]
}

test('S2.14: a pool is for its shop alone; moves are documents and are undone by the opposite one', async () => {
  const live = await pool('LIVE', { fallsBack: false })
  const moved = await fill('LIVE', 4)
  expect(moved).toMatchObject({ kind: 'move', fromPool: null, toPool: 'LIVE', units: 4 })
  expect([await inPool(live.id), await general()]).toEqual([
    [4, 0, 4],
    [10, 0, 6, 4],
  ])
  // Others never touch it, its own shop takes nothing else.
  const [big, own] = [await order('tmall', 7), await order('live', 5)]
  expect([await view(big), await view(own)]).toEqual([['awaiting_purchase'], ['awaiting_purchase']])
  await run(updatePool, owner, { poolId: live.id, fallsBack: true, version: 1 })
  await drainAll(shop.tenantId)
  expect(await view(own)).toEqual(['awaiting_shipment', [5, 'LIVE:4']])
  expect([await inPool(live.id), await general()]).toEqual([
    [4, 4, 0],
    [10, 5, 5, 0],
  ])
  // What parcels hold does not move; what is given back returns where it came from.
  await expect(run(undoPoolMove, owner, { poolMoveId: moved.id })).rejects.toMatchObject({
    code: 'insufficient_stock',
    params: { errors: [{ path: 'lines.0.quantity', code: 'insufficient_stock' }] },
  })
  await run(cancelOrder, owner, { orderId: own, reason: 'x' })
  expect([await inPool(live.id), await general()]).toEqual([
    [4, 0, 4],
    [10, 0, 6, 4],
  ])
  const undone = await run(undoPoolMove, owner, { poolMoveId: moved.id, note: '直播改期' })
  expect(undone).toMatchObject({ kind: 'undo', fromPool: 'LIVE', toPool: null, reference: moved.number })
  expect(await run(getPoolMove, owner, { poolMoveId: moved.id })).toMatchObject({ undoneBy: undone.number })
  await expect(run(undoPoolMove, owner, { poolMoveId: moved.id })).rejects.toMatchObject({ code: 'illegal_transition' })
  await drainAll(shop.tenantId)
  expect(await view(big)).toEqual(['awaiting_shipment', [7]])
  expect(await brokenInvariants(shop)).toEqual([])
})

test('a parcel remembers its pools through splitting, shipping and taking the shipment back', async () => {
  const [first, second] = [await pool('A', { priority: 1 }), await pool('B', { priority: 2 })]
  await fill('A', 2)
  await fill('B', 2)
  expect(await fill('B', 1, 'A')).toMatchObject({ fromPool: 'A', toPool: 'B' })
  const own = await order('live', 6)
  expect(await view(own)).toEqual(['awaiting_shipment', [6, 'A:1', 'B:3']])
  const lines = (await run(getOrder, owner, { orderId: own })).lines
  await run(splitOrder, owner, {
    orderId: own,
    fulfilmentId: await parcel(own),
    parcels: [{ lines: [{ orderLineId: lines[0]?.id, quantity: 2 }] }],
  })
  const sums = async () => [await inPool(first.id), await inPool(second.id), await general()]
  expect(await sums()).toEqual([
    [1, 1, 0],
    [3, 3, 0],
    [10, 6, 4, 0],
  ])
  expect((await view(own)).slice(1).sort()).toEqual([[2], [4, 'A:1', 'B:3']])
  const orderState = await run(getOrder, owner, { orderId: own })
  for (const f of orderState.fulfilments.filter((x) => x.state === 'allocated'))
    await run(shipFulfilment, owner, { fulfilmentId: f.id, carrierCode: 'sf', trackingNo: `SF${f.id.slice(-8)}` })
  expect(await sums()).toEqual([
    [0, 0, 0],
    [0, 0, 0],
    [4, 0, 4, 0],
  ])
  expect((await view(own))[0]).toBe('shipped')
  for (const f of orderState.fulfilments.filter((x) => x.state === 'allocated'))
    await run(unshipFulfilment, owner, { fulfilmentId: f.id, reason: 'wrong label' })
  expect(await sums()).toEqual([
    [1, 1, 0],
    [3, 3, 0],
    [10, 6, 4, 0],
  ])
  expect(await brokenInvariants(shop)).toEqual([])
})

test('lost goods: what is free gives way first, then promises of general stock, then those of the least important pool', async () => {
  const [star, other] = [
    await pool('STAR', { priority: 1 }),
    await pool('OTHER', { priority: 9, shopCodes: ['tmall'] }),
  ]
  await fill('STAR', 3)
  await fill('OTHER', 3)
  const at = (hour: number) => ({ promisedShipAt: new Date(Date.UTC(2026, 10, 11, hour)).toISOString() })
  const starOrder = await order('live', 2, at(9))
  const otherOrder = await order('tmall', 3, at(2))
  const plain = await order('tmall', 4, at(1))
  expect([await view(starOrder), await view(otherOrder), await view(plain)]).toEqual([
    ['awaiting_shipment', [2, 'STAR:2']],
    ['awaiting_shipment', [3, 'OTHER:3']],
    ['awaiting_shipment', [4]],
  ])
  const lose = (quantity: number) =>
    run(adjustStock, owner, { warehouseCode: 'HZ', reason: 'lost', lines: [{ skuCode: 'TEA', quantity: -quantity }] })
  // One unit is free, in the pool STAR: it is gone with a document that says why, no promise is broken.
  const first = await lose(1)
  expect(first.brokenOrders).toEqual([])
  expect(await inPool(star.id)).toEqual([2, 2, 0])
  const [loss] = (await run(listPoolMoves, owner, { poolCode: 'STAR' })).items
  expect(loss).toMatchObject({ kind: 'loss', units: 1, reference: first.number, toPool: null })
  // The promise on general stock gives way before the younger one on a pool, and leaves three units over.
  expect((await lose(1)).brokenOrders.map((b) => b.orderId)).toEqual([plain])
  expect(await general()).toEqual([8, 5, 3, 0])
  // Now the least important pool, though its promise is older.
  expect((await lose(4)).brokenOrders.map((b) => b.orderId)).toEqual([otherOrder])
  expect([await inPool(star.id), await inPool(other.id), await general()]).toEqual([
    [2, 2, 0],
    [2, 0, 2],
    [4, 2, 0, 2],
  ])
  expect(await brokenInvariants(shop)).toEqual([])
})

test('a pool sells from its start to its end; then what is left returns, and what parcels give back later follows', async () => {
  const hour = 3_600_000
  const from = new Date(Date.now() + hour).toISOString()
  const till = new Date(Date.now() + 2 * hour).toISOString()
  await expect(pool('BAD', { startsAt: till, endsAt: from })).rejects.toMatchObject({
    params: { errors: [{ path: 'endsAt', code: 'before_start' }] },
  })
  const live = await pool('LIVE', { startsAt: from, endsAt: till, fallsBack: false })
  await fill('LIVE', 4)
  // Before it begins its shop sells general stock like any other.
  const early = await order('live', 2)
  expect(await view(early)).toEqual(['awaiting_shipment', [2]])
  const during = { now: new Date(Date.now() + 1.5 * hour) }
  const late = await order('live', 5)
  expect((await view(late))[0]).toBe('awaiting_purchase')
  const small = await order('tmall', 1)
  await run(cancelOrder, owner, { orderId: late, reason: 'x' })
  const { results } = await run(ingestOrders, owner, { shopCode: 'live', orders: [incoming('D', 'TEA', 3)] })
  const own = results[0]?.orderId ?? ''
  await run(reviewOrder, owner, { orderId: own, decision: 'approve' })
  await run(allocateOrders, shop.system, {}, during)
  expect(await view(own)).toEqual(['awaiting_shipment', [3, 'LIVE:3']])
  const after = { now: new Date(Date.now() + 3 * hour) }
  await run(endDuePools, shop.system, {}, after)
  expect(await run(getPool, owner, { poolId: live.id })).toMatchObject({ status: 'ended', quantity: 3, reserved: 3 })
  await run(cancelOrder, owner, { orderId: own, reason: 'x' })
  expect(await inPool(live.id)).toEqual([3, 0, 3])
  await run(endDuePools, shop.system, {}, after)
  expect([await inPool(live.id), await general()]).toEqual([
    [0, 0, 0],
    [10, 3, 7, 0],
  ])
  await expect(fill('LIVE', 1)).rejects.toMatchObject({ params: { errors: [{ path: 'toPool', code: 'pool_ended' }] } })
  const kept = await pool('KEEP', { returns: false })
  await fill('KEEP', 2)
  expect(await run(endPool, owner, { poolId: kept.id })).toMatchObject({ status: 'ended', available: 2 })
  await run(endDuePools, shop.system, {}, after)
  expect(await inPool(kept.id)).toEqual([2, 0, 2])
  await fill(undefined, 2, 'KEEP')
  expect((await view(small))[0]).toBe('awaiting_shipment')
  expect((await run(listPools, owner, { status: 'ended' })).items.map((p) => p.code)).toEqual(['KEEP', 'LIVE'])
  expect(await brokenInvariants(shop)).toEqual([])
})

test('who does not see all shops of a pool does not see it; limits of warehouses narrow what it holds', async () => {
  const live = await pool('LIVE')
  await pool('BOTH', { shopCodes: ['live', 'tmall'] })
  await fill('LIVE', 4)
  const stranger = await createMember(shop.tenantId, 'admin', { shopIds: [shop.shopId] })
  expect((await run(listPools, stranger, {})).items).toEqual([])
  expect((await run(listPoolStock, stranger, {})).items).toEqual([])
  expect((await run(listPoolMoves, stranger, {})).items).toEqual([])
  await expect(run(getPool, stranger, { poolId: live.id })).rejects.toMatchObject({ code: 'not_found' })
  const nowhere = await createMember(shop.tenantId, 'admin', { warehouseIds: [] })
  expect(units(await run(getPool, nowhere, { poolId: live.id }))).toEqual([0, 0, 0])
  expect((await run(listPoolStock, owner, {})).items).toMatchObject([{ poolCode: 'LIVE', skuCode: 'TEA', quantity: 4 }])
  await createSkus(owner, ['CUP'])
  const [cup, tea] = (await run(listSkus, owner, { codes: ['CUP', 'TEA'] })).items
  await expect(run(mergeSkus, owner, { skuId: tea?.id, intoSkuId: cup?.id })).rejects.toMatchObject({
    params: { errors: [{ path: 'skuId', code: 'pooled' }] },
  })
  await expect(fill('LIVE', 7)).rejects.toMatchObject({ code: 'insufficient_stock' })
  await expect(fill('NONE', 1)).rejects.toMatchObject({ params: { errors: [{ path: 'toPool', code: 'unknown' }] } })
  await expect(fill('LIVE', 1, 'LIVE')).rejects.toMatchObject({
    params: { errors: [{ path: 'toPool', code: 'same_pool' }] },
  })
  await expect(pool('X', { shopCodes: ['none'] })).rejects.toMatchObject({
    params: { errors: [{ path: 'shopCodes.0', code: 'unknown' }] },
  })
})

test('a pool for groups of customers sells to their orders alone, waiting ones too; everybody else has general stock', async () => {
  await run(createCustomer, owner, { name: '王小明', phone: '13800138000', group: 'VIP' })
  await pool('VIPS', { customerGroups: ['VIP'], fallsBack: false })
  await fill('VIPS', 3)
  const other = incoming('x', 'TEA').address
  const stranger = { address: { ...other, name: '李四', phone: '13911112222' }, buyer: { nick: '别人' } }
  expect(await view(await order('live', 6, stranger))).toEqual(['awaiting_shipment', [6]])
  // One unit is left for everybody, three for the group.
  expect(await view(await order('live', 2, stranger))).toEqual(['awaiting_purchase'])
  const member = await order('live', 4)
  expect(await view(member)).toEqual(['awaiting_purchase'])
  await fill('VIPS', 1)
  await drainAll(shop.tenantId)
  expect(await view(member)).toEqual(['awaiting_shipment', [4, 'VIPS:4']])
  expect(await brokenInvariants(shop)).toEqual([])
})
