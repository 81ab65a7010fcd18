import { beforeEach, expect, test } from 'vitest'
import { createPool } from '@/lib/modules/inventory/create-pool'
import { createTransfer } from '@/lib/modules/inventory/create-transfer'
import { getPool } from '@/lib/modules/inventory/get-pool'
import { listPoolIncoming } from '@/lib/modules/inventory/list-pool-incoming'
import { receiveTransfer } from '@/lib/modules/inventory/receive-transfer'
import { setPoolIncoming } from '@/lib/modules/inventory/set-pool-incoming'
import { shipTransfer } from '@/lib/modules/inventory/ship-transfer'
import { adjustStock } from '@/lib/modules/orders/adjust-stock'
import { cancelOrder } from '@/lib/modules/orders/cancel-order'
import { getOrder } from '@/lib/modules/orders/get-order'
import { reviewOrder } from '@/lib/modules/orders/review-order'
import { setPresaleSku } from '@/lib/modules/orders/set-presale-sku'
import { createWarehouse } from '@/lib/modules/settings/create-warehouse'
import type { Actor } from '@/lib/platform/door/actor'
import { run } from '@/lib/platform/door/run'
import { arrive, brokenInvariants } from '@/tests/support/books'
import { setupWorkerDatabase } from '@/tests/support/database'
import { createShopWithStock, incoming, type TestShop } from '@/tests/support/shop'
import { drainAll } from '@/workers/drain-all'

await setupWorkerDatabase()
let shop: TestShop
let owner: Actor
let poolId: string
let transferId: string
let lineId: string

/** Ten units of NEW on their way from the far warehouse GZ, eight of them set aside for the pool of shop `tmall`, which sells NEW ahead. */
beforeEach(async () => {
  shop = await createShopWithStock({ NEW: 0 })
  owner = shop.owner
  await run(createWarehouse, owner, { code: 'GZ', name: 'GZ', kind: 'third_party' })
  await run(adjustStock, owner, {
    warehouseCode: 'GZ',
    reason: 'x',
    lines: [{ skuCode: 'NEW', quantity: 10, unitCost: '10.00' }],
  })
  const between = { fromWarehouseCode: 'GZ', toWarehouseCode: 'HZ', lines: [{ skuCode: 'NEW', quantity: 10 }] }
  const transfer = await run(createTransfer, owner, between)
  transferId = transfer.id
  lineId = transfer.lines[0]?.id ?? ''
  await run(shipTransfer, owner, { transferId })
  poolId = (await run(createPool, owner, { code: 'AHEAD', name: '首发', shopCodes: ['tmall'], fallsBack: false })).id
  await run(setPresaleSku, owner, { shopCode: 'tmall', skuCode: 'NEW' })
})

const aside = (quantity: number) => run(setPoolIncoming, owner, { poolId, transferLineId: lineId, quantity })
async function orders(...quantities: number[]): Promise<string[]> {
  const all = quantities.map((q, i) =>
    incoming(`N${i}`, 'NEW', q, { promisedShipAt: new Date(Date.UTC(2026, 11, 1, i)).toISOString() }),
  )
  const ids = await arrive(shop, all)
  for (const orderId of ids) await run(reviewOrder, owner, { orderId, decision: 'approve' })
  await drainAll(shop.tenantId)
  return ids
}
const receive = async (quantity: number, finish = false) => {
  await run(receiveTransfer, owner, {
    transferId,
    lines: [{ lineId, quantity }],
    finish,
    ...(finish && { reason: '丢失' }),
  })
  await drainAll(shop.tenantId)
}
const states = async (ids: readonly string[]) =>
  Promise.all(ids.map(async (orderId) => (await run(getOrder, owner, { orderId })).state))
const promised = async () =>
  (await run(listPoolIncoming, owner, {})).items.map((i) => [i.quantity, i.promised, i.arrived, i.lost])

test('presale is promised out of goods on their way, never twice, and goes when they arrive', async () => {
  await aside(8)
  const ids = await orders(3, 4, 2)
  expect(await promised()).toEqual([[8, 7, 0, 0]])
  expect(await states(ids)).toEqual(['approved', 'approved', 'approved'])
  const told = (await run(getOrder, owner, { orderId: ids[0] ?? '' })).activity.map((e) => e.data)
  expect(told).toContainEqual({ promised: 'AHEAD' })
  await expect(aside(6)).rejects.toMatchObject({ params: { errors: [{ path: 'quantity', code: 'promised' }] } })
  await expect(aside(11)).rejects.toMatchObject({ code: 'insufficient_stock' })
  // What the second no longer wants is promised to the third.
  await run(cancelOrder, owner, { orderId: ids[1] ?? '', reason: 'x' })
  await drainAll(shop.tenantId)
  expect(await promised()).toEqual([[8, 5, 0, 0]])
  // Three arrive, all for the pool: the oldest promise goes, the other waits for the rest.
  await receive(3)
  expect(await states(ids)).toEqual(['awaiting_shipment', 'cancelled', 'approved'])
  expect(await promised()).toEqual([[8, 2, 3, 0]])
  await receive(7)
  expect(await states(ids)).toEqual(['awaiting_shipment', 'cancelled', 'awaiting_shipment'])
  expect(await run(getPool, owner, { poolId })).toMatchObject({ quantity: 8, reserved: 5, available: 3, incoming: 0 })
  expect(await brokenInvariants(shop)).toEqual([])
})

test('what is lost on the way is lost to the youngest promises, which wait on as presale', async () => {
  await aside(8)
  const ids = await orders(3, 4)
  await receive(5, true)
  expect(await states(ids)).toEqual(['awaiting_shipment', 'approved'])
  const { presale, fulfilments } = await run(getOrder, owner, { orderId: ids[0] ?? '' })
  expect([presale, fulfilments[0]?.lines[0]?.pools]).toEqual([false, [{ code: 'AHEAD', quantity: 3 }]])
  expect(await promised()).toEqual([[8, 0, 5, 3]])
  expect(await run(getOrder, owner, { orderId: ids[1] ?? '' })).toMatchObject({ presale: true })
  expect(await brokenInvariants(shop)).toEqual([])
})
