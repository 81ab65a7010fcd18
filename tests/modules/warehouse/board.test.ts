import { beforeAll, expect, test } from 'vitest'
import { getFulfilment } from '@/lib/modules/orders/get-fulfilment'
import { listFulfilments } from '@/lib/modules/orders/list-fulfilments'
import { shipFulfilment } from '@/lib/modules/orders/ship-fulfilment'
import { unshipFulfilment } from '@/lib/modules/orders/unship-fulfilment'
import { acceptWeight } from '@/lib/modules/warehouse/accept-weight'
import { createHandOver } from '@/lib/modules/warehouse/create-hand-over'
import { createWave } from '@/lib/modules/warehouse/create-wave'
import { floorBoard } from '@/lib/modules/warehouse/floor-board'
import { getHandOver } from '@/lib/modules/warehouse/get-hand-over'
import { getParcel } from '@/lib/modules/warehouse/get-parcel'
import { listReplenishment } from '@/lib/modules/warehouse/list-replenishment'
import { listShortages } from '@/lib/modules/warehouse/list-shortages'
import { setCutOff } from '@/lib/modules/warehouse/set-cut-off'
import { setPickFace } from '@/lib/modules/warehouse/set-pick-face'
import { settleShortage } from '@/lib/modules/warehouse/settle-shortage'
import { takeReplenishment } from '@/lib/modules/warehouse/take-replenishment'
import { run } from '@/lib/platform/door/run'
import { brokenInvariants, stockOf } from '@/tests/support/books'
import { setupWorkerDatabase } from '@/tests/support/database'
import { createFloor, type Floor, type Parcel, parcelsFor, scan } from '@/tests/support/floor'
import { createShelves, receive, type Shelves } from '@/tests/support/places'
import { createShopWithStock } from '@/tests/support/shop'
import { createMember } from '@/tests/support/tenant'

await setupWorkerDatabase()

let floor: Floor
let shelves: Shelves
let parcels: Parcel[]
let waveId = ''
beforeAll(async () => {
  floor = await createFloor(await createShopWithStock({ CUP: 0 }))
  shelves = await createShelves(floor)
  await receive(floor.owner, 'CUP', 8, '10.00', 'A-1')
  await receive(floor.owner, 'CUP', 30, '10.00', 'A-3')
  const asked: [string, number][] = [2, 1, 1, 1].map((units) => ['CUP', units])
  parcels = await parcelsFor(floor, asked, { promisedShipAt: '2026-11-12T08:00:00+08:00' })
  const wave = await run(createWave, floor.owner, { warehouseCode: 'HZ', maxParcels: 3, carrierCode: 'sf' })
  waveId = wave.id
})

const board = () => run(floorBoard, floor.owner, { warehouseCode: 'HZ' })
const waiting = async () => (await board()).steps.map((s) => s.waiting)

test('the board says where parcels stand, what stands in the way, and until when a carrier waits', async () => {
  expect(await waiting()).toEqual([1, 3, 0, 0, 0])
  const [first] = parcels
  await scan(floor, 'pick', { waveId, binCode: 'A-1', code: 'CUP', quantity: 2, fulfilmentId: first?.id })
  expect(await waiting()).toEqual([1, 2, 1, 0, 0])
  await scan(floor, 'check', { parcel: first?.number, code: 'CUP', quantity: 2 })
  expect(await waiting()).toEqual([1, 2, 0, 1, 0])
  await scan(floor, 'weigh', { parcel: first?.number, weightG: 200 })
  await run(setCutOff, floor.owner, { warehouseCode: 'HZ', carrierCode: 'sf', time: '00:00' })
  const { steps, bottleneck, carriers, stations, waves } = await board()
  expect(steps).toEqual([
    { step: 'wave', waiting: 1, lastHour: 3 },
    { step: 'pick', waiting: 2, lastHour: 1 },
    { step: 'check', waiting: 0, lastHour: 1 },
    { step: 'weigh', waiting: 0, lastHour: 1 },
    { step: 'ship', waiting: 1, lastHour: 0 },
  ])
  expect(bottleneck).toMatch(/^(pick|ship)$/)
  expect(carriers).toMatchObject([{ carrierCode: 'sf', time: '00:00', waiting: 3 }])
  expect(Date.parse(carriers[0]?.cutOffAt ?? '')).toBeGreaterThan(Date.now())
  expect(stations).toMatchObject([{ name: 'Packing 1' }])
  expect(waves).toMatchObject([{ id: waveId, picked: 2 }])
  await run(setCutOff, floor.owner, { warehouseCode: 'HZ', carrierCode: 'sf', time: null })
  expect((await board()).carriers).toEqual([])
  // All of them should have left long ago; each leads to its order.
  const { late } = await board()
  const { items } = await run(listFulfilments, floor.owner, { late: '1', warehouseCode: 'HZ' })
  expect([late.count, late.parcels.map((p) => p.orderId).sort()]).toEqual([4, parcels.map((p) => p.orderId).sort()])
  expect(items.map((p) => p.number).sort()).toEqual(parcels.map((p) => p.number).sort())
})

