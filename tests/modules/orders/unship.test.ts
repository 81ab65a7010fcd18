import { beforeEach, describe, expect, test } from 'vitest'
import { listMovements } from '@/lib/modules/inventory/list-movements'
import { adjustStock } from '@/lib/modules/orders/adjust-stock'
import { allocateOrders } from '@/lib/modules/orders/allocate-orders'
import { deliverOrder } from '@/lib/modules/orders/deliver-order'
import { getFulfilment } from '@/lib/modules/orders/get-fulfilment'
import { getOrder } from '@/lib/modules/orders/get-order'
import { recordTracking } from '@/lib/modules/orders/record-tracking'
import { reviewOrder } from '@/lib/modules/orders/review-order'
import { shipFulfilment } from '@/lib/modules/orders/ship-fulfilment'
import { unshipFulfilment } from '@/lib/modules/orders/unship-fulfilment'
import { closeWarehouse } from '@/lib/modules/settings/close-warehouse'
import { createWarehouse } from '@/lib/modules/settings/create-warehouse'
import { updateCompany } from '@/lib/modules/settings/update-company'
import { memberActor } from '@/lib/platform/auth/actors'
import { run } from '@/lib/platform/door/run'
import { arrive, brokenInvariants } from '@/tests/support/books'
import { booksOf } from '@/tests/support/books-of'
import { setupWorkerDatabase } from '@/tests/support/database'
import { createShopWithStock, incoming, type TestShop } from '@/tests/support/shop'
import { createMember } from '@/tests/support/tenant'

await setupWorkerDatabase()
let shop: TestShop

beforeEach(async () => {
  shop = await createShopWithStock({ TEA: 0 })
})

/** Three receipts at prices that no count divides, as a FIFO and as an average. */
async function fill(method: 'fifo' | 'moving_average'): Promise<void> {
  await run(updateCompany, shop.owner, { costMethod: method, version: 1 })
  const owner = await memberActor(shop.tenantId, shop.owner.id ?? '')
  if (owner?.tenant.settings.costMethod !== method) throw new Error('the method is not told')
  shop = { ...shop, owner }
  for (const [quantity, unitCost] of [
    [3, '10.01'],
    [4, '7.333333'],
    [5, '12.5'],
  ] as const)
    await run(adjustStock, owner, {
      warehouseCode: 'HZ',
      reason: 'test',
      lines: [{ skuCode: 'TEA', quantity, unitCost }],
    })
}

/** An approved order with its parcel. */
async function parcelOf(no: string, quantity: number): Promise<{ orderId: string; fulfilmentId: string }> {
  const [orderId = ''] = await arrive(shop, [incoming(no, 'TEA', quantity)])
  await run(reviewOrder, shop.owner, { orderId, decision: 'approve' })
  await run(allocateOrders, shop.system, {})
  const { fulfilments } = await run(getOrder, shop.owner, { orderId })
  return { orderId, fulfilmentId: fulfilments[0]?.id ?? '' }
}

const ship = (fulfilmentId: string, trackingNo: string) =>
  run(shipFulfilment, shop.owner, { fulfilmentId, carrierCode: 'sf', trackingNo })
const unship = (fulfilmentId: string) => run(unshipFulfilment, shop.owner, { fulfilmentId, reason: 'wrong label' })
const scan = (trackingNo: string, status: string) =>
  run(recordTracking, shop.owner, {
    events: [{ carrierCode: 'sf', trackingNo, at: new Date().toISOString(), status }],
  })

describe.each(['fifo', 'moving_average'] as const)('%s', (method) => {
  test('shipping and taking it back is as if nothing had been, and both are in the ledger', async () => {
    await fill(method)
    const { orderId, fulfilmentId } = await parcelOf('A', 5)
    const before = await booksOf(shop.tenantId)
    await ship(fulfilmentId, 'SF0001')
    expect(await booksOf(shop.tenantId)).not.toEqual(before)
    const back = await unship(fulfilmentId)
    expect(await booksOf(shop.tenantId)).toEqual(before)
    expect(back).toMatchObject({ state: 'allocated', carrierCode: null, trackingNo: null, shippedAt: null })

    const order = await run(getOrder, shop.owner, { orderId })
    expect(order.state).toBe('awaiting_shipment')
    expect(order.events.at(-1)).toMatchObject({ from: 'shipped', to: 'awaiting_shipment', reason: 'wrong label' })
    expect(order.activity.filter((a) => a.kind === 'shipment').at(-1)?.data).toMatchObject({
      undone: true,
      trackingNo: 'SF0001',
    })
    const { items } = await run(listMovements, shop.owner, {})
    const [undone, shipped] = items
    expect([undone?.reason, undone?.quantity, shipped?.reason, shipped?.quantity]).toEqual([
      'unship',
      5,
      'shipment',
      -5,
    ])
    expect(shipped?.value).toBe(`-${undone?.value}`)
    expect(await brokenInvariants(shop)).toEqual([])
  })

  test('what others took meanwhile stays taken; the parcel leaves anew and can be taken back again', async () => {
    await fill(method)
    const one = await parcelOf('A', 5)
    const two = await parcelOf('B', 6)
    await ship(one.fulfilmentId, 'SF0001')
    await ship(two.fulfilmentId, 'SF0002')
    await unship(one.fulfilmentId)
    expect(await brokenInvariants(shop)).toEqual([])
    const before = await booksOf(shop.tenantId)
    await ship(one.fulfilmentId, 'SF0003')
    await unship(one.fulfilmentId)
    expect(await booksOf(shop.tenantId)).toEqual(before)
    await ship(one.fulfilmentId, 'SF0004')
    expect((await run(getFulfilment, shop.owner, { fulfilmentId: one.fulfilmentId })).trackingNo).toBe('SF0004')
    expect(await brokenInvariants(shop)).toEqual([])
  })
})

