import { beforeEach, describe, expect, test } from 'vitest'
import { listSkus } from '@/lib/modules/catalog/list-skus'
import { cancelTransfer } from '@/lib/modules/inventory/cancel-transfer'
import { createTransfer } from '@/lib/modules/inventory/create-transfer'
import { getTransfer } from '@/lib/modules/inventory/get-transfer'
import { listLayers } from '@/lib/modules/inventory/list-layers'
import { listTransfers } from '@/lib/modules/inventory/list-transfers'
import { receiveTransfer } from '@/lib/modules/inventory/receive-transfer'
import { shipTransfer } from '@/lib/modules/inventory/ship-transfer'
import { updateTransfer } from '@/lib/modules/inventory/update-transfer'
import { adjustStock } from '@/lib/modules/orders/adjust-stock'
import { allocateOrders } from '@/lib/modules/orders/allocate-orders'
import { getOrder } from '@/lib/modules/orders/get-order'
import { mergeSkus } from '@/lib/modules/orders/merge-skus'
import { reviewOrder } from '@/lib/modules/orders/review-order'
import { closeWarehouse } from '@/lib/modules/settings/close-warehouse'
import { createWarehouse } from '@/lib/modules/settings/create-warehouse'
import { updateCompany } from '@/lib/modules/settings/update-company'
import { memberActor } from '@/lib/platform/auth/actors'
import type { Actor } from '@/lib/platform/door/actor'
import { run } from '@/lib/platform/door/run'
import { arrive, brokenInvariants } from '@/tests/support/books'
import { setupWorkerDatabase } from '@/tests/support/database'
import { balanceOf, binsOf, createShelves, move, receive } from '@/tests/support/places'
import { createShopWithStock, incoming, type TestShop } from '@/tests/support/shop'
import { createMember } from '@/tests/support/tenant'
import { drainAll } from '@/workers/drain-all'

await setupWorkerDatabase()
let shop: TestShop
let owner: Actor
let farId: string

beforeEach(async () => {
  shop = await createShopWithStock({ TEA: 0, CUP: 0 })
  owner = shop.owner
  const far = await run(createWarehouse, owner, { code: 'GZ', name: 'Guangzhou', kind: 'own', priority: 200 })
  farId = far.id
})

type Line = { skuCode: string; quantity: number; fromBin?: string }
const draft = (...lines: Line[]) =>
  run(createTransfer, owner, { fromWarehouseCode: 'HZ', toWarehouseCode: 'GZ', note: '补货', lines })
const ship = (transferId: string) => run(shipTransfer, owner, { transferId })
async function sent(...lines: Line[]) {
  return ship((await draft(...lines)).id)
}
type Arrival = { quantity: number; line?: number; binCode?: string }
async function arrived(transferId: string, arrivals: Arrival[], more: { finish?: boolean; reason?: string } = {}) {
  const { lines } = await run(getTransfer, owner, { transferId })
  return run(receiveTransfer, owner, {
    transferId,
    lines: arrivals.map(({ line = 0, ...rest }) => ({ ...rest, lineId: lines[line]?.id ?? '' })),
    ...more,
  })
}
const layers = async (warehouseCode: string) =>
  (await run(listLayers, owner, { warehouseCode })).items.map((l) => [l.skuCode, l.units, l.value, l.receivedAt])
const wrong = (path: string, code: string) => ({ code: 'invalid', params: { errors: [{ path, code }] } })

