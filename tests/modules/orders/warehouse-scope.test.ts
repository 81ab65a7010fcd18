import { expect, test } from 'vitest'
import { adjustStock } from '@/lib/modules/orders/adjust-stock'
import { getOrder } from '@/lib/modules/orders/get-order'
import { reviewOrder } from '@/lib/modules/orders/review-order'
import { shipFulfilment } from '@/lib/modules/orders/ship-fulfilment'
import { createWarehouse } from '@/lib/modules/settings/create-warehouse'
import { updateCompany } from '@/lib/modules/settings/update-company'
import { forgetActors } from '@/lib/platform/auth/actors'
import { run } from '@/lib/platform/door/run'
import { arrive } from '@/tests/support/books'
import { setupWorkerDatabase } from '@/tests/support/database'
import { drainAll } from '@/tests/support/drain'
import { createShopWithStock, incoming } from '@/tests/support/shop'
import { createMember } from '@/tests/support/tenant'

await setupWorkerDatabase()

test('of an order that leaves from two warehouses each warehouse sees its own parcel alone', async () => {
  const shop = await createShopWithStock({ CUP: 2 })
  const { owner, tenantId } = shop
  await run(updateCompany, owner, { splitOrders: 'when_short', version: 1 })
  forgetActors()
  const other = await run(createWarehouse, owner, { code: 'GZ', name: 'Guangzhou', kind: 'own' })
  await run(adjustStock, owner, {
    warehouseCode: 'GZ',
    reason: 'receipt',
    lines: [{ skuCode: 'CUP', quantity: 1, unitCost: '10.00' }],
  })
  const [orderId = ''] = await arrive(shop, [incoming('1', 'CUP', 3)])
  await run(reviewOrder, owner, { orderId, decision: 'approve' })
  await drainAll(tenantId)
  const whole = await run(getOrder, owner, { orderId })
  expect(whole.fulfilments.map((f) => f.warehouseCode).sort()).toEqual(['GZ', 'HZ'])
  const parcel = whole.fulfilments.find((f) => f.warehouseCode === 'HZ')
  await run(shipFulfilment, owner, { fulfilmentId: parcel?.id, carrierCode: 'sf', trackingNo: 'SF777001' })

  const limited = await createMember(tenantId, 'warehouse', { warehouseIds: [other.id] })
  const seen = await run(getOrder, limited, { orderId })
  expect(seen.fulfilments.map((f) => f.warehouseCode)).toEqual(['GZ'])
  expect(seen.allocation).toMatchObject({ warehouseCode: 'GZ', warehouseCodes: ['GZ'] })
  expect(seen.allocation?.candidates.map((c) => c.warehouseCode)).toEqual(['GZ'])
  expect(seen.lines).toEqual(whole.lines)
  expect(seen.events.map((e) => e.reason)).toContain('GZ')
  // Nothing anywhere in the answer names the other place, its parcel or what left it.
  expect(JSON.stringify(seen)).not.toMatch(/HZ|SF777001/)
  expect(JSON.stringify(seen)).not.toContain(parcel?.id)
  expect(JSON.stringify(await run(getOrder, owner, { orderId }))).toMatch(/HZ.*SF777001/)
})
