import { describe, expect, it } from 'vitest'
import { adjustStock } from '@/lib/modules/orders/adjust-stock'
import { allocateOrders } from '@/lib/modules/orders/allocate-orders'
import { cancelOrder } from '@/lib/modules/orders/cancel-order'
import { getOrder } from '@/lib/modules/orders/get-order'
import { ingestOrders } from '@/lib/modules/orders/ingest-orders'
import { listOrders } from '@/lib/modules/orders/list-orders'
import { reviewOrder } from '@/lib/modules/orders/review-order'
import { shipFulfilment } from '@/lib/modules/orders/ship-fulfilment'
import { unapproveOrder } from '@/lib/modules/orders/unapprove-order'
import { createWarehouse } from '@/lib/modules/settings/create-warehouse'
import { getCompany } from '@/lib/modules/settings/get-company'
import { updateCompany } from '@/lib/modules/settings/update-company'
import { memberActor } from '@/lib/platform/auth/actors'
import { run } from '@/lib/platform/door/run'
import { arrive, brokenInvariants } from '@/tests/support/books'
import { setupWorkerDatabase } from '@/tests/support/database'
import { drainAll } from '@/tests/support/drain'
import { createShopWithStock, incoming, type TestShop } from '@/tests/support/shop'

await setupWorkerDatabase()

type Line = readonly [sku: string, quantity: number]

function order(no: string, lines: readonly Line[], over: Record<string, unknown> = {}) {
  const total = (lines.reduce((n, [, q]) => n + q, 0) * 20).toFixed(2)
  const made = lines.map(([sellerSku, quantity], i) => ({
    channelLineNo: String(i + 1),
    sellerSku,
    title: sellerSku,
    quantity,
    unitPrice: '20.00',
    discount: '0.00',
  }))
  return incoming(no, 'x', 1, { lines: made, total, paid: total, ...over })
}

const at = (minute: number) => ({
  promisedShipAt: new Date(Date.UTC(2026, 10, 12) + minute * 60_000).toISOString(),
})

async function approved(shop: TestShop, orders: readonly unknown[]): Promise<string[]> {
  const ids = await arrive(shop, orders)
  for (const orderId of ids) await run(reviewOrder, shop.owner, { orderId, decision: 'approve' })
  await drainAll(shop.tenantId)
  return ids
}

async function receive(shop: TestShop, warehouseCode: string, lines: readonly Line[]): Promise<void> {
  await run(adjustStock, shop.owner, {
    warehouseCode,
    reason: 'receipt',
    lines: lines.map(([skuCode, quantity]) => ({ skuCode, quantity, unitCost: '10.00' })),
  })
  await drainAll(shop.tenantId)
}

async function company(stock: Record<string, number>, settings: Record<string, unknown> = {}): Promise<TestShop> {
  const shop = await createShopWithStock(stock)
  await run(createWarehouse, shop.owner, {
    code: 'GZ',
    name: 'Guangzhou',
    kind: 'own',
    regions: [{ province: '广东', rank: 1 }],
  })
  const { version } = await run(getCompany, shop.owner, {})
  await run(updateCompany, shop.owner, { ...settings, version })
  const owner = await memberActor(shop.tenantId, shop.owner.id ?? '')
  if (!owner) throw new Error('the owner is missing')
  return { ...shop, owner }
}

const view = (shop: TestShop, orderId = '') => run(getOrder, shop.owner, { orderId })
const parcelsOf = async (shop: TestShop, orderId = '') =>
  (await view(shop, orderId)).fulfilments
    .filter((f) => f.state !== 'cancelled')
    .map((f) => [f.warehouseCode, ...f.lines.map((l) => `${l.quantity} ${l.skuCode}`)].join(' '))

