import { describe, expect, it } from 'vitest'
import { adjustStock } from '@/lib/modules/orders/adjust-stock'
import { allocateOrders } from '@/lib/modules/orders/allocate-orders'
import { getOrder } from '@/lib/modules/orders/get-order'
import { holdOrder } from '@/lib/modules/orders/hold-order'
import { rerouteOrder } from '@/lib/modules/orders/reroute-order'
import { reviewOrder } from '@/lib/modules/orders/review-order'
import { setUrgent } from '@/lib/modules/orders/set-urgent'
import { shipFulfilment } from '@/lib/modules/orders/ship-fulfilment'
import { closeWarehouse } from '@/lib/modules/settings/close-warehouse'
import { createWarehouse } from '@/lib/modules/settings/create-warehouse'
import { inTenant } from '@/lib/platform/db/transaction'
import { run } from '@/lib/platform/door/run'
import { arrive, brokenInvariants } from '@/tests/support/books'
import { setupWorkerDatabase } from '@/tests/support/database'
import { drainAll } from '@/tests/support/drain'
import { createShopWithStock, incoming, type TestShop } from '@/tests/support/shop'

await setupWorkerDatabase()

async function company(cups: number, there: number): Promise<TestShop> {
  const shop = await createShopWithStock({ CUP: cups })
  await run(createWarehouse, shop.owner, { code: 'GZ', name: 'Guangzhou', kind: 'own' })
  if (there > 0) await receive(shop, 'GZ', there)
  return shop
}

const receive = (shop: TestShop, warehouseCode: string, quantity: number) =>
  run(adjustStock, shop.owner, {
    warehouseCode,
    reason: 'receipt',
    lines: [{ skuCode: 'CUP', quantity, unitCost: '10.00' }],
  })

async function approved(shop: TestShop, orders: readonly unknown[]): Promise<string[]> {
  const ids = await arrive(shop, orders)
  for (const orderId of ids) await run(reviewOrder, shop.owner, { orderId, decision: 'approve' })
  return ids
}

const view = (shop: TestShop, orderId = '') => run(getOrder, shop.owner, { orderId })
const reroute = (shop: TestShop, orderId = '', warehouseCode = 'GZ') =>
  run(rerouteOrder, shop.owner, { orderId, warehouseCode, reason: 'courier collects there' })
const parcels = async (shop: TestShop, orderId = '') =>
  (await view(shop, orderId)).fulfilments.map((f) => `${f.warehouseCode} ${f.state}`)

