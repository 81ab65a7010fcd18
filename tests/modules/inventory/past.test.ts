import { beforeEach, expect, test } from 'vitest'
import { createPool } from '@/lib/modules/inventory/create-pool'
import { createPoolMove } from '@/lib/modules/inventory/create-pool-move'
import { listBatches } from '@/lib/modules/inventory/list-batches'
import { listStock } from '@/lib/modules/inventory/list-stock'
import { snapshotStock } from '@/lib/modules/inventory/snapshot-stock'
import { stockAt } from '@/lib/modules/inventory/stock-at'
import { stockChanges } from '@/lib/modules/inventory/stock-changes'
import { adjustStock } from '@/lib/modules/orders/adjust-stock'
import { allocateOrders } from '@/lib/modules/orders/allocate-orders'
import { cancelOrder } from '@/lib/modules/orders/cancel-order'
import { getOrder } from '@/lib/modules/orders/get-order'
import { lockBatch } from '@/lib/modules/orders/lock-batch'
import { reviewOrder } from '@/lib/modules/orders/review-order'
import { shipFulfilment } from '@/lib/modules/orders/ship-fulfilment'
import { unshipFulfilment } from '@/lib/modules/orders/unship-fulfilment'
import { createWarehouse } from '@/lib/modules/settings/create-warehouse'
import { inTenant } from '@/lib/platform/db/transaction'
import { run } from '@/lib/platform/door/run'
import { receiveBatch, track } from '@/tests/support/batches'
import { arrive, brokenInvariants } from '@/tests/support/books'
import { setupWorkerDatabase } from '@/tests/support/database'
import { seeded } from '@/tests/support/random'
import { createShopWithStock, incoming, type TestShop } from '@/tests/support/shop'
import { createMember } from '@/tests/support/tenant'

await setupWorkerDatabase()
let shop: TestShop

beforeEach(async () => {
  shop = await createShopWithStock({ TEA: 0, CUP: 0 })
})

const at = (day: number, hour = 12) => new Date(Date.UTC(2026, 9, day, hour))

const adjust = (now: Date, skuCode: string, quantity: number, warehouseCode = 'HZ', unitCost = '3.33') =>
  run(
    adjustStock,
    shop.owner,
    { warehouseCode, reason: 'test', lines: [{ skuCode, quantity, ...(quantity > 0 && { unitCost }) }] },
    { now },
  )

async function approved(no: string, quantity: number, now: Date): Promise<string> {
  const [orderId = ''] = await arrive(shop, [incoming(no, 'TEA', quantity)])
  await run(reviewOrder, shop.owner, { orderId, decision: 'approve' }, { now })
  await run(allocateOrders, shop.system, {}, { now })
  return orderId
}

const parcelOf = async (orderId: string) => (await run(getOrder, shop.owner, { orderId })).fulfilments.at(-1)?.id ?? ''

type Figures = { onHand: number; reserved: number; available: number; value: string }
const figures = ({ onHand, reserved, available, value }: Figures) => [onHand, reserved, available, value]

/** What the books say now, and what they say of a moment. */
const nowOf = async () =>
  (await run(listStock, shop.owner, {})).items.map((s) => [s.skuCode, s.warehouseCode, ...figures(s)])
const then = async (moment: Date) =>
  (await run(stockAt, shop.owner, { at: moment.toISOString() })).items.map((s) => [
    s.skuCode,
    s.warehouseCode,
    ...figures(s),
  ])

async function snapshots(): Promise<number> {
  return inTenant(
    shop.tenantId,
    'read',
    async (client) =>
      (await client.query('select count(*)::int as n from stock_snapshots where tenant_id = $1', [shop.tenantId]))
        .rows[0].n,
  )
}

async function keep(now: Date): Promise<void> {
  while ((await run(snapshotStock, shop.system, {}, { now })).more);
}

test('every state of the books can be asked for again, with snapshots and without', async () => {
  const seen: [Date, unknown][] = []
  const note = async (day: number) => {
    const state = await nowOf()
    // Whoever was not there yet had nothing.
    seen.push([at(day, 13), state])
  }
  await adjust(at(1), 'TEA', 10, 'HZ', '10.00')
  await adjust(at(1), 'CUP', 1)
  await note(1)
  const a = await approved('A', 4, at(3))
  await note(3)
  await run(
    shipFulfilment,
    shop.owner,
    { fulfilmentId: await parcelOf(a), carrierCode: 'sf', trackingNo: 'SF001' },
    { now: at(4) },
  )
  await note(4)
  const b = await approved('B', 5, at(5))
  await note(5)
  await run(unshipFulfilment, shop.owner, { fulfilmentId: await parcelOf(a), reason: 'x' }, { now: at(7) })
  await note(7)
  await run(cancelOrder, shop.owner, { orderId: b, reason: 'x' }, { now: at(9) })
  await note(9)
  await adjust(at(11), 'TEA', -7)
  await note(11)

  const asked = async () => {
    for (const [moment, state] of seen) expect([moment, await then(moment)]).toEqual([moment, state])
  }
  await asked()
  expect(await then(at(1, 11))).toEqual([
    ['CUP', 'HZ', 0, 0, 0, '0.00'],
    ['TEA', 'HZ', 0, 0, 0, '0.00'],
  ])
  await keep(at(6))
  await asked()
  await keep(at(20))
  await asked()
  // TEA changed on seven days, CUP on one.
  expect(await snapshots()).toBe(8)
  await keep(at(25))
  expect(await snapshots()).toBe(8)
  expect(await brokenInvariants(shop)).toEqual([])
})