describe('where an order leaves from', () => {
  it('is the warehouse near the receiver, and the order keeps why', async () => {
    const shop = await company({ CUP: 10 })
    await receive(shop, 'GZ', [['CUP', 10]])
    const south = { ...(order('S', [['CUP', 1]]) as { address: object }).address, province: '广东省' }
    const [near, far] = await approved(shop, [order('S', [['CUP', 1]], { address: south }), order('N', [['CUP', 1]])])
    expect((await view(shop, near)).allocation).toMatchObject({
      warehouseCode: 'GZ',
      candidates: [
        { warehouseCode: 'GZ', score: 100, reason: 'chosen', region: 1, parcels: 1 },
        { warehouseCode: 'HZ', score: 100, reason: 'farther', region: null },
      ],
      short: [],
    })
    // No list names Zhejiang and the priorities are equal: the goods that came first leave first.
    expect((await view(shop, far)).allocation).toMatchObject({
      warehouseCode: 'HZ',
      candidates: [{ reason: 'chosen' }, { warehouseCode: 'GZ', reason: 'newer_stock' }],
    })
  })

  it('is one warehouse or none, unless the company splits', async () => {
    const lines = [
      ['CUP', 2],
      ['POT', 1],
    ] as const
    const never = await company({ CUP: 5, POT: 0 })
    await receive(never, 'GZ', [['POT', 5]])
    const [waits] = await approved(never, [order('1', lines)])
    expect(await view(never, waits)).toMatchObject({ state: 'awaiting_purchase', fulfilments: [] })

    const splits = await company({ CUP: 5, POT: 0 }, { splitOrders: 'when_short' })
    await receive(splits, 'GZ', [['POT', 5]])
    const [split] = await approved(splits, [order('1', lines)])
    expect((await parcelsOf(splits, split)).sort()).toEqual(['GZ 1 POT', 'HZ 2 CUP'])
    expect(await view(splits, split)).toMatchObject({
      state: 'awaiting_shipment',
      allocation: { candidates: [{ warehouseCode: 'HZ+GZ', reason: 'chosen', parcels: 2 }, {}, {}] },
    })
    expect(await brokenInvariants(splits)).toEqual([])
  })

  it('is shipped with its last parcel; from the first one on it is neither cancelled nor taken back, and the channel is heeded by a hold', async () => {
    const shop = await company({ CUP: 5, POT: 0 }, { splitOrders: 'when_short' })
    await receive(shop, 'GZ', [['POT', 5]])
    const made = order('1', [
      ['CUP', 1],
      ['POT', 1],
    ])
    const [orderId = ''] = await approved(shop, [made])
    const [first, second] = (await view(shop, orderId)).fulfilments
    const ship = (fulfilmentId = '', n = 1) =>
      run(shipFulfilment, shop.owner, { fulfilmentId, carrierCode: 'sf', trackingNo: `SF000${n}` })
    await ship(first?.id, 1)
    expect((await view(shop, orderId)).state).toBe('awaiting_shipment')
    await expect(run(cancelOrder, shop.owner, { orderId, reason: 'x' })).rejects.toMatchObject({
      code: 'already_shipped',
    })
    await expect(run(unapproveOrder, shop.owner, { orderId })).rejects.toMatchObject({ code: 'illegal_transition' })
    const later = { modifiedAt: '2026-11-12T08:00:00+08:00' }
    // The channel repeats what our first parcel told it: the second one is still ours to send.
    await run(ingestOrders, shop.owner, { shopCode: 'tmall', orders: [{ ...made, ...later, status: 'shipped' }] })
    expect(await view(shop, orderId)).toMatchObject({ state: 'awaiting_shipment', holds: [] })
    await run(ingestOrders, shop.owner, {
      shopCode: 'tmall',
      orders: [{ ...made, modifiedAt: '2026-11-13T08:00:00+08:00', status: 'cancelled' }],
    })
    expect(await view(shop, orderId)).toMatchObject({
      state: 'awaiting_shipment',
      refundStatus: 'requested',
      holds: [{ code: 'refund_requested' }],
    })
    await expect(ship(second?.id, 2)).rejects.toMatchObject({ code: 'on_hold' })
    expect(await brokenInvariants(shop)).toEqual([])
  })
})