test('units return into the layers they left, at the value they left with', async () => {
  await fill('fifo')
  const one = await parcelOf('A', 2)
  const two = await parcelOf('B', 5)
  await ship(one.fulfilmentId, 'SF0001')
  await ship(two.fulfilmentId, 'SF0002')
  await unship(one.fulfilmentId)
  const { layers } = await booksOf(shop.tenantId)
  // 3 at 30.03 gave 2 and 1, 4 at 29.33 gave 4, 5 are untouched: the two are back with their 20.02.
  expect(layers?.map((row) => row.split(',').slice(1).join(',')).sort()).toEqual(['2,2002)', '5,6250)'])
})

describe('refused', () => {
  test.each(['in_transit', 'out_for_delivery', 'exception'])('once the carrier said %s', async (status) => {
    await fill('fifo')
    const { fulfilmentId } = await parcelOf('A', 1)
    await ship(fulfilmentId, 'SF0001')
    await scan('SF0001', 'info_received')
    await scan('SF0001', status)
    const before = await booksOf(shop.tenantId)
    await expect(unship(fulfilmentId)).rejects.toMatchObject({
      code: 'illegal_transition',
      params: { reason: 'scanned' },
    })
    expect(await booksOf(shop.tenantId)).toEqual(before)
  })

  test('not while the carrier only knows of it, and not for what an earlier label went through', async () => {
    await fill('fifo')
    const { fulfilmentId } = await parcelOf('A', 1)
    await ship(fulfilmentId, 'SF0001')
    await scan('SF0001', 'info_received')
    await unship(fulfilmentId)
    await ship(fulfilmentId, 'SF0002')
    expect((await unship(fulfilmentId)).state).toBe('allocated')
  })

  test('before it is shipped, after it is delivered, out of date, out of sight, without a reason', async () => {
    await fill('fifo')
    const { orderId, fulfilmentId } = await parcelOf('A', 1)
    const refused = { code: 'illegal_transition' }
    await expect(unship(fulfilmentId)).rejects.toMatchObject(refused)
    const { version } = await ship(fulfilmentId, 'SF0001')
    const input = { fulfilmentId, reason: 'x' }
    await expect(run(unshipFulfilment, shop.owner, { ...input, version: version - 1 })).rejects.toMatchObject({
      code: 'version_conflict',
    })
    await expect(run(unshipFulfilment, shop.owner, { ...input, reason: ' ' })).rejects.toMatchObject({
      code: 'invalid',
    })
    const other = await run(createWarehouse, shop.owner, { code: 'SZ', name: 'SZ', kind: 'own' })
    const elsewhere = await createMember(shop.tenantId, 'logistics', { warehouseIds: [other.id] })
    await expect(run(unshipFulfilment, elsewhere, input)).rejects.toMatchObject({ code: 'not_found' })
    const service = await createMember(shop.tenantId, 'customer_service')
    await expect(run(unshipFulfilment, service, input)).rejects.toMatchObject({ code: 'forbidden' })
    await run(deliverOrder, shop.owner, { orderId })
    await expect(unship(fulfilmentId)).rejects.toMatchObject(refused)
  })

  test('into a warehouse that has been closed since', async () => {
    await fill('fifo')
    const { fulfilmentId } = await parcelOf('A', 12)
    await ship(fulfilmentId, 'SF0001')
    await run(closeWarehouse, shop.owner, { warehouseId: shop.warehouseId, version: 1 })
    await expect(unship(fulfilmentId)).rejects.toMatchObject({
      code: 'invalid',
      params: { errors: [{ path: 'warehouseCode', code: 'closed' }] },
    })
  })

  test('twice at the same moment: one takes it back, the other is told', async () => {
    await fill('fifo')
    const { fulfilmentId } = await parcelOf('A', 2)
    await ship(fulfilmentId, 'SF0001')
    const outcomes = await Promise.allSettled([unship(fulfilmentId), unship(fulfilmentId)])
    expect(outcomes.map((o) => o.status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(await brokenInvariants(shop)).toEqual([])
  })
})
