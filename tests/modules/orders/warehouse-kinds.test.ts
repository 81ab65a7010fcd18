import { expect, test } from 'vitest'
import { adjustStock } from '@/lib/modules/orders/adjust-stock'
import { getOrder } from '@/lib/modules/orders/get-order'
import { getSplitPlan } from '@/lib/modules/orders/get-split-plan'
import { reviewOrder } from '@/lib/modules/orders/review-order'
import { createWarehouse } from '@/lib/modules/settings/create-warehouse'
import { updateWarehouse } from '@/lib/modules/settings/update-warehouse'
import { run } from '@/lib/platform/door/run'
import { arrive, brokenInvariants } from '@/tests/support/books'
import { setupWorkerDatabase } from '@/tests/support/database'
import { createShopWithStock, incoming } from '@/tests/support/shop'
import { drainAll } from '@/workers/drain-all'

await setupWorkerDatabase()

test('S1.49, S1.60: third-party warehouses send our orders, a platform’s own warehouse never does', async () => {
  const shop = await createShopWithStock({ TEA: 0 })
  const { owner } = shop
  const fba = await run(createWarehouse, owner, { code: 'FBA', name: 'FBA', kind: 'platform', priority: 1 })
  const bring = (warehouseCode: string) =>
    run(adjustStock, owner, {
      warehouseCode,
      reason: 'x',
      lines: [{ skuCode: 'TEA', quantity: 5, unitCost: '1.00' }],
    })
  await bring('FBA')
  const [orderId = ''] = await arrive(shop, [incoming('1', 'TEA', 2)])
  await run(reviewOrder, owner, { orderId, decision: 'approve' })
  await drainAll(shop.tenantId)
  const view = async () => {
    const { state, fulfilments } = await run(getOrder, owner, { orderId })
    return [state, ...fulfilments.map((f) => f.warehouseCode)]
  }
  expect(await view()).toEqual(['awaiting_purchase'])
  // What lies there is no hope either: more of it wakes nobody, and no plan speaks of it.
  await bring('FBA')
  await drainAll(shop.tenantId)
  expect(await view()).toEqual(['awaiting_purchase'])
  expect((await run(getSplitPlan, owner, { orderId })).suggestion?.parcels).toEqual([])

  await run(createWarehouse, owner, { code: '3PL', name: '3PL', kind: 'third_party' })
  await bring('3PL')
  await drainAll(shop.tenantId)
  expect(await view()).toEqual(['awaiting_shipment', '3PL'])
  expect(await run(updateWarehouse, owner, { warehouseId: fba.id, kind: 'own', version: 1 })).toMatchObject({
    kind: 'own',
  })
  expect(await brokenInvariants(shop)).toEqual([])
})
