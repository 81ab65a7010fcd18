import { beforeAll, expect, test } from 'vitest'
import { allocateOrders } from '@/lib/modules/orders/allocate-orders'
import { blockFulfilment } from '@/lib/modules/orders/block-fulfilment'
import { cancelOrder } from '@/lib/modules/orders/cancel-order'
import { getFulfilment } from '@/lib/modules/orders/get-fulfilment'
import { getOrder } from '@/lib/modules/orders/get-order'
import { ingestOrders } from '@/lib/modules/orders/ingest-orders'
import { reviewOrder } from '@/lib/modules/orders/review-order'
import { shipFulfilment } from '@/lib/modules/orders/ship-fulfilment'
import { createShop } from '@/lib/modules/settings/create-shop'
import { cancelWave } from '@/lib/modules/warehouse/cancel-wave'
import { createWave } from '@/lib/modules/warehouse/create-wave'
import { followStrayWaves } from '@/lib/modules/warehouse/follow-stray-waves'
import { getWave } from '@/lib/modules/warehouse/get-wave'
import { waveRoute } from '@/lib/modules/warehouse/wave-route'
import { run } from '@/lib/platform/door/run'
import { brokenInvariants } from '@/tests/support/books'
import { setupWorkerDatabase } from '@/tests/support/database'
import { createFloor, type Floor, parcelsFor, scan } from '@/tests/support/floor'
import { binsOf, createShelves, move, receive, type Shelves } from '@/tests/support/places'
import { createShopWithStock, incoming } from '@/tests/support/shop'
import { createMember } from '@/tests/support/tenant'

await setupWorkerDatabase()

let floor: Floor
let shelves: Shelves
beforeAll(async () => {
  floor = await createFloor(await createShopWithStock({ CUP: 0, POT: 0, TIN: 0 }))
  shelves = await createShelves(floor)
  await receive(floor.owner, 'CUP', 6, '10.00', 'A-1')
  await receive(floor.owner, 'CUP', 4, '10.00', 'A-3')
  await receive(floor.owner, 'POT', 10, '10.00', 'A-2')
  await receive(floor.owner, 'TIN', 9)
})

const wave = (more: object = {}) => run(createWave, floor.owner, { warehouseCode: 'HZ', ...more })
const stops = async (waveId: string) =>
  (await run(waveRoute, floor.owner, { waveId })).stops.map(
    (s) => `${s.skuCode} @ ${s.binCode} × ${s.quantity - s.picked}`,
  )
const stateOf = async (fulfilmentId = '') => (await run(getFulfilment, floor.owner, { fulfilmentId })).state
const refusal = (e: { code?: string; params?: object }) => ({ code: e.code, ...e.params })

test('C23 S0.43 waves by single units, SKU, zone and limits; a parcel is in one wave, a stopped one in none, and no bin is promised twice', async () => {
  const parcels = await parcelsFor(floor, [
    ['CUP', 1],
    ['POT', 1],
    ['CUP', 3],
    ['TIN', 2],
    ['CUP', 1],
  ])
  const [one, pot, three, tin, stopped] = parcels
  await run(blockFulfilment, floor.owner, { fulfilmentId: stopped?.id ?? '', reason: 'ask first' })
  const singles = await wave({ singles: true, maxParcels: 1 })
  expect(singles).toMatchObject({ parcels: 1, units: 1, choice: { singles: true } })
  expect((await run(getWave, floor.owner, { waveId: singles.id })).inWave).toMatchObject([
    { number: one?.number, slot: 1 },
  ])
  const zone = await wave({ zoneId: shelves.good.id, skuCode: 'cup' })
  expect((await run(getWave, floor.owner, { waveId: zone.id })).inWave.map((p) => p.number)).toEqual([three?.number])
  // One of the six in A-1 is promised to the first wave; three of the five others are left for this one.
  expect(await stops(zone.id)).toEqual(['CUP @ A-1 × 3'])
  const rest = await wave({ maxUnits: 2 })
  expect((await run(getWave, floor.owner, { waveId: rest.id })).inWave.map((p) => p.number)).toEqual([pot?.number])
  const last = await wave({ kind: 'by_order' })
  expect((await run(getWave, floor.owner, { waveId: last.id })).inWave.map((p) => p.number)).toEqual([tin?.number])
  const none = await wave().catch((e: { code: string; params: object }) => refusal(e))
  expect(none).toEqual({ code: 'invalid', errors: [{ path: '', code: 'no_parcels' }] })
  for (const { id } of [singles, zone, rest, last]) await run(cancelWave, floor.owner, { waveId: id })
  for (const parcel of [one, pot, three, tin]) expect(await stateOf(parcel?.id)).toBe('allocated')
  expect(await run(cancelWave, floor.owner, { waveId: last.id }).catch((e) => e.code)).toBe('illegal_transition')
  for (const parcel of parcels) await run(cancelOrder, floor.owner, { orderId: parcel.orderId, reason: 'done' })
})

