import { beforeEach, expect, test } from 'vitest'
import { createProduct } from '@/lib/modules/catalog/create-product'
import { listSkus } from '@/lib/modules/catalog/list-skus'
import { updateSku } from '@/lib/modules/catalog/update-sku'
import { cancelAssembly } from '@/lib/modules/inventory/cancel-assembly'
import { completeAssembly } from '@/lib/modules/inventory/complete-assembly'
import { createAssembly } from '@/lib/modules/inventory/create-assembly'
import { createPool } from '@/lib/modules/inventory/create-pool'
import { createPoolMove } from '@/lib/modules/inventory/create-pool-move'
import { getAssembly } from '@/lib/modules/inventory/get-assembly'
import { listAssemblies } from '@/lib/modules/inventory/list-assemblies'
import { listStock } from '@/lib/modules/inventory/list-stock'
import { adjustStock } from '@/lib/modules/orders/adjust-stock'
import { allocateOrders } from '@/lib/modules/orders/allocate-orders'
import { getOrder } from '@/lib/modules/orders/get-order'
import { reviewOrder } from '@/lib/modules/orders/review-order'
import { createWarehouse } from '@/lib/modules/settings/create-warehouse'
import type { Actor } from '@/lib/platform/door/actor'
import { run } from '@/lib/platform/door/run'
import { arrive, brokenInvariants } from '@/tests/support/books'
import { setupWorkerDatabase } from '@/tests/support/database'
import { balanceOf, binsOf, createShelves, move } from '@/tests/support/places'
import { createShopWithStock, incoming, type TestShop } from '@/tests/support/shop'
import { createMember } from '@/tests/support/tenant'
import { drainAll } from '@/workers/drain-all'

await setupWorkerDatabase()
let shop: TestShop
let owner: Actor

/** A set of two cups and a pot, of which assembled ones are kept. */
beforeEach(async () => {
  shop = await createShopWithStock({ CUP: 0, POT: 0 })
  owner = shop.owner
  const components = [
    { skuCode: 'CUP', quantity: 2 },
    { skuCode: 'POT', quantity: 1 },
  ]
  const set = { code: 'SET', listPrice: '20.00', currency: 'CNY', components, assembled: 'first' as const }
  await run(createProduct, owner, { name: 'SET', skus: [set] })
})

const bring = (skuCode: string, quantity: number, unitCost = '10.00') =>
  run(adjustStock, owner, {
    warehouseCode: 'HZ',
    reason: 'x',
    lines: [{ skuCode, quantity, ...(quantity > 0 && { unitCost }) }],
  })
const draft = (quantity: number, more: Record<string, unknown> = {}) =>
  run(createAssembly, owner, { warehouseCode: 'HZ', skuCode: 'set', quantity, ...more })
const done = async (quantity: number, more: Record<string, unknown> = {}) =>
  run(completeAssembly, owner, { assemblyId: (await draft(quantity, more)).id })
async function mode(assembled: 'never' | 'first' | 'only') {
  const [sku] = (await run(listSkus, owner, { codes: ['SET'] })).items
  return run(updateSku, owner, { skuId: sku?.id, assembled, version: sku?.version })
}
async function approved(...orders: unknown[]): Promise<string[]> {
  const ids = await arrive(shop, orders)
  for (const orderId of ids) await run(reviewOrder, owner, { orderId, decision: 'approve' })
  await drainAll(shop.tenantId)
  return ids
}
const view = async (orderId = '') => {
  const { state, fulfilments } = await run(getOrder, owner, { orderId })
  const parcels = fulfilments.filter((f) => f.state !== 'cancelled')
  return [state, ...parcels.flatMap((f) => f.lines.map((l) => `${l.skuCode}×${l.quantity}`)).sort()]
}
const set = async () => {
  const [row] = (await run(listStock, owner, { skuCode: 'SET' })).items
  return row && [row.onHand, row.reserved, row.available, row.buildable]
}