describe('another warehouse, by hand', () => {
  it('gets the order that waits to be shipped: the old place is given back, why is kept, and the goods wake who waits', async () => {
    const shop = await company(2, 3)
    const [orderId, waits] = await approved(shop, [
      incoming('1', 'CUP', 2, { promisedShipAt: '2026-11-12T00:00:00Z' }),
      incoming('2', 'CUP', 3, { promisedShipAt: '2026-11-13T00:00:00Z' }),
    ])
    await drainAll(shop.tenantId)
    expect(await parcels(shop, orderId)).toEqual(['HZ allocated'])
    expect(await parcels(shop, waits)).toEqual(['GZ allocated'])
    await expect(reroute(shop, orderId)).rejects.toMatchObject({
      code: 'insufficient_stock',
      params: { short: [{ skuCode: 'CUP', missing: 2 }] },
    })
    expect(await parcels(shop, orderId)).toEqual(['HZ allocated'])
    const [third] = await approved(shop, [incoming('3', 'CUP', 2)])
    await drainAll(shop.tenantId)
    expect((await view(shop, third)).state).toBe('awaiting_purchase')
    await receive(shop, 'GZ', 2)
    expect(await reroute(shop, orderId)).toMatchObject({
      state: 'awaiting_shipment',
      allocation: { warehouseCode: 'GZ', candidates: [{ warehouseCode: 'GZ', reason: 'by_hand' }] },
    })
    expect(await parcels(shop, orderId)).toEqual(['HZ cancelled', 'GZ allocated'])
    expect((await view(shop, orderId)).activity.at(-1)).toMatchObject({
      kind: 'allocation',
      reason: 'courier collects there',
      data: { warehouseCode: 'GZ' },
    })
    await drainAll(shop.tenantId)
    expect(await parcels(shop, third)).toEqual(['HZ allocated'])
    expect(await brokenInvariants(shop)).toEqual([])
  })

  it('gets an approved order before the allocation does, and a waiting one once its goods are there', async () => {
    const shop = await company(1, 5)
    const [first, second] = await approved(shop, [incoming('1', 'CUP', 2), incoming('2', 'CUP', 4)])
    expect(await reroute(shop, first)).toMatchObject({ state: 'awaiting_shipment' })
    await drainAll(shop.tenantId)
    expect((await view(shop, second)).state).toBe('awaiting_purchase')
    await expect(reroute(shop, second, 'GZ')).rejects.toMatchObject({ code: 'insufficient_stock' })
    await receive(shop, 'GZ', 1)
    expect(await reroute(shop, second)).toMatchObject({ state: 'awaiting_shipment' })
    await drainAll(shop.tenantId)
    expect(await brokenInvariants(shop)).toEqual([])
  })

  it('is refused for a place that is unknown, closed or the same, for a stopped order, and from picking on', async () => {
    const shop = await company(5, 5)
    const [orderId = ''] = await approved(shop, [incoming('1', 'CUP', 1)])
    await drainAll(shop.tenantId)
    const wrong = (code: string) => ({ code: 'invalid', params: { errors: [{ path: 'warehouseCode', code }] } })
    await expect(reroute(shop, orderId, 'nowhere')).rejects.toMatchObject(wrong('unknown'))
    await expect(reroute(shop, orderId, 'HZ')).rejects.toMatchObject(wrong('unchanged'))
    const closed = await run(createWarehouse, shop.owner, { code: 'OLD', name: 'Old', kind: 'own' })
    await run(closeWarehouse, shop.owner, { warehouseId: closed.id })
    await expect(reroute(shop, orderId, 'OLD')).rejects.toMatchObject(wrong('closed'))
    const [parcel] = (await view(shop, orderId)).fulfilments
    const stateOf = (state: string) =>
      inTenant(shop.tenantId, 'write', (client) =>
        client.query('update fulfilments set state = $3 where tenant_id = $1 and id = $2', [
          shop.tenantId,
          parcel?.id,
          state,
        ]),
      )
    await stateOf('picking')
    await expect(reroute(shop, orderId)).rejects.toMatchObject({ code: 'illegal_transition' })
    await stateOf('allocated')
    await run(holdOrder, shop.owner, { orderId, note: 'wait' })
    await expect(reroute(shop, orderId)).rejects.toMatchObject({ code: 'on_hold' })
    const [other] = await approved(shop, [incoming('2', 'CUP', 1)])
    await drainAll(shop.tenantId)
    const [left] = (await view(shop, other)).fulfilments
    await run(shipFulfilment, shop.owner, { fulfilmentId: left?.id, carrierCode: 'sf', trackingNo: 'SF0001' })
    await expect(reroute(shop, other)).rejects.toMatchObject({ code: 'illegal_transition' })
  })

  it('never deadlocks with the drain and other hands: 60 orders go to and fro at once', async () => {
    const shop = await company(30, 30)
    const ids = await approved(
      shop,
      Array.from({ length: 60 }, (_, i) => incoming(`${i}`, 'CUP', 1)),
    )
    const outcomes = await Promise.all([
      ...ids.map((id, i) =>
        reroute(shop, id, i % 2 ? 'GZ' : 'HZ').then(
          () => 'ok',
          (e) => e.code as string,
        ),
      ),
      ...Array.from({ length: 5 }, () => run(allocateOrders, shop.system, {}).then(() => 'ok')),
    ])
    expect(outcomes.filter((o) => !['ok', 'insufficient_stock', 'invalid', 'version_conflict'].includes(o))).toEqual([])
    await drainAll(shop.tenantId)
    expect(await brokenInvariants(shop)).toEqual([])
  })
})

describe('urgent', () => {
  it('goes before older promises, is on the time line once, and takes nothing from who already has it', async () => {
    const shop = await company(0, 0)
    const [early, late] = await approved(shop, [
      incoming('1', 'CUP', 1, { promisedShipAt: '2026-11-12T00:00:00Z' }),
      incoming('2', 'CUP', 1, { promisedShipAt: '2026-11-20T00:00:00Z' }),
    ])
    await drainAll(shop.tenantId)
    for (let i = 0; i < 2; i++) await run(setUrgent, shop.owner, { orderId: late, urgent: true })
    expect(await view(shop, late)).toMatchObject({ urgent: true })
    expect((await view(shop, late)).activity.filter((a) => a.kind === 'flag')).toMatchObject([
      { data: { urgent: true } },
    ])
    await receive(shop, 'HZ', 1)
    await drainAll(shop.tenantId)
    expect((await view(shop, late)).state).toBe('awaiting_shipment')
    expect((await view(shop, early)).state).toBe('awaiting_purchase')
    await run(setUrgent, shop.owner, { orderId: late, urgent: false })
    await run(setUrgent, shop.owner, { orderId: early, urgent: true })
    await drainAll(shop.tenantId, { sweep: true })
    expect((await view(shop, late)).state).toBe('awaiting_shipment')
  })
})
