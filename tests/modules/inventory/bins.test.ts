import { beforeEach, describe, expect, test } from 'vitest'
import { closeBin } from '@/lib/modules/inventory/close-bin'
import { closeZone } from '@/lib/modules/inventory/close-zone'
import { createBin } from '@/lib/modules/inventory/create-bin'
import { createBins } from '@/lib/modules/inventory/create-bins'
import { createZone } from '@/lib/modules/inventory/create-zone'
import { getBin } from '@/lib/modules/inventory/get-bin'
import { listBins } from '@/lib/modules/inventory/list-bins'
import { listZones } from '@/lib/modules/inventory/list-zones'
import { receiveStock } from '@/lib/modules/inventory/receive-stock'
import { reopenBin } from '@/lib/modules/inventory/reopen-bin'
import { updateBin } from '@/lib/modules/inventory/update-bin'
import { updateZone } from '@/lib/modules/inventory/update-zone'
import { createWarehouse } from '@/lib/modules/settings/create-warehouse'
import { run } from '@/lib/platform/door/run'
import { setupWorkerDatabase } from '@/tests/support/database'
import { balanceOf, createShelves, move, receive, type Shelves } from '@/tests/support/places'
import { createShopWithStock, type TestShop } from '@/tests/support/shop'
import { createMember } from '@/tests/support/tenant'

await setupWorkerDatabase()
let shop: TestShop
let shelves: Shelves

beforeEach(async () => {
  shop = await createShopWithStock({ TEA: 0 })
  shelves = await createShelves(shop)
})

const wrong = (path: string, code: string) => ({ code: 'invalid', params: { errors: [{ path, code }] } })
const bin = (code: string) => shelves.bins[code]?.id ?? ''
const all = async (input: object = {}) =>
  (await run(listBins, shop.owner, { warehouseId: shop.warehouseId, limit: 200, ...input })).items.map((b) => b.code)

test('bins stand in the sequence of the route, by zone and by the beginning of their code', async () => {
  expect(await all()).toEqual(['DEFAULT', 'A-1', 'A-2', 'A-3', 'X-1'])
  expect(await all({ zoneId: shelves.bad.id })).toEqual(['X-1'])
  expect(await all({ q: 'a-' })).toEqual(['A-1', 'A-2', 'A-3'])
  const first = await run(listBins, shop.owner, { warehouseId: shop.warehouseId, limit: 2 })
  const second = await run(listBins, shop.owner, { warehouseId: shop.warehouseId, limit: 2, cursor: first.nextCursor })
  expect([...first.items, ...second.items].map((b) => b.code)).toEqual(['DEFAULT', 'A-1', 'A-2', 'A-3'])
  expect(await run(getBin, shop.owner, { binId: bin('X-1') })).toMatchObject({
    kind: 'defective',
    zoneCode: 'X',
    held: 0,
  })
  const zones = await run(listZones, shop.owner, { warehouseId: shop.warehouseId })
  expect(zones.items.map((z) => [z.code, z.kind])).toEqual([
    ['A', 'sellable'],
    ['X', 'defective'],
  ])
})

test('S0.51: a shelf of bins at once: those that are there stay, the others follow the route', async () => {
  const range = { warehouseId: shop.warehouseId, from: 'b-01-01', to: 'b-02-03', zoneId: shelves.good.id, capacity: 5 }
  expect(await run(createBins, shop.owner, range)).toEqual({ created: 6, existing: 0 })
  expect(await run(createBins, shop.owner, { ...range, to: 'B-02-04' })).toEqual({ created: 2, existing: 6 })
  const { items } = await run(listBins, shop.owner, { warehouseId: shop.warehouseId, q: 'B-' })
  expect(items.map((b) => [b.code, b.route, b.capacity, b.zoneCode]).slice(0, 3)).toEqual([
    ['B-01-01', 5, 5, 'A'],
    ['B-01-02', 6, 5, 'A'],
    ['B-01-03', 7, 5, 'A'],
  ])
  const refused = run(createBins, shop.owner, { ...range, from: 'A-001', to: 'A-9999' })
  await expect(refused).rejects.toMatchObject(wrong('to', 'not_a_range'))
})

test('a warehouse for defective goods alone: its receiving bin belongs to a defective zone', async () => {
  const { id: warehouseId } = await run(createWarehouse, shop.owner, { code: 'BAD', name: 'Returns', kind: 'own' })
  const zone = await run(createZone, shop.owner, { warehouseId, code: 'X', name: 'X', kind: 'defective' })
  const [receiving] = (await run(listBins, shop.owner, { warehouseId })).items
  await run(updateBin, shop.owner, { binId: receiving?.id ?? '', zoneId: zone.id, version: 1 })
  const lines = [{ skuCode: 'TEA', quantity: 3, unitCost: '2.00' }]
  await run(receiveStock, shop.owner, { warehouseCode: 'BAD', lines })
  expect(await balanceOf(shop.owner, 'TEA', 'BAD')).toMatchObject({
    onHand: 3,
    defective: 3,
    available: 0,
    value: '6.00',
  })
})