test('S0.54: components become bundles worth exactly the layers that were taken, and bundles components again, to the fen', async () => {
  await bring('CUP', 3, '3.33')
  await bring('CUP', 5, '7.00')
  await bring('POT', 4, '1.01')
  const order = await draft(2, { note: '中秋礼盒' })
  expect(order).toMatchObject({ state: 'draft', kind: 'assemble', value: '0.00', note: '中秋礼盒' })
  expect(order.lines.map((l) => [l.skuCode, l.each, l.quantity, l.available])).toEqual([
    ['CUP', 2, 4, 8],
    ['POT', 1, 2, 4],
  ])
  expect(await set()).toEqual([0, 0, 4, 4])
  // Three cups at 3.33 and one at 7.00, two pots at 1.01.
  const made = await run(completeAssembly, owner, { assemblyId: order.id, version: 1 })
  expect([made.state, made.value, made.lines.map((l) => l.value)]).toEqual(['done', '19.01', ['16.99', '2.02']])
  expect(await balanceOf(owner, 'SET')).toMatchObject({ onHand: 2, value: '19.01' })
  expect(await balanceOf(owner, 'CUP')).toMatchObject({ onHand: 4, value: '28.00' })
  expect(await set()).toEqual([2, 0, 4, 2])
  await expect(run(completeAssembly, owner, { assemblyId: order.id })).rejects.toMatchObject({
    code: 'illegal_transition',
  })

  // 9.51 over two cups at 7.00 and a pot at 1.01: by what they cost here, the rest to the largest remainder.
  const apart = await done(1, { kind: 'disassemble' })
  expect([apart.value, apart.lines.map((l) => l.value)]).toEqual(['9.51', ['8.87', '0.64']])
  expect(await balanceOf(owner, 'CUP')).toMatchObject({ onHand: 6, value: '36.87' })
  expect(await balanceOf(owner, 'SET')).toMatchObject({ onHand: 1, value: '9.50' })
  expect(await brokenInvariants(shop)).toEqual([])
})

test('only what may be promised is taken, each short component is told, drafts can be cancelled, bins are kept', async () => {
  await createShelves(shop)
  await bring('CUP', 10)
  await bring('POT', 3)
  await move(owner, ['POT', 'DEFAULT', 'X-1', 1], ['CUP', 'DEFAULT', 'A-1', 6])
  // Five cups are promised, one pot is defective.
  await approved(incoming('1', 'CUP', 5))
  const order = await draft(3)
  await expect(run(completeAssembly, owner, { assemblyId: order.id })).rejects.toMatchObject({
    code: 'insufficient_stock',
    params: {
      errors: [0, 1].map((i) => ({ path: `lines.${i}.quantity`, code: 'insufficient_stock' })),
      short: [
        { skuCode: 'CUP', missing: 1 },
        { skuCode: 'POT', missing: 1 },
      ],
    },
  })
  expect(await run(cancelAssembly, owner, { assemblyId: order.id })).toMatchObject({ state: 'cancelled' })
  expect(await run(cancelAssembly, owner, { assemblyId: order.id })).toMatchObject({ state: 'cancelled' })
  await done(2, { binCode: 'a-3' })
  expect(await binsOf(owner)).toEqual({ 'CUP @ A-1': 2, 'CUP @ DEFAULT': 4, 'POT @ X-1': 1, 'SET @ A-3': 2 })
  const apart = { kind: 'disassemble', binCode: 'A-1' }
  await expect(done(1, apart)).rejects.toMatchObject({ code: 'insufficient_stock' })
  await done(1, { ...apart, binCode: 'A-3' })
  expect(await binsOf(owner)).toMatchObject({ 'SET @ A-3': 1, 'POT @ DEFAULT': 1 })

  await expect(draft(1, { binCode: 'X-1' })).rejects.toMatchObject({
    params: { errors: [{ path: 'binCode', code: 'defective_bin' }] },
  })
  await expect(draft(1, { skuCode: 'CUP' })).rejects.toMatchObject({
    params: { errors: [{ path: 'skuCode', code: 'no_bundle' }] },
  })
  const { items } = await run(listAssemblies, owner, { state: 'done' })
  expect(items.map((i) => [i.kind, i.quantity])).toEqual([
    ['disassemble', 1],
    ['assemble', 2],
  ])
  await run(createWarehouse, owner, { code: 'GZ', name: 'GZ', kind: 'own' })
  const stranger = await createMember(shop.tenantId, 'admin', { warehouseIds: [] })
  expect((await run(listAssemblies, stranger, {})).items).toEqual([])
  await expect(run(getAssembly, stranger, { assemblyId: order.id })).rejects.toMatchObject({ code: 'not_found' })
  expect(await brokenInvariants(shop)).toEqual([])
})