test('what is played in later with an earlier date is seen by all later moments, snapshots or not', async () => {
  await adjust(at(2), 'TEA', 10)
  await adjust(at(8), 'TEA', 1)
  await keep(at(20))
  await adjust(at(5), 'TEA', 4, 'HZ', '1.00')
  expect((await then(at(4)))[0]?.slice(2, 3)).toEqual([10])
  expect((await then(at(6)))[0]?.slice(2, 3)).toEqual([14])
  expect((await then(at(9)))[0]?.slice(2, 3)).toEqual([15])
  await keep(at(21))
  expect((await then(at(6)))[0]).toEqual(['TEA', 'HZ', 14, 0, 14, '37.30'])
  expect(await brokenInvariants(shop)).toEqual([])
})

test('random days, in random sequence, with the job in between: the same as adding up the ledger', async () => {
  const random = seeded(20261122)
  await run(createWarehouse, shop.owner, { code: 'SZ', name: 'SZ', kind: 'own' })
  type Booked = { at: Date; place: string; quantity: number }
  const booked: Booked[] = []
  for (let i = 0; i < 60; i++) {
    const moment = new Date(at(1).getTime() + random.int(30 * 24) * 3_600_000)
    const [sku, warehouse] = [random.pick(['TEA', 'CUP']), random.pick(['HZ', 'SZ'])]
    const quantity = 1 + random.int(9)
    await adjust(moment, sku, quantity, warehouse)
    booked.push({ at: moment, place: `${sku} ${warehouse}`, quantity })
    if (i % 9 === 4) await keep(at(2 + random.int(28)))
    const asked = new Date(at(1).getTime() + random.int(31 * 24) * 3_600_000)
    const sums = Object.fromEntries((await then(asked)).map(([code, place, onHand]) => [`${code} ${place}`, onHand]))
    for (const place of new Set(booked.map((b) => b.place)))
      expect(sums[place]).toBe(booked.reduce((n, b) => n + (b.place === place && b.at <= asked ? b.quantity : 0), 0))
  }
  await keep(at(40))
  expect(await brokenInvariants(shop)).toEqual([])
})

test('a posting and the job at the same moment never miss each other', async () => {
  await adjust(at(1), 'TEA', 5)
  for (let round = 0; round < 5; round++) {
    await Promise.all([
      keep(at(20 + round)),
      ...[1, 2, 3].map((n) => adjust(at(2 + round, n), 'TEA', 1)),
      adjust(at(3), 'CUP', 1),
    ])
    expect(await brokenInvariants(shop)).toEqual([])
  }
  expect(await snapshots()).toBeGreaterThan(0)
})

test('what changed between two moments explains the difference, by reason', async () => {
  await adjust(at(1), 'TEA', 10, 'HZ', '10.00')
  await adjust(at(1), 'CUP', 3, 'HZ', '2.00')
  const a = await approved('A', 4, at(3))
  const fulfilmentId = await parcelOf(a)
  await run(shipFulfilment, shop.owner, { fulfilmentId, carrierCode: 'sf', trackingNo: 'SF001' }, { now: at(4) })
  await adjust(at(5), 'TEA', -1)
  await run(unshipFulfilment, shop.owner, { fulfilmentId, reason: 'x' }, { now: at(6) })
  await keep(at(5))
  const ask = (from: Date, to: Date, over = {}) =>
    run(stockChanges, shop.owner, { from: from.toISOString(), to: to.toISOString(), ...over })
  expect(await ask(at(2), at(5), { skuCode: 'tea' })).toEqual({
    from: at(2).toISOString(),
    to: at(5).toISOString(),
    currency: 'CNY',
    opening: { onHand: 10, defective: 0, reserved: 0, value: '100.00' },
    closing: { onHand: 5, defective: 0, reserved: 0, value: '50.00' },
    items: [
      { reason: 'adjustment', movements: 1, units: -1, value: '-10.00' },
      { reason: 'shipment', movements: 1, units: -4, value: '-40.00' },
    ],
  })
  const all = await ask(at(1, 0), at(30))
  expect(all.opening).toEqual({ onHand: 0, defective: 0, reserved: 0, value: '0.00' })
  expect(all.closing).toEqual({ onHand: 12, defective: 0, reserved: 4, value: '96.00' })
  expect(all.items.map((i) => [i.reason, i.units])).toEqual([
    ['adjustment', 12],
    ['shipment', -4],
    ['unship', 4],
  ])
  const refused = (code: string) => ({ code: 'invalid', params: { errors: [{ path: 'to', code }] } })
  await expect(ask(at(5), at(2))).rejects.toMatchObject(refused('before_from'))
  await expect(ask(at(1), new Date(at(1).getTime() + 101 * 86_400_000))).rejects.toMatchObject(refused('too_long'))
  expect((await ask(at(1, 0), at(1 + 300), { skuCode: 'CUP' })).closing.onHand).toBe(3)
  expect(await ask(at(1), at(9), { skuCode: 'NOBODY' })).toMatchObject({ items: [], closing: { onHand: 0 } })
})