test('ten receipts and a closing at the same moment: never goods in a closed bin', async () => {
  const work = Array.from({ length: 10 }, () =>
    receive(shop.owner, 'TEA', 1, '1.00', 'A-3').then(
      () => 1,
      () => 0,
    ),
  )
  const [closed, ...received] = await Promise.all([
    run(closeBin, shop.owner, { binId: bin('A-3') }).then(
      () => true,
      () => false,
    ),
    ...work,
  ])
  const { status, held } = await run(getBin, shop.owner, { binId: bin('A-3') })
  expect({ status, held }).toEqual({
    status: closed ? 'closed' : 'active',
    held: received.reduce<number>((n, one) => n + Number(one), 0),
  })
  expect(status === 'active' || held === 0).toBe(true)
})

describe('refused', () => {
  const code = (over: object) => run(createBin, shop.owner, { warehouseId: shop.warehouseId, code: 'NEW', ...over })

  test('a code that is taken, in any spelling; the same code in another warehouse is another bin', async () => {
    await expect(code({ code: 'ａ-1' })).rejects.toMatchObject(wrong('code', 'taken'))
    const zone = { warehouseId: shop.warehouseId, code: 'a', name: 'again', kind: 'sellable' as const }
    await expect(run(createZone, shop.owner, zone)).rejects.toMatchObject(wrong('code', 'taken'))
    const other = await run(createWarehouse, shop.owner, { code: 'SZ', name: 'SZ', kind: 'own' })
    await run(createBin, shop.owner, { warehouseId: other.id, code: 'A-1' })
  })

  test('a zone of another warehouse, and one that is closed', async () => {
    const other = await run(createWarehouse, shop.owner, { code: 'SZ', name: 'SZ', kind: 'own' })
    const far = await run(createZone, shop.owner, { warehouseId: other.id, code: 'F', name: 'F', kind: 'sellable' })
    await expect(code({ zoneId: far.id })).rejects.toMatchObject(wrong('zoneId', 'unknown'))
    const spare = await run(createZone, shop.owner, {
      ...{ warehouseId: shop.warehouseId, code: 'S', name: 'S', kind: 'sellable' },
    })
    await run(closeZone, shop.owner, { zoneId: spare.id })
    await expect(code({ zoneId: spare.id })).rejects.toMatchObject(wrong('zoneId', 'closed'))
  })

  test('closing a zone with open bins, a bin with goods, and the bin that goods come in through', async () => {
    await receive(shop.owner, 'TEA', 4, '1.00', 'A-1')
    await expect(run(closeZone, shop.owner, { zoneId: shelves.good.id })).rejects.toMatchObject(wrong('id', 'has_bins'))
    await expect(run(closeBin, shop.owner, { binId: bin('A-1') })).rejects.toMatchObject(wrong('id', 'holds_goods'))
    const [receiving] = (await run(listBins, shop.owner, { warehouseId: shop.warehouseId, limit: 1 })).items
    await expect(run(closeBin, shop.owner, { binId: receiving?.id ?? '' })).rejects.toMatchObject(
      wrong('id', 'receiving_bin'),
    )
    await move(shop.owner, ['TEA', 'A-1', 'A-3', 4])
    expect(await run(closeBin, shop.owner, { binId: bin('A-1') })).toMatchObject({ status: 'closed' })
    await expect(receive(shop.owner, 'TEA', 1, '1.00', 'A-1')).rejects.toMatchObject(wrong('lines.0.binCode', 'closed'))
    expect(await run(reopenBin, shop.owner, { binId: bin('A-1') })).toMatchObject({ status: 'active' })
  })

  test('less room than goods, and a zone of the other kind while goods lie there', async () => {
    await receive(shop.owner, 'TEA', 4, '1.00', 'A-1')
    const change = (fields: object, binId = bin('A-1'), version = 1) =>
      run(updateBin, shop.owner, { binId, version, ...fields })
    await expect(change({ capacity: 3 })).rejects.toMatchObject(wrong('capacity', 'holds_more'))
    await expect(change({ zoneId: shelves.bad.id })).rejects.toMatchObject(wrong('zoneId', 'holds_goods'))
    await expect(change({ capacity: 9, version: 7 })).rejects.toMatchObject({ code: 'version_conflict' })
    expect(await change({ capacity: 9, zoneId: null, code: 'a-9', route: 3 })).toMatchObject({
      ...{ code: 'A-9', capacity: 9, zoneId: null, kind: 'sellable', route: 3, held: 4, version: 2 },
    })
    expect(await change({ zoneId: shelves.bad.id }, bin('A-3'))).toMatchObject({ kind: 'defective' })
  })

  test('who sees another warehouse only: there is no such zone and no such bin', async () => {
    const other = await run(createWarehouse, shop.owner, { code: 'SZ', name: 'SZ', kind: 'own' })
    const limited = await createMember(shop.tenantId, 'warehouse', { warehouseIds: [other.id] })
    const missing = { code: 'not_found' }
    await expect(run(getBin, limited, { binId: bin('A-1') })).rejects.toMatchObject(missing)
    await expect(run(listBins, limited, { warehouseId: shop.warehouseId })).rejects.toMatchObject(missing)
    await expect(run(updateZone, limited, { zoneId: shelves.good.id, name: 'x', version: 1 })).rejects.toMatchObject(
      missing,
    )
    await expect(run(createBin, limited, { warehouseId: shop.warehouseId, code: 'Q' })).rejects.toMatchObject(missing)
  })
})