test('who weighed off may be answered for; the hand-over list has what has left, once, and what came back anew', async () => {
  const [first, second] = parcels
  await scan(floor, 'pick', { waveId, binCode: 'A-1', code: 'CUP', fulfilmentId: second?.id })
  await scan(floor, 'check', { parcel: second?.number, code: 'CUP' })
  const refused = await run(acceptWeight, floor.owner, { fulfilmentId: second?.id ?? '', reason: 'none' }).catch(
    (e) => e.code,
  )
  expect(refused).toBe('illegal_transition')
  expect(await scan(floor, 'weigh', { parcel: second?.number, weightG: 400 })).toMatchObject({ code: 'weight_off' })
  const off = async () => (await run(getFulfilment, floor.owner, { fulfilmentId: second?.id ?? '' })).weightOff
  expect(await off()).toEqual({ weightG: 400, expectedG: 100 })
  await run(acceptWeight, floor.owner, { fulfilmentId: second?.id ?? '', reason: 'a wooden box' })
  expect(await off()).toBeNull()
  const ship = (parcel: Parcel | undefined, trackingNo: string) =>
    scan(floor, 'ship', { parcel: parcel?.number, carrierCode: 'sf', trackingNo })
  expect(await ship(first, 'SF0001')).toMatchObject({ verdict: 'ok' })
  expect(await ship(second, 'SF0002')).toMatchObject({ verdict: 'ok' })
  const { stationId } = floor
  const seen = await run(getParcel, floor.owner, { stationId, parcel: 'sf0002' })
  expect(seen).toMatchObject({ state: 'shipped', weightG: 400, acceptedBy: 'Owner', wave: { id: waveId } })
  expect(seen.trace.map((s) => `${s.operation} ${s.code ?? s.verdict} ${s.person} ${s.station}`)).toEqual([
    'pick ok Owner Packing 1',
    'check ok Owner Packing 1',
    'weigh weight_off Owner Packing 1',
    'ship ok Owner Packing 1',
  ])
  const make = (options = {}) => run(createHandOver, floor.owner, { warehouseCode: 'HZ', carrierCode: 'sf' }, options)
  // What left days ago has long been with the carrier.
  const later = make({ now: new Date(Date.now() + 3 * 86_400_000 + 60_000) })
  expect(await later.catch((e) => e.params)).toEqual({ errors: [{ path: '', code: 'no_parcels' }] })
  const list = await make()
  expect(list).toMatchObject({ parcels: 2, weightG: 600 })
  expect(await make().catch((e) => e.params)).toEqual({ errors: [{ path: '', code: 'no_parcels' }] })
  await run(unshipFulfilment, floor.owner, { fulfilmentId: second?.id ?? '', reason: 'wrong label' })
  const again = { fulfilmentId: second?.id ?? '', carrierCode: 'sf', trackingNo: 'SF0003' }
  await run(shipFulfilment, floor.owner, again)
  const { lines } = await run(getHandOver, floor.owner, { handOverId: list.id })
  expect(lines.map((l) => [l.trackingNo, l.takenBack])).toEqual([
    ['SF0001', false],
    ['SF0002', true],
  ])
  expect((await make()).lines.map((l) => l.trackingNo)).toEqual(['SF0003'])
})

test('bins are filled up before they are empty; what is missing in one is found or leaves the books', async () => {
  const binId = shelves.bins['A-1']?.id ?? ''
  const tasks = async () => (await run(listReplenishment, floor.owner, { warehouseCode: 'HZ' })).items
  expect(await tasks()).toEqual([])
  await run(setPickFace, floor.owner, { binId, skuCode: 'CUP', levels: { least: 6, most: 20 } })
  // Five lie there, and one of them is promised to the wave.
  expect(await tasks()).toMatchObject([{ toBin: 'A-1', held: 4, fromBin: 'A-3', quantity: 16 }])
  // Who takes it keeps it from the others, for a while.
  const other = await createMember(floor.tenantId, 'warehouse')
  const take = (actor = floor.owner, more = {}, options = {}) =>
    run(takeReplenishment, actor, { warehouseCode: 'HZ', toBin: 'a-1', skuCode: 'CUP', ...more }, options)
  expect(await take()).toEqual({ toBin: 'A-1', skuCode: 'CUP', takenBy: 'Owner' })
  expect(await take()).toMatchObject({ takenBy: 'Owner' })
  expect(await tasks()).toMatchObject([{ takenBy: 'Owner' }])
  const busy = { errors: [{ path: 'toBin', code: 'taken' }] }
  expect(await take(other).catch((e) => e.params)).toEqual(busy)
  expect(await take(other, { take: false }).catch((e) => e.params)).toEqual(busy)
  await take(floor.owner, { take: false })
  expect(await tasks()).toMatchObject([{ takenBy: null }])
  await take()
  const late = { now: new Date(Date.now() + 31 * 60_000) }
  expect(await take(other, {}, late)).toMatchObject({ takenBy: 'warehouse' })
  expect(await take(other, { skuCode: 'CUP', toBin: 'A-2' }).catch((e) => e.code)).toBe('not_found')
  await scan(floor, 'move', { code: 'CUP', fromBin: 'A-3', toBin: 'A-1', quantity: 1 })
  expect(await tasks()).toMatchObject([{ quantity: 15, takenBy: null }])
  await scan(floor, 'move', { code: 'CUP', fromBin: 'A-3', toBin: 'A-1', quantity: 15 })
  expect(await tasks()).toEqual([])
  const short = { waveId, binCode: 'A-1', code: 'CUP', missing: 1, rest: 'wait' }
  await scan(floor, 'short', short)
  const [row] = (await run(listShortages, floor.owner, { open: '1' })).items
  expect(row).toMatchObject({ binCode: 'A-1', skuCode: 'CUP', missing: 1, reportedBy: 'Owner' })
  const before = (await stockOf(floor)).CUP?.onHand ?? 0
  const settled = await run(settleShortage, floor.owner, { shortageId: row?.id ?? '', outcome: 'lost' })
  expect(settled).toMatchObject({ state: 'lost' })
  expect((await stockOf(floor)).CUP?.onHand).toBe(before - 1)
  const twice = run(settleShortage, floor.owner, { shortageId: row?.id ?? '', outcome: 'found' })
  expect(await twice.catch((e) => e.code)).toBe('illegal_transition')
  expect(await brokenInvariants(floor)).toEqual([])
})