test('a batch is picked at once and sorted into slots; what is cancelled on the way is told and brought back', async () => {
  const [first, second, third] = await parcelsFor(floor, [
    ['CUP', 2],
    ['CUP', 1],
    ['CUP', 1],
  ])
  const batch = await wave({ kind: 'batch' })
  const waveId = batch.id
  expect(await stops(waveId)).toEqual(['CUP @ A-1 × 4'])
  const sort = (quantity = 1) => scan(floor, 'sort', { waveId, code: 'CUP', quantity })
  expect(await sort()).toMatchObject({ code: 'wrong_item' })
  await run(cancelOrder, floor.owner, { orderId: third?.orderId ?? '', reason: 'changed my mind' })
  expect(await scan(floor, 'pick', { waveId, binCode: 'A-1', code: 'CUP', quantity: 4 })).toMatchObject({
    code: 'too_many',
    left: 3,
  })
  expect(await scan(floor, 'pick', { waveId, binCode: 'A-1', code: 'CUP', quantity: 3 })).toMatchObject({
    done: true,
    places: [
      { slot: 1, parcel: first?.number, quantity: 2 },
      { slot: 2, parcel: second?.number, quantity: 1 },
    ],
  })
  expect(await sort(2)).toMatchObject({ places: [{ slot: 1, quantity: 2 }], left: 1 })
  await run(blockFulfilment, floor.owner, { fulfilmentId: second?.id ?? '', reason: 'ask first' })
  expect(await sort()).toMatchObject({
    verdict: 'refused',
    code: 'blocked',
    parcel: { number: second?.number, blockReason: 'by_hand' },
  })
  expect(await scan(floor, 'check', { parcel: second?.number, code: 'CUP' })).toMatchObject({ code: 'blocked' })
  await run(cancelOrder, floor.owner, { orderId: second?.orderId ?? '', reason: 'changed my mind' })
  expect(await scan(floor, 'return', { code: 'CUP', toBin: 'A-3', quantity: 2 }).catch((e) => e.code)).toBe(
    'insufficient_stock',
  )
  expect(await scan(floor, 'return', { code: 'CUP', toBin: 'A-3', quantity: 1 })).toMatchObject({ verdict: 'ok' })
  expect(await binsOf(floor.owner)).toMatchObject({ 'CUP @ A-1': 3, 'CUP @ A-3': 5, 'CUP @ #PACK': 2 })
  await run(cancelWave, floor.owner, { waveId })
  expect(await stateOf(first?.id)).toBe('allocated')
  expect(await scan(floor, 'return', { code: 'CUP', toBin: 'A-1', quantity: 2 })).toMatchObject({ verdict: 'ok' })
  await run(cancelOrder, floor.owner, { orderId: first?.orderId ?? '', reason: 'done' })
  expect(await brokenInvariants(floor)).toEqual([])
})

test('a bin with less than the books say: the rest comes from another bin, and where there is none the last parcels wait', async () => {
  await move(floor.owner, ['CUP', 'A-3', 'A-1', 2])
  const [first, second, third] = await parcelsFor(floor, [
    ['CUP', 3],
    ['CUP', 2],
    ['CUP', 4],
  ])
  const { id: waveId } = await wave()
  expect(await stops(waveId)).toEqual(['CUP @ A-1 × 7', 'CUP @ A-3 × 2'])
  const short = (missing: number, rest = 'other_bin') =>
    scan(floor, 'short', { waveId, binCode: 'A-1', code: 'CUP', missing, rest })
  expect(await short(8)).toMatchObject({ code: 'too_many', left: 7 })
  // One more lies in A-3 than is asked for there.
  expect(await short(1)).toMatchObject({ verdict: 'ok', bins: [{ binCode: 'A-3', quantity: 1 }], waiting: [] })
  expect(await stops(waveId)).toEqual(['CUP @ A-1 × 6', 'CUP @ A-3 × 3'])
  expect(await short(1)).toMatchObject({ bins: [], waiting: [third?.number] })
  expect(await stateOf(third?.id)).toBe('allocated')
  expect(await stops(waveId)).toEqual(['CUP @ A-1 × 5'])
  expect(await scan(floor, 'pick', { waveId, binCode: 'A-1', code: 'CUP', quantity: 4 })).toMatchObject({ left: 1 })
  expect(await short(1, 'wait')).toMatchObject({ waiting: [second?.number], done: true })
  expect(await stops(waveId)).toEqual(['CUP @ A-1 × 0'])
  // What was picked for the parcel that waits is loose, and nobody is sent for what was not found.
  const again = await wave()
  expect(again).toMatchObject({ parcels: 1, notThere: 1 })
  expect(await stops(again.id)).toEqual(['CUP @ A-3 × 2'])
  expect(await run(getWave, floor.owner, { waveId })).toMatchObject({ state: 'picked' })
  expect(await stateOf(first?.id)).toBe('picking')
  expect(await brokenInvariants(floor)).toEqual([])
  await run(allocateOrders, floor.system, {})
})