test('S3.20, S0.52: what leaves is expected at the other end, and arrives as old and as dear as it left', async () => {
  const days = [20, 10].map((n) => new Date(Date.now() - n * 86_400_000))
  const [first, second] = days
  const bring = (quantity: number, unitCost: string, now: Date | undefined) =>
    run(
      adjustStock,
      owner,
      { warehouseCode: 'HZ', reason: 'x', lines: [{ skuCode: 'TEA', quantity, unitCost }] },
      now && { now },
    )
  await bring(3, '3.33', first)
  await bring(5, '7.00', second)
  const { id, state, number, lines } = await draft({ skuCode: 'tea', quantity: 6 })
  expect([state, lines.map((l) => [l.skuCode, l.quantity, l.inTransit])]).toEqual(['draft', [['TEA', 6, 0]]])
  expect(await balanceOf(owner, 'TEA')).toMatchObject({ onHand: 8, value: '44.99' })

  expect(await ship(id)).toMatchObject({ number, state: 'in_transit', inTransit: 6, note: '补货' })
  expect(await balanceOf(owner, 'TEA')).toMatchObject({ onHand: 2, value: '14.00', incoming: 0 })
  expect(await balanceOf(owner, 'TEA', 'GZ')).toMatchObject({ onHand: 0, available: 0, incoming: 6, value: '0.00' })
  expect(await brokenInvariants(shop)).toEqual([])

  expect(await arrived(id, [{ quantity: 4 }])).toMatchObject({ state: 'in_transit', inTransit: 2 })
  expect(await balanceOf(owner, 'TEA', 'GZ')).toMatchObject({ onHand: 4, incoming: 2, value: '16.99' })
  expect(await brokenInvariants(shop)).toEqual([])
  const done = await arrived(id, [{ quantity: 2 }])
  expect(done).toMatchObject({ state: 'received', inTransit: 0, difference: '' })
  expect(done.lines).toMatchObject([{ shippedValue: '30.99', receivedValue: '30.99', lost: 0, over: 0 }])
  expect(await layers('GZ')).toEqual([
    ['TEA', 3, '9.99', first?.toISOString()],
    ['TEA', 1, '7.00', second?.toISOString()],
    ['TEA', 2, '14.00', second?.toISOString()],
  ])
  expect(await brokenInvariants(shop)).toEqual([])
})

test('what came from elsewhere goes out by its age, not by its arrival', async () => {
  const long = new Date(Date.now() - 50 * 86_400_000)
  const lines = [{ skuCode: 'TEA', quantity: 1, unitCost: '1.00' }]
  await run(adjustStock, owner, { warehouseCode: 'HZ', reason: 'x', lines }, { now: long })
  await run(adjustStock, owner, {
    warehouseCode: 'GZ',
    reason: 'x',
    lines: [{ skuCode: 'TEA', quantity: 1, unitCost: '9.00' }],
  })
  await arrived((await sent({ skuCode: 'TEA', quantity: 1 })).id, [{ quantity: 1 }])
  await run(adjustStock, owner, { warehouseCode: 'GZ', reason: 'x', lines: [{ skuCode: 'TEA', quantity: -1 }] })
  expect(await balanceOf(owner, 'TEA', 'GZ')).toMatchObject({ onHand: 1, value: '9.00' })
})

test('a moving average carries the average, to the cent', async () => {
  await run(updateCompany, owner, { costMethod: 'moving_average', version: 1 })
  owner = (await memberActor(shop.tenantId, owner.id ?? '')) ?? owner
  await receive(owner, 'TEA', 2, '1.00')
  await receive(owner, 'TEA', 1, '2.00')
  const { id, lines } = await sent({ skuCode: 'TEA', quantity: 2 })
  expect(lines[0]?.shippedValue).toBe('2.67')
  expect(await balanceOf(owner, 'TEA')).toMatchObject({ onHand: 1, value: '1.33' })
  await arrived(id, [{ quantity: 1 }])
  await arrived(id, [{ quantity: 1 }])
  expect(await balanceOf(owner, 'TEA', 'GZ')).toMatchObject({ onHand: 2, value: '2.67' })
  expect(await brokenInvariants(shop)).toEqual([])
})

