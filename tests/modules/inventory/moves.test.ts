import { beforeEach, describe, expect, test } from 'vitest'
import { closeBin } from '@/lib/modules/inventory/close-bin'
import { getMove } from '@/lib/modules/inventory/get-move'
import { listMoves } from '@/lib/modules/inventory/list-moves'
import { listPutAway } from '@/lib/modules/inventory/list-put-away'
import { stockAt } from '@/lib/modules/inventory/stock-at'
import { adjustStock } from '@/lib/modules/orders/adjust-stock'
import { allocateOrders } from '@/lib/modules/orders/allocate-orders'
import { getOrder } from '@/lib/modules/orders/get-order'
import { reviewOrder } from '@/lib/modules/orders/review-order'
import { shipFulfilment } from '@/lib/modules/orders/ship-fulfilment'
import { unshipFulfilment } from '@/lib/modules/orders/unship-fulfilment'
import { run } from '@/lib/platform/door/run'
import { arrive, brokenInvariants } from '@/tests/support/books'
import { setupWorkerDatabase } from '@/tests/support/database'
import { balanceOf, binsOf, createShelves, move, receive, type Shelves } from '@/tests/support/places'
import { createShopWithStock, incoming, type TestShop } from '@/tests/support/shop'
import { drainAll } from '@/workers/drain-all'

await setupWorkerDatabase()
let shop: TestShop
let shelves: Shelves

beforeEach(async () => {
  shop = await createShopWithStock({ TEA: 12, CUP: 5 })
  shelves = await createShelves(shop)
})

const stateOf = async (orderId: string) => (await run(getOrder, shop.owner, { orderId })).state

async function promised(no: string, units: number): Promise<string> {
  const [orderId = ''] = await arrive(shop, [incoming(no, 'TEA', units)])
  await run(reviewOrder, shop.owner, { orderId, decision: 'approve' })
  await run(allocateOrders, shop.system, {})
  return orderId
}

test('S0.53: a move changes where goods lie, and neither how many nor what they are worth', async () => {
  const before = await balanceOf(shop.owner, 'TEA')
  const made = await move(
    shop.owner,
    ['TEA', 'DEFAULT', 'A-1', 7],
    ['TEA', 'A-1', 'A-3', 2],
    ['CUP', 'default', 'a-1', 5],
  )
  expect(await binsOf(shop.owner)).toEqual({ 'TEA @ DEFAULT': 5, 'TEA @ A-1': 5, 'TEA @ A-3': 2, 'CUP @ A-1': 5 })
  expect(await balanceOf(shop.owner, 'TEA')).toEqual(before)
  const read = await run(getMove, shop.owner, { moveId: made.id })
  expect(read.lines.map((l) => [l.skuCode, l.fromBin, l.toBin, l.quantity])).toEqual([
    ['TEA', 'DEFAULT', 'A-1', 7],
    ['TEA', 'A-1', 'A-3', 2],
    ['CUP', 'DEFAULT', 'A-1', 5],
  ])
  expect((await run(listMoves, shop.owner, {})).items.map((m) => m.number)).toEqual([made.number])
  expect(await brokenInvariants(shop)).toEqual([])
})