test('what is not in a bin is asked for elsewhere, though by the books more of it lies there', async () => {
  await receive(floor.owner, 'TIN', 4, '10.00', 'A-1')
  const [parcel] = await parcelsFor(floor, [['TIN', 2]])
  const { id: waveId } = await wave({ skuCode: 'TIN' })
  expect(await stops(waveId)).toEqual(['TIN @ A-1 × 2'])
  expect(await scan(floor, 'short', { waveId, binCode: 'A-1', code: 'TIN', missing: 1 })).toMatchObject({
    bins: [{ binCode: 'DEFAULT', quantity: 1 }],
  })
  expect(await stops(waveId)).toEqual(['TIN @ A-1 × 1', 'TIN @ DEFAULT × 1'])
  await run(cancelOrder, floor.owner, { orderId: parcel?.orderId ?? '', reason: 'done' })
})

test('who is limited to a shop sees, picks and cancels nothing of another shop in a wave of both', async () => {
  const { owner } = floor
  const other = { code: 'jd', name: 'JD', channel: 'taobao', currency: 'CNY', timeZone: 'Asia/Shanghai' }
  await run(createShop, owner, other)
  const theirs = await run(ingestOrders, owner, { shopCode: 'jd', orders: [incoming('JD-1', 'TIN', 2)] })
  const orderId = theirs.results[0]?.orderId ?? ''
  await run(reviewOrder, owner, { orderId, decision: 'approve' })
  const [mine] = await parcelsFor(floor, [['TIN', 1]])
  const [foreign] = (await run(getOrder, owner, { orderId })).fulfilments
  const { id: waveId } = await wave({ skuCode: 'TIN' })
  const limited = await createMember(floor.tenantId, 'warehouse', { shopIds: [floor.shopId] })
  expect((await run(getWave, limited, { waveId })).inWave.map((p) => p.number)).toEqual([mine?.number])
  const route = await run(waveRoute, limited, { waveId })
  expect(route.stops.flatMap((s) => s.parcels.map((p) => p.parcel))).toEqual([mine?.number])
  const binCode = route.stops[0]?.binCode
  const pick = (more: object) => scan(floor, 'pick', { waveId, binCode, code: 'TIN', ...more }, limited)
  expect(await pick({ quantity: 2 })).toMatchObject({ code: 'too_many', left: 1 })
  expect(await pick({ fulfilmentId: foreign?.id }).catch((e) => e.code)).toBe('not_found')
  expect(await pick({})).toMatchObject({ verdict: 'ok', parcel: { number: mine?.number } })
  const cancel = run(cancelWave, limited, { waveId })
  expect(await cancel.catch(refusal)).toEqual({ code: 'forbidden', permission: 'wave.cancel' })
  await run(cancelOrder, owner, { orderId, reason: 'done' })
  await run(cancelOrder, owner, { orderId: mine?.orderId ?? '', reason: 'done' })
})

test('a wave whose parcels were cancelled and shipped from the list ends without a scan; one that nobody began stays', async () => {
  await receive(floor.owner, 'POT', 4)
  const [gone, sent] = await parcelsFor(floor, [
    ['POT', 1],
    ['POT', 1],
  ])
  const { id: ending } = await wave({ maxParcels: 2, skuCode: 'POT' })
  await parcelsFor(floor, [['POT', 1]])
  const { id: waiting } = await wave({ skuCode: 'POT' })
  const stateOfWave = async (waveId: string) => (await run(getWave, floor.owner, { waveId })).state
  await run(cancelOrder, floor.owner, { orderId: gone?.orderId ?? '', reason: 'too late' })
  await run(followStrayWaves, floor.system, {})
  expect(await stateOfWave(ending)).toBe('released')
  await run(shipFulfilment, floor.owner, { fulfilmentId: sent?.id ?? '', carrierCode: 'sf', trackingNo: 'SF90001' })
  await run(followStrayWaves, floor.system, {})
  expect([await stateOfWave(ending), await stateOfWave(waiting)]).toEqual(['done', 'released'])
})
