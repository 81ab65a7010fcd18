import { expect, test } from 'vitest'
import { ingestReturns } from '@/lib/modules/aftersales/ingest-returns'
import { createCustomer } from '@/lib/modules/customers/create-customer'
import { getOrder } from '@/lib/modules/orders/get-order'
import { listFulfilments } from '@/lib/modules/orders/list-fulfilments'
import { reviewOrder } from '@/lib/modules/orders/review-order'
import { shipFulfilment } from '@/lib/modules/orders/ship-fulfilment'
import { findRecords } from '@/lib/modules/reports/find-records'
import { getMember } from '@/lib/modules/settings/get-member'
import { createHandOver } from '@/lib/modules/warehouse/create-hand-over'
import { createWave } from '@/lib/modules/warehouse/create-wave'
import { getWave } from '@/lib/modules/warehouse/get-wave'
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

test('customers by what the blind index knows, returns, waves and hand-over lists by number, shops and members by name', async () => {
  const shop = await createShopWithStock({ CUP: 5 })
  const { owner, tenantId } = shop
  const ids = await arrive(shop, [
    incoming('BACK-1', 'CUP', 1, { status: 'delivered', buyer: { nick: 'tea' } }),
    incoming('OUT-1', 'CUP', 1),
    incoming('OUT-2', 'CUP', 1),
  ])
  for (const orderId of ids.slice(1)) await run(reviewOrder, owner, { orderId, decision: 'approve' })
  await drainAll(tenantId)
  const parcels = (await run(listFulfilments, owner, { state: 'allocated' })).items
  const wave = await run(createWave, owner, { warehouseCode: 'HZ', maxParcels: 1 })
  const { inWave } = await run(getWave, owner, { waveId: wave.id })
  const free = parcels.find(({ number }) => inWave.every((parcel) => parcel.number !== number))
  await run(shipFulfilment, owner, { fulfilmentId: free?.id ?? '', carrierCode: 'sf', trackingNo: 'SF-555' })
  const list = await run(createHandOver, owner, { warehouseCode: 'HZ', carrierCode: 'sf' })
  const asked = { channelReturnNo: 'RET-77', channelLineNo: '1', buyerNick: 'tea', sellerSku: 'CUP', quantity: 1 }
  const { results } = await run(ingestReturns, owner, {
    shopCode: 'tmall',
    returns: [{ ...asked, unitPrice: '20.00', requestedAt: new Date().toISOString() }],
  })
  expect(results).toMatchObject([{ outcome: 'created' }])
  const customer = await run(createCustomer, owner, { name: '欧阳锦绣', phone: '13900001234' })
  const member = await createMember(tenantId, 'customer_service', { shopIds: [] })
  const { name } = await run(getMember, owner, { memberId: member.id })

  expect(await find(owner, '欧阳锦绣')).toEqual([{ kind: 'customer', label: customer.number, id: customer.id }])
  expect(await find(owner, '139-0000-1234')).toMatchObject([{ kind: 'customer', id: customer.id }])
  // Half a name is in no index, and what is shown of the name is masked.
  expect(await find(owner, '欧阳')).toEqual([])
  const [hit] = (await run(findRecords, owner, { q: customer.number.toLowerCase() })).items
  expect([hit?.kind, hit?.hint.includes('锦绣')]).toEqual(['customer', false])

  expect(await find(owner, 'RET-77')).toMatchObject([{ kind: 'return' }])
  expect((await find(owner, 'BACK-1')).map(({ kind }) => kind)).toEqual(['order', 'return'])
  expect(await find(owner, wave.number.toLowerCase())).toEqual([{ kind: 'wave', label: wave.number, id: wave.id }])
  expect(await find(owner, list.number)).toEqual([{ kind: 'hand-over', label: list.number, id: list.id }])
  expect((await find(owner, 'TMALL')).map(({ kind }) => kind)).toContain('shop')
  expect(await find(owner, name.toUpperCase())).toContainEqual({ kind: 'member', label: name, id: member.id })

  // Who has no shop sees no return, no wave, no list of any; rights decide over the kinds.
  const all: Actor = { ...member, permissions: owner.permissions }
  for (const q of ['RET-77', 'BACK-1', wave.number, list.number, 'TMALL'])
    expect([q, await find(all, q)]).toEqual([q, []])
  const blind: Actor = { ...owner, permissions: new Set(['record.find', 'shop.list']) }
  for (const q of ['RET-77', customer.number, wave.number, name]) expect([q, await find(blind, q)]).toEqual([q, []])
})