describe('refused whole, with the line that is to blame', () => {
  const wrong = (path: string, code: string) => ({ code: 'invalid', params: { errors: [{ path, code }] } })
  const fine = ['TEA', 'DEFAULT', 'A-1', 1] as [string, string, string, number]
  const short = {
    code: 'insufficient_stock',
    params: { errors: [{ path: 'lines.1.quantity', code: 'insufficient_stock' }] },
  }

  test.each<[string, [string, string, string, number], object]>([
    ['more than lies there', ['CUP', 'DEFAULT', 'A-1', 6], short],
    ['from where nothing lies', ['CUP', 'A-3', 'A-1', 1], short],
    ['more than there is room for', ['TEA', 'DEFAULT', 'A-2', 11], wrong('lines.1.toBin', 'bin_full')],
    ['from a bin that does not exist', ['CUP', 'Q-1', 'A-1', 1], wrong('lines.1.fromBin', 'unknown')],
    ['to where it lies', ['CUP', 'DEFAULT', 'default', 1], wrong('lines.1.toBin', 'same_bin')],
    ['what does not exist', ['NOBODY', 'DEFAULT', 'A-1', 1], wrong('lines.1.skuCode', 'unknown')],
  ])('%s', async (_name, line, refusal) => {
    const before = await binsOf(shop.owner)
    await expect(move(shop.owner, fine, line)).rejects.toMatchObject(refusal)
    expect(await binsOf(shop.owner)).toEqual(before)
  })

  test('what is moved out makes room for what is moved in', async () => {
    await move(shop.owner, ['TEA', 'DEFAULT', 'A-2', 10])
    await expect(move(shop.owner, ['CUP', 'DEFAULT', 'A-2', 1])).rejects.toMatchObject(
      wrong('lines.0.toBin', 'bin_full'),
    )
    await move(shop.owner, ['CUP', 'DEFAULT', 'A-2', 4], ['TEA', 'A-2', 'A-3', 4])
    expect(await binsOf(shop.owner)).toMatchObject({ 'TEA @ A-2': 6, 'CUP @ A-2': 4 })
  })

  test('ten people fill the last room of a bin with two SKUs: never more than fits', async () => {
    const outcomes = await Promise.all(
      Array.from({ length: 10 }, (_, i) =>
        move(shop.owner, [i % 2 ? 'TEA' : 'CUP', 'DEFAULT', 'A-2', i % 2 ? 2 : 1]).then(
          () => 'moved',
          (e: { code: string }) => e.code,
        ),
      ),
    )
    const bins = await binsOf(shop.owner)
    expect((bins['TEA @ A-2'] ?? 0) + (bins['CUP @ A-2'] ?? 0)).toBeLessThanOrEqual(10)
    expect(outcomes.filter((o) => o === 'moved').length).toBeGreaterThan(5)
    expect(new Set(outcomes.filter((o) => o !== 'moved'))).toEqual(new Set(['invalid']))
  })
})

describe('good and defective', () => {
  test('what is defective is on hand and worth something, but not available; set right, it wakes who waits', async () => {
    await move(shop.owner, ['TEA', 'DEFAULT', 'X-1', 4])
    expect(await balanceOf(shop.owner, 'TEA')).toMatchObject({
      onHand: 12,
      defective: 4,
      reserved: 0,
      available: 8,
      value: '120.00',
    })
    const orderId = await promised('nine', 9)
    expect(await stateOf(orderId)).toBe('awaiting_purchase')
    await move(shop.owner, ['TEA', 'X-1', 'A-1', 1])
    await drainAll(shop.tenantId)
    expect(await stateOf(orderId)).toBe('awaiting_shipment')
    expect(await balanceOf(shop.owner, 'TEA')).toMatchObject({ defective: 3, reserved: 9, available: 0 })
    expect(await brokenInvariants(shop)).toEqual([])
  })

  test('what becomes defective was promised: the youngest promise gives way, as with a loss', async () => {
    const [first, second] = [await promised('first', 6), await promised('second', 6)]
    const { brokenOrders } = await move(shop.owner, ['TEA', 'DEFAULT', 'X-1', 2])
    expect(brokenOrders).toHaveLength(1)
    expect([await stateOf(first), await stateOf(second)].sort()).toEqual(['awaiting_purchase', 'awaiting_shipment'])
    expect(await balanceOf(shop.owner, 'TEA')).toMatchObject({ onHand: 12, defective: 2, reserved: 6, available: 4 })
    expect(await brokenInvariants(shop)).toEqual([])
  })

  test('shipments and losses leave defective goods alone; a loss that names the bin takes them', async () => {
    await move(shop.owner, ['TEA', 'DEFAULT', 'X-1', 10])
    const lose = (quantity: number, binCode?: string) =>
      run(adjustStock, shop.owner, {
        ...{
          warehouseCode: 'HZ',
          reason: 'x',
          lines: [{ skuCode: 'TEA', quantity: -quantity, ...(binCode && { binCode }) }],
        },
      })
    await expect(lose(3)).rejects.toMatchObject({ code: 'insufficient_stock' })
    await lose(3, 'x-1')
    await lose(2)
    expect(await binsOf(shop.owner)).toEqual({ 'TEA @ X-1': 7, 'CUP @ DEFAULT': 5 })
    expect(await balanceOf(shop.owner, 'TEA')).toMatchObject({ onHand: 7, defective: 7, available: 0, value: '70.00' })
  })

  test('looking back tells what was defective then', async () => {
    const start = Date.now() - 10_000
    const at = (s: number) => new Date(start + s * 1000)
    await run(
      adjustStock,
      shop.owner,
      { warehouseCode: 'HZ', reason: 'x', lines: [{ skuCode: 'CUP', quantity: 5, binCode: 'X-1' }] },
      { now: at(1) },
    )
    const [then] = (await run(stockAt, shop.owner, { at: at(2).toISOString(), skuCode: 'CUP' })).items
    expect(then).toMatchObject({ onHand: 5, defective: 5, available: 0 })
  })
})