describe('less or more than was sent', () => {
  test('short: the rest is lost with a reason, and its value is told', async () => {
    await receive(owner, 'TEA', 5, '2.00')
    const { id } = await sent({ skuCode: 'TEA', quantity: 5 })
    await expect(arrived(id, [{ quantity: 3 }], { finish: true })).rejects.toMatchObject(wrong('reason', 'required'))
    const done = await arrived(id, [{ quantity: 3 }], { finish: true, reason: '运输破损' })
    expect(done).toMatchObject({ state: 'received', inTransit: 0, difference: '运输破损' })
    expect(done.lines).toMatchObject([{ shipped: 5, received: 3, lost: 2, receivedValue: '6.00', lostValue: '4.00' }])
    expect(await balanceOf(owner, 'TEA', 'GZ')).toMatchObject({ onHand: 3, incoming: 0, value: '6.00' })
    expect(await brokenInvariants(shop)).toEqual([])
  })

  test('all of it lost, with nothing received', async () => {
    await receive(owner, 'TEA', 1, '2.00')
    const { id } = await sent({ skuCode: 'TEA', quantity: 1 })
    expect(await arrived(id, [], { finish: true, reason: 'lost' })).toMatchObject({ state: 'received' })
    expect(await balanceOf(owner, 'TEA', 'GZ')).toMatchObject({ onHand: 0, incoming: 0 })
    expect(await brokenInvariants(shop)).toEqual([])
  })

  test('over: the rest comes in beside it, worth what the others are', async () => {
    await receive(owner, 'TEA', 4, '2.00')
    const { id } = await sent({ skuCode: 'TEA', quantity: 3 })
    await expect(arrived(id, [{ quantity: 4 }])).rejects.toMatchObject(wrong('reason', 'required'))
    const done = await arrived(id, [{ quantity: 4 }], { reason: '多发' })
    expect(done).toMatchObject({ state: 'received', lines: [{ received: 3, over: 1 }] })
    expect(await balanceOf(owner, 'TEA', 'GZ')).toMatchObject({ onHand: 4, incoming: 0, value: '8.00' })
    expect(await brokenInvariants(shop)).toEqual([])
  })
})

test('S3.21: a draft may be changed and cancelled; what has left may not, and arrives once', async () => {
  await receive(owner, 'TEA', 9)
  const { id } = await draft({ skuCode: 'TEA', quantity: 50 })
  await expect(ship(id)).rejects.toMatchObject({
    code: 'insufficient_stock',
    params: { errors: [{ path: 'lines.0.quantity', code: 'insufficient_stock' }] },
  })
  const changed = await run(updateTransfer, owner, {
    transferId: id,
    lines: [{ skuCode: 'TEA', quantity: 4 }],
    version: 1,
  })
  expect(changed).toMatchObject({ version: 2, note: '补货', lines: [{ quantity: 4 }] })
  await ship(id)
  const moved = { code: 'illegal_transition' }
  await expect(ship(id)).rejects.toMatchObject(moved)
  await expect(run(cancelTransfer, owner, { transferId: id })).rejects.toMatchObject(moved)
  await expect(run(updateTransfer, owner, { transferId: id, note: 'x', version: 3 })).rejects.toMatchObject(moved)
  await arrived(id, [{ quantity: 4 }])
  await expect(arrived(id, [{ quantity: 4 }], { reason: 'again' })).rejects.toMatchObject(moved)
  const other = await draft({ skuCode: 'TEA', quantity: 1 })
  expect(await run(cancelTransfer, owner, { transferId: other.id })).toMatchObject({ state: 'cancelled' })
  await expect(ship(other.id)).rejects.toMatchObject(moved)
  expect((await run(listTransfers, owner, { state: 'cancelled' })).items.map((t) => t.id)).toEqual([other.id])
  expect((await run(listTransfers, owner, { warehouseCode: 'GZ', limit: 1 })).items.map((t) => t.id)).toEqual([
    other.id,
  ])
})

test('what is promised does not leave; defective goods do when their bin is named, and arrive where they are put', async () => {
  await createShelves(shop)
  await receive(owner, 'TEA', 6)
  await move(owner, ['TEA', 'DEFAULT', 'X-1', 2])
  const [orderId = ''] = await arrive(shop, [incoming('held', 'TEA', 3)])
  await run(reviewOrder, owner, { orderId, decision: 'approve' })
  await run(allocateOrders, shop.system, {})
  await expect(sent({ skuCode: 'TEA', quantity: 2 })).rejects.toMatchObject({ code: 'insufficient_stock' })
  const { id } = await sent({ skuCode: 'TEA', quantity: 2, fromBin: 'x-1' })
  expect(await binsOf(owner)).toEqual({ 'TEA @ DEFAULT': 4 })
  await arrived(id, [{ quantity: 1 }, { quantity: 1, binCode: 'default' }])
  expect(await balanceOf(owner, 'TEA', 'GZ')).toMatchObject({ onHand: 2, defective: 0 })
  expect(await brokenInvariants(shop)).toEqual([])
})

