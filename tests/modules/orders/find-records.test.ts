import { expect, test } from 'vitest'
import { findRecords } from '@/lib/modules/orders/find-records'
import { getOrder } from '@/lib/modules/orders/get-order'
import { listFulfilments } from '@/lib/modules/orders/list-fulfilments'
import { reviewOrder } from '@/lib/modules/orders/review-order'
import { shipFulfilment } from '@/lib/modules/orders/ship-fulfilment'
import type { Actor } from '@/lib/platform/door/actor'
import { run } from '@/lib/platform/door/run'
import { arrive } from '@/tests/support/books'
import { setupWorkerDatabase } from '@/tests/support/database'
import { drainAll } from '@/tests/support/drain'
import { makeShop } from '@/tests/support/orders'
import { createShopWithStock, incoming } from '@/tests/support/shop'
import { createMember } from '@/tests/support/tenant'

await setupWorkerDatabase()

const find = async (actor: Actor, q: string) =>
  (await run(findRecords, actor, { q })).items.map(({ kind, label, id }) => ({ kind, label, id }))

test('one word finds orders, parcels, SKUs and products, of each what one may list and see', async () => {
  const shop = await createShopWithStock({ 'TEA-250': 5 })
  const { owner, tenantId } = shop
  const [orderId = ''] = await arrive(shop, [incoming('CH-777', 'TEA-250')])
  await run(reviewOrder, owner, { orderId, decision: 'approve' })
  await drainAll(tenantId)
  const [parcel] = (await run(listFulfilments, owner, {})).items
  await run(shipFulfilment, owner, { fulfilmentId: parcel?.id ?? '', carrierCode: 'sf', trackingNo: 'SF998877' })
  const { number } = await run(getOrder, owner, { orderId })

  expect(await find(owner, 'CH-77')).toMatchObject([{ kind: 'order', label: number, id: orderId }])
  expect(await find(owner, number.toLowerCase())).toMatchObject([{ kind: 'order', id: orderId }])
  // A parcel leads to its order; the order is found by the same number.
  expect(await find(owner, 'sf9988')).toMatchObject([
    { kind: 'order', id: orderId },
    { kind: 'parcel', label: parcel?.number, id: orderId },
  ])
  const goods = await find(owner, 'TEA-250')
  expect(goods.map(({ kind }) => kind)).toEqual(['order', 'sku', 'product'])
  expect(await find(owner, 'nothing of ours')).toEqual([])

  const other = await makeShop(owner)
  const limited = await createMember(tenantId, 'customer_service', { shopIds: [other.id] })
  expect(await find(limited, 'CH-77')).toEqual([])
  expect(await find(limited, 'SF998877')).toEqual([])
  expect((await find(limited, 'TEA-250')).map(({ kind }) => kind)).toEqual(['sku', 'product'])
  const blind: Actor = { ...owner, permissions: new Set(['record.find', 'product.list']) }
  expect((await find(blind, 'TEA-250')).map(({ kind }) => kind)).toEqual(['product'])
})