test('orders take what lies assembled first and parts for the rest, each line whole; one that waits is served by what is assembled', async () => {
  await bring('CUP', 6)
  await bring('POT', 3)
  await done(1)
  // The first takes the assembled one; the second wants two, of which none is left: parts.
  const [first, second, third] = await approved(
    incoming('1', 'SET', 1),
    incoming('2', 'SET', 2),
    incoming('3', 'SET', 1),
  )
  expect(await view(first)).toEqual(['awaiting_shipment', 'SET×1'])
  expect(await view(second)).toEqual(['awaiting_shipment', 'CUP×4', 'POT×2'])
  expect(await view(third)).toEqual(['awaiting_purchase'])
  // A line is never half of each: one assembled and parts for one do not serve two.
  await bring('CUP', 4)
  await bring('POT', 1)
  await drainAll(shop.tenantId)
  expect(await view(third)).toEqual(['awaiting_shipment', 'CUP×2', 'POT×1'])
  await bring('POT', 2)
  const [waits] = await approved(incoming('4', 'SET', 2))
  expect(await view(waits)).toEqual(['awaiting_purchase'])
  await done(1)
  await drainAll(shop.tenantId)
  expect(await view(waits)).toEqual(['awaiting_purchase'])
  await bring('CUP', 2)
  await done(1)
  await drainAll(shop.tenantId)
  expect(await view(waits)).toEqual(['awaiting_shipment', 'SET×2'])
  expect(await brokenInvariants(shop)).toEqual([])

  // Lost while promised: the line may be made of parts again.
  await bring('SET', -2)
  expect(await view(waits)).toEqual(['awaiting_purchase'])
  await bring('CUP', 10)
  await bring('POT', 10)
  await drainAll(shop.tenantId)
  expect(await view(waits)).toEqual(['awaiting_shipment', 'CUP×4', 'POT×2'])
  expect(await brokenInvariants(shop)).toEqual([])
})

test('a bundle that leaves only assembled waits for assembly; what lies assembled keeps the setting from being taken back', async () => {
  await bring('CUP', 6)
  await bring('POT', 3)
  await mode('only')
  expect(await set()).toEqual([0, 0, 0, 3])
  const [order] = await approved(incoming('1', 'SET', 2))
  expect(await view(order)).toEqual(['awaiting_purchase'])
  const stuck = { params: { errors: [{ path: 'assembled', code: 'assembled_stock' }] } }
  await expect(mode('never')).rejects.toMatchObject(stuck)
  await done(2)
  await run(allocateOrders, shop.system, {})
  expect(await view(order)).toEqual(['awaiting_shipment', 'SET×2'])
  expect(await set()).toEqual([2, 2, 0, 1])
  await expect(mode('never')).rejects.toMatchObject(stuck)
  const [cup] = (await run(listSkus, owner, { codes: ['CUP'] })).items
  await expect(
    run(updateSku, owner, { skuId: cup?.id, assembled: 'only', version: cup?.version }),
  ).rejects.toMatchObject({
    params: { errors: [{ path: 'assembled', code: 'no_bundle' }] },
  })
  expect(await brokenInvariants(shop)).toEqual([])
})

test('one that waits is served by what lies assembled in a pool of its shop, together with what is free', async () => {
  await bring('SET', 2)
  await run(createPool, owner, { code: 'LIVE', name: '直播', shopCodes: ['tmall'] })
  await run(createPoolMove, owner, { warehouseCode: 'HZ', toPool: 'LIVE', lines: [{ skuCode: 'SET', quantity: 2 }] })
  const [orderId = ''] = await approved(incoming('W1', 'SET', 3))
  const state = async () => (await run(getOrder, owner, { orderId })).state
  expect(await state()).toBe('awaiting_purchase')
  await bring('SET', 1)
  await drainAll(shop.tenantId)
  expect(await state()).toBe('awaiting_shipment')
  expect(await brokenInvariants(shop)).toEqual([])
})