describe('shipping in part', () => {
  it('sends the lines that are there; the order waits for the rest and is whole when it comes', async () => {
    const shop = await company({ CUP: 2, POT: 0 }, { partialShipping: true })
    const [orderId = ''] = await approved(shop, [
      order('1', [
        ['CUP', 2],
        ['POT', 1],
      ]),
    ])
    expect(await parcelsOf(shop, orderId)).toEqual(['HZ 2 CUP'])
    expect(await view(shop, orderId)).toMatchObject({
      state: 'awaiting_purchase',
      allocation: { short: [{ skuCode: 'POT', missing: 1 }] },
    })
    expect(await brokenInvariants(shop)).toEqual([])
    const [parcel] = (await view(shop, orderId)).fulfilments
    await run(shipFulfilment, shop.owner, { fulfilmentId: parcel?.id, carrierCode: 'sf', trackingNo: 'SF1000' })
    expect((await view(shop, orderId)).state).toBe('awaiting_purchase')
    // Not split: the second parcel leaves the warehouse that the first left from.
    await receive(shop, 'GZ', [['POT', 1]])
    expect((await view(shop, orderId)).state).toBe('awaiting_purchase')
    await receive(shop, 'HZ', [['POT', 1]])
    expect(await parcelsOf(shop, orderId)).toEqual(['HZ 2 CUP', 'HZ 1 POT'])
    const [, second] = (await view(shop, orderId)).fulfilments
    await run(shipFulfilment, shop.owner, { fulfilmentId: second?.id, carrierCode: 'sf', trackingNo: 'SF1001' })
    expect((await view(shop, orderId)).state).toBe('shipped')
    expect(await brokenInvariants(shop)).toEqual([])
  })

  it('is not done unless the company allows it', async () => {
    const shop = await company({ CUP: 2, POT: 0 })
    const [orderId] = await approved(shop, [
      order('1', [
        ['CUP', 2],
        ['POT', 1],
      ]),
    ])
    expect(await parcelsOf(shop, orderId)).toEqual([])
  })
})

describe('new stock', () => {
  it('goes to the waiting orders, oldest promise first, as far as it reaches; one it does not cover lets the next go before', async () => {
    const shop = await company({ CUP: 0 })
    const ids = await approved(shop, [
      order('late', [['CUP', 1]], at(30)),
      order('big', [['CUP', 5]], at(10)),
      order('early', [['CUP', 2]], at(0)),
      order('middle', [['CUP', 2]], at(20)),
    ])
    const states = async () =>
      Object.fromEntries(
        await Promise.all(ids.map(async (id) => view(shop, id).then((o) => [o.channelOrderNo, o.state] as const))),
      )
    await receive(shop, 'HZ', [['CUP', 1]])
    expect(await states()).toMatchObject({ late: 'awaiting_shipment', early: 'awaiting_purchase' })
    await receive(shop, 'HZ', [['CUP', 4]])
    expect(await states()).toMatchObject({
      early: 'awaiting_shipment',
      middle: 'awaiting_shipment',
      big: 'awaiting_purchase',
    })
    await receive(shop, 'HZ', [['CUP', 5]])
    expect(await states()).toMatchObject({ big: 'awaiting_shipment' })
    expect(await brokenInvariants(shop)).toEqual([])
  })

  it('reaches an order behind any number of older ones that it cannot help', async () => {
    const shop = await company({ CUP: 0, POT: 0 })
    // Each SKU lies in another warehouse: these never fit, though every single demand of theirs could be met.
    const stuck = Array.from({ length: 501 }, (_, i) =>
      order(
        `stuck-${i}`,
        [
          ['CUP', 1],
          ['POT', 1],
        ],
        at(i),
      ),
    )
    const ids = await approved(shop, [...stuck, order('last', [['CUP', 1]], at(10_000))])
    await receive(shop, 'GZ', [['POT', 1000]])
    await receive(shop, 'HZ', [['CUP', 1]])
    expect((await view(shop, ids.at(-1))).state).toBe('awaiting_shipment')
  }, 60_000)
})

it('a turn ends by lines, too: orders of many lines take several turns, the oldest promise first', async () => {
  const shop = await createShopWithStock({ 'LONG-1': 100 })
  const lines = Array.from({ length: 500 }, (_, i) => ({
    channelLineNo: String(i),
    sellerSku: 'LONG-1',
    title: '',
    quantity: 1,
    unitPrice: '0.04',
    discount: '0',
  }))
  const orders = Array.from({ length: 12 }, (_, i) => incoming(`LONG${i}`, 'LONG-1', 1, { lines, total: '20.00' }))
  const { results } = await run(ingestOrders, shop.owner, { shopCode: 'tmall', orders })
  for (const { orderId } of results) await run(reviewOrder, shop.owner, { orderId, decision: 'approve' })
  expect(await run(allocateOrders, shop.system, {})).toEqual({ more: true })
  const waiting = await run(listOrders, shop.owner, { state: 'awaiting_purchase' })
  expect(waiting.items).toHaveLength(10)
  expect(await run(allocateOrders, shop.system, {})).toEqual({ more: false })
  expect((await run(listOrders, shop.owner, { state: 'awaiting_purchase' })).items).toHaveLength(12)
})
