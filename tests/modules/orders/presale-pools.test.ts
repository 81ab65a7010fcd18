import { EventEmitter, once } from 'node:events'
import pg from 'pg'
import { beforeEach, expect, test } from 'vitest'
import { z } from 'zod'
import { createProduct } from '@/lib/modules/catalog/create-product'
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
import { promisePresale } from '@/lib/modules/orders/promise-presale'
import { reviewOrder } from '@/lib/modules/orders/review-order'
import { setPresaleSku } from '@/lib/modules/orders/set-presale-sku'
import { createWarehouse } from '@/lib/modules/settings/create-warehouse'
import type { Actor } from '@/lib/platform/door/actor'
import { run } from '@/lib/platform/door/run'
import { command } from '@/lib/platform/door/use-case'
import { arrive, brokenInvariants } from '@/tests/support/books'
import { setupWorkerDatabase } from '@/tests/support/database'
import { createShopWithStock, incoming, type TestShop } from '@/tests/support/shop'
import { until } from '@/tests/support/until'
import { drainAll } from '@/workers/drain-all'

const db = await setupWorkerDatabase()
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

test('an order that was promised out of two transfers goes when one has arrived and the other is lost', async () => {
  const between = { fromWarehouseCode: 'GZ', toWarehouseCode: 'HZ', lines: [{ skuCode: 'NEW', quantity: 4 }] }
  const lines = [{ skuCode: 'NEW', quantity: 4, unitCost: '10.00' }]
  await run(adjustStock, owner, { warehouseCode: 'GZ', reason: 'x', lines })
  const second = await run(createTransfer, owner, between)
  await run(shipTransfer, owner, { transferId: second.id })
  await aside(10)
  await run(setPoolIncoming, owner, { poolId, transferLineId: second.lines[0]?.id ?? '', quantity: 4 })
  const ids = await orders(12)
  expect(await promised()).toEqual(
    expect.arrayContaining([
      [10, 10, 0, 0],
      [4, 2, 0, 0],
    ]),
  )
  await receive(10)
  expect(await states(ids)).toEqual(['approved'])
  await run(receiveTransfer, owner, { transferId: second.id, lines: [], finish: true, reason: '丢失' })
  await drainAll(shop.tenantId)
  expect(await run(getOrder, owner, { orderId: ids[0] ?? '' })).toMatchObject({
    presale: false,
    state: 'awaiting_purchase',
  })
  expect(await brokenInvariants(shop)).toEqual([])
})

test('a bundle is promised by its parts, and goes when what was on its way has arrived', async () => {
  await run(createProduct, owner, { name: 'Cup', skus: [{ code: 'CUP' }] })
  const components = [
    { skuCode: 'NEW', quantity: 2 },
    { skuCode: 'CUP', quantity: 1 },
  ]
  await run(createProduct, owner, { name: 'Set', skus: [{ code: 'SET', components }] })
  const lines = [{ skuCode: 'CUP', quantity: 9, unitCost: '1.00' }]
  await run(adjustStock, owner, { warehouseCode: 'HZ', reason: 'x', lines })
  await run(setPresaleSku, owner, { shopCode: 'tmall', skuCode: 'SET' })
  await aside(8)
  const ids = await arrive(shop, [incoming('S1', 'SET', 3), incoming('S2', 'SET', 2)])
  for (const orderId of ids) await run(reviewOrder, owner, { orderId, decision: 'approve' })
  await drainAll(shop.tenantId)
  // Six of the eight for the first; four more are not on their way.
  expect(await promised()).toEqual([[8, 6, 0, 0]])
  await receive(10)
  expect(await states(ids)).toEqual(['awaiting_shipment', 'approved'])
  expect(await brokenInvariants(shop)).toEqual([])
})

test('what is being promised this moment cannot be taken away meanwhile', async () => {
  await aside(8)
  const [orderId = ''] = await arrive(shop, [incoming('N9', 'NEW', 5)])
  await run(reviewOrder, owner, { orderId, decision: 'approve' })
  const word = new EventEmitter()
  const [here, told] = [once(word, 'here'), once(word, 'told')]
  const slowly = command({
    name: 'presale.promise-slowly',
    summary: 'Promise, and wait before it is committed',
    audited: false,
    input: z.strictObject({}),
    async run(ctx) {
      const turn = await promisePresale.within(ctx, {})
      word.emit('here')
      await told
      return turn
    },
  })
  const watch = new pg.Client(db.superuserUrl)
  await watch.connect()
  const waiting = "select 1 from pg_stat_activity where datname = $1 and wait_event_type = 'Lock'"
  const promising = run(slowly, shop.system, {})
  await here
  const less = aside(2).catch((e) => e.params.errors)
  await until(
    async () => (await watch.query(waiting, [db.name])).rowCount ?? 0,
    (n) => n > 0,
  )
  word.emit('told')
  await promising
  expect(await less).toEqual([{ path: 'quantity', code: 'promised' }])
  await watch.end()
  expect(await promised()).toEqual([[8, 5, 0, 0]])
})