describe('what leaves', () => {
  test('goes bin by bin along the route, the receiving bin last, and comes back to where it was', async () => {
    await move(shop.owner, ['TEA', 'DEFAULT', 'A-3', 4], ['TEA', 'DEFAULT', 'A-1', 3])
    const orderId = await promised('ten', 10)
    const [parcel] = (await run(getOrder, shop.owner, { orderId })).fulfilments
    const fulfilmentId = parcel?.id ?? ''
    const before = await binsOf(shop.owner)
    await run(shipFulfilment, shop.owner, { fulfilmentId, carrierCode: 'sf', trackingNo: 'SF100001' })
    expect(await binsOf(shop.owner)).toEqual({ 'TEA @ DEFAULT': 2, 'CUP @ DEFAULT': 5 })
    await run(unshipFulfilment, shop.owner, { fulfilmentId, reason: 'x' })
    expect(await binsOf(shop.owner)).toEqual(before)
    expect(await brokenInvariants(shop)).toEqual([])
  })

  test('comes back to the receiving bin when its own was closed meanwhile', async () => {
    await move(shop.owner, ['TEA', 'DEFAULT', 'A-1', 12])
    const orderId = await promised('all', 12)
    const fulfilmentId = (await run(getOrder, shop.owner, { orderId })).fulfilments[0]?.id ?? ''
    await run(shipFulfilment, shop.owner, { fulfilmentId, carrierCode: 'sf', trackingNo: 'SF100002' })
    await run(closeBin, shop.owner, { binId: shelves.bins['A-1']?.id ?? '' })
    await run(unshipFulfilment, shop.owner, { fulfilmentId, reason: 'x' })
    expect(await binsOf(shop.owner)).toEqual({ 'TEA @ DEFAULT': 12, 'CUP @ DEFAULT': 5 })
    expect(await brokenInvariants(shop)).toEqual([])
  })
})

test('putting away: the bin that holds the SKU, else the next empty one that has room', async () => {
  const suggestions = async () =>
    (await run(listPutAway, shop.owner, { warehouseCode: 'HZ' })).items.map((row) => [
      row.skuCode,
      row.quantity,
      row.suggestion?.binCode,
      row.suggestion?.reason,
    ])
  // A-2 is too small for twelve; nobody is sent to the zone of defective goods, nor two SKUs to one bin.
  expect(await suggestions()).toEqual([
    ['CUP', 5, 'A-1', 'empty'],
    ['TEA', 12, 'A-3', 'empty'],
  ])
  await move(shop.owner, ['TEA', 'DEFAULT', 'A-2', 8], ['CUP', 'DEFAULT', 'X-1', 1])
  expect(await suggestions()).toEqual([
    ['CUP', 4, 'A-1', 'empty'],
    ['TEA', 4, 'A-2', 'holds'],
  ])
  await move(shop.owner, ['TEA', 'DEFAULT', 'A-2', 2], ['CUP', 'DEFAULT', 'A-1', 4])
  await receive(shop.owner, 'CUP', 6)
  // A full bin is no place any more.
  expect(await suggestions()).toEqual([
    ['CUP', 6, 'A-1', 'holds'],
    ['TEA', 2, 'A-3', 'empty'],
  ])
})