test('page by page, in scope, by warehouse', async () => {
  const other = await run(createWarehouse, shop.owner, { code: 'SZ', name: 'SZ', kind: 'own' })
  for (const place of ['HZ', 'SZ']) for (const sku of ['TEA', 'CUP']) await adjust(at(1), sku, 2, place)
  const moment = at(2).toISOString()
  const all = await run(stockAt, shop.owner, { at: moment })
  expect(all.items).toHaveLength(4)
  const paged = []
  for (let cursor: string | undefined; ; ) {
    const page = await run(stockAt, shop.owner, { at: moment, limit: 1, cursor })
    paged.push(...page.items)
    if (!page.nextCursor) break
    cursor = page.nextCursor
  }
  expect(paged).toEqual(all.items)
  const limited = await createMember(shop.tenantId, 'warehouse', { warehouseIds: [other.id] })
  const codes = async (input: object) =>
    (await run(stockAt, limited, { at: moment, ...input })).items.map((i) => i.warehouseCode)
  expect(await codes({})).toEqual(['SZ', 'SZ'])
  expect(await codes({ warehouseCode: 'HZ' })).toEqual([])
  const seen = await run(stockChanges, limited, { from: at(1, 0).toISOString(), to: moment, skuCode: 'TEA' })
  expect(seen.closing.onHand).toBe(2)
})

test('what pools and bad batches keep is told apart, at every moment, and now as the list tells it', async () => {
  await track(shop.owner, 'CUP', { batchTracked: true })
  await adjust(at(1), 'TEA', 10)
  await receiveBatch(shop.owner, ['CUP', 'B1', 4, '2031-01-01'], { now: at(1) })
  await run(createPool, shop.owner, { code: 'LIVE', name: 'Live', shopCodes: ['tmall'] }, { now: at(1) })
  const into = (toPool: string | undefined, quantity: number, fromPool?: string) => ({
    ...{ warehouseCode: 'HZ', toPool, fromPool, lines: [{ skuCode: 'TEA', quantity }] },
  })
  await run(createPoolMove, shop.owner, into('LIVE', 6), { now: at(2) })
  const orderId = await approved('P1', 2, at(3))
  const [batch] = (await run(listBatches, shop.owner, { skuCode: 'CUP' })).items
  await run(lockBatch, shop.owner, { batchId: batch?.id ?? '', reason: '召回' }, { now: at(3) })
  const sent = { fulfilmentId: await parcelOf(orderId), carrierCode: 'sf', trackingNo: 'SF001' }
  await run(shipFulfilment, shop.owner, sent, { now: at(4) })
  await run(createPoolMove, shop.owner, into(undefined, 1, 'LIVE'), { now: at(5) })
  // A posting that waited is dated before what it waited for, and counts from then on.
  await run(createPoolMove, shop.owner, into('LIVE', 2), { now: at(4) })
  const told = (
    items: readonly {
      skuCode: string
      onHand: number
      blocked: number
      reserved: number
      pooled: number
      available: number
    }[],
  ) => items.map((s) => [s.skuCode, s.onHand, s.blocked, s.reserved, s.pooled, s.available])
  const moment = async (day: number) => told((await run(stockAt, shop.owner, { at: at(day, 13).toISOString() })).items)
  expect([await moment(1), await moment(2), await moment(3), await moment(4)]).toEqual([
    [
      ['CUP', 4, 0, 0, 0, 4],
      ['TEA', 10, 0, 0, 0, 10],
    ],
    [
      ['CUP', 4, 0, 0, 0, 4],
      ['TEA', 10, 0, 0, 6, 4],
    ],
    [
      ['CUP', 4, 4, 0, 0, 0],
      ['TEA', 10, 0, 2, 4, 4],
    ],
    [
      ['CUP', 4, 4, 0, 0, 0],
      ['TEA', 8, 0, 0, 4, 4],
    ],
  ])
  expect(await moment(5)).toEqual(told((await run(listStock, shop.owner, {})).items))
  expect(await brokenInvariants(shop)).toEqual([])
})