test('what arrives wakes the order that waits for it, and a warehouse that expects goods stays open', async () => {
  await receive(owner, 'TEA', 2)
  const { id } = await sent({ skuCode: 'TEA', quantity: 2 })
  const [orderId = ''] = await arrive(shop, [incoming('waits', 'TEA', 2)])
  await run(reviewOrder, owner, { orderId, decision: 'approve' })
  await run(allocateOrders, shop.system, {})
  const stateOf = async () => (await run(getOrder, owner, { orderId })).state
  expect(await stateOf()).toBe('awaiting_purchase')
  await expect(run(closeWarehouse, owner, { warehouseId: farId })).rejects.toMatchObject(wrong('id', 'has_stock'))
  await arrived(id, [{ quantity: 2 }])
  await drainAll(shop.tenantId)
  expect(await stateOf()).toBe('awaiting_shipment')
})

test('who looks after one warehouse sends from there and receives there, and sees no others', async () => {
  await receive(owner, 'TEA', 2)
  const near = await createMember(shop.tenantId, 'warehouse', { warehouseIds: [shop.warehouseId] })
  const far = await createMember(shop.tenantId, 'warehouse', { warehouseIds: [farId] })
  const elsewhere = await run(createWarehouse, owner, { code: 'SZ', name: 'SZ', kind: 'own' })
  const nobody = await createMember(shop.tenantId, 'warehouse', { warehouseIds: [elsewhere.id] })
  const { id: transferId, lines } = await draft({ skuCode: 'TEA', quantity: 2 })
  const missing = { code: 'not_found' }
  for (const act of [() => run(shipTransfer, far, { transferId }), () => run(cancelTransfer, far, { transferId })])
    await expect(act()).rejects.toMatchObject(missing)
  await run(shipTransfer, near, { transferId })
  const arrival = { transferId, lines: [{ lineId: lines[0]?.id ?? '', quantity: 2 }] }
  await expect(run(receiveTransfer, near, arrival)).rejects.toMatchObject(missing)
  expect(await run(getTransfer, far, { transferId })).toMatchObject({ state: 'in_transit' })
  expect((await run(receiveTransfer, far, arrival)).state).toBe('received')
  await expect(run(getTransfer, nobody, { transferId })).rejects.toMatchObject(missing)
  expect((await run(listTransfers, nobody, {})).items).toEqual([])
})

test.each<[string, object, string, string]>([
  ['to itself', { toWarehouseCode: 'HZ' }, 'toWarehouseCode', 'same_warehouse'],
  ['to nowhere', { toWarehouseCode: 'NO' }, 'toWarehouseCode', 'unknown'],
  [
    'of a SKU twice',
    {
      lines: [
        { skuCode: 'TEA', quantity: 1 },
        { skuCode: 'tea', quantity: 1 },
      ],
    },
    'lines.1.skuCode',
    'duplicate',
  ],
  ['out of no bin', { lines: [{ skuCode: 'TEA', quantity: 1, fromBin: 'Q' }] }, 'lines.0.fromBin', 'unknown'],
])('no transfer %s', async (_name, over, path, code) => {
  const input = { fromWarehouseCode: 'HZ', toWarehouseCode: 'GZ', lines: [{ skuCode: 'TEA', quantity: 1 }], ...over }
  await expect(run(createTransfer, owner, input)).rejects.toMatchObject(wrong(path, code))
})

test('a draft has a SKU once, whatever it was called before: a load would fit both lines and fill none', async () => {
  const { items } = await run(listSkus, owner, { codes: ['TEA', 'CUP'] })
  const [skuId = '', intoSkuId = ''] = ['CUP', 'TEA'].map((code) => items.find((sku) => sku.code === code)?.id)
  await run(mergeSkus, owner, { skuId, intoSkuId })
  const twice = draft({ skuCode: 'TEA', quantity: 1 }, { skuCode: 'cup', quantity: 1 })
  await expect(twice).rejects.toMatchObject(wrong('lines.1.skuCode', 'duplicate'))
})
