import { beforeAll, expect, test } from 'vitest'
import { newId } from '@/lib/kernel/ids'
import { countStocktake } from '@/lib/modules/inventory/count-stocktake'
import { createStocktake } from '@/lib/modules/inventory/create-stocktake'
import { listStocktakeLines } from '@/lib/modules/inventory/list-stocktake-lines'
import { reviewStocktake } from '@/lib/modules/inventory/review-stocktake'
import { submitStocktake } from '@/lib/modules/inventory/submit-stocktake'
import { adjustStock } from '@/lib/modules/orders/adjust-stock'
import { getOrder } from '@/lib/modules/orders/get-order'
import { ingestOrders } from '@/lib/modules/orders/ingest-orders'
import { postStocktake } from '@/lib/modules/orders/post-stocktake'
import { reviewOrder } from '@/lib/modules/orders/review-order'
import { startStocktake } from '@/lib/modules/orders/start-stocktake'
import { createWaybillPool } from '@/lib/modules/prints/create-waybill-pool'
import { printLabels } from '@/lib/modules/prints/print-labels'
import { createShop } from '@/lib/modules/settings/create-shop'
import { createHandOver } from '@/lib/modules/warehouse/create-hand-over'
import { createWave } from '@/lib/modules/warehouse/create-wave'
import { floorBoard } from '@/lib/modules/warehouse/floor-board'
import { getHandOver } from '@/lib/modules/warehouse/get-hand-over'
import { getWave } from '@/lib/modules/warehouse/get-wave'
import { listHandOvers } from '@/lib/modules/warehouse/list-hand-overs'
import { listShortages } from '@/lib/modules/warehouse/list-shortages'
import { listWaves } from '@/lib/modules/warehouse/list-waves'
import { setCutOff } from '@/lib/modules/warehouse/set-cut-off'
import { waveRoute } from '@/lib/modules/warehouse/wave-route'
import { workOutput } from '@/lib/modules/warehouse/work-output'
import { run } from '@/lib/platform/door/run'
import { brokenInvariants, stockOf } from '@/tests/support/books'
import { setupWorkerDatabase } from '@/tests/support/database'
import { createFloor, type Floor, parcelsFor, scan } from '@/tests/support/floor'
import { createShelves, receive, type Shelves } from '@/tests/support/places'
import { createShopWithStock, incoming } from '@/tests/support/shop'
import { createMember } from '@/tests/support/tenant'

await setupWorkerDatabase()

let floor: Floor
let shelves: Shelves
beforeAll(async () => {
  // Hours of this zone begin at half past those of London.
  const zone = { timeZone: 'Asia/Kolkata' }
  floor = await createFloor(await createShopWithStock({ CUP: 0, POT: 0, TIN: 0, LID: 0 }, zone))
  shelves = await createShelves(floor)
  await receive(floor.owner, 'CUP', 20, '10.00', 'A-1')
  await receive(floor.owner, 'LID', 20, '10.00', 'A-3')
  await receive(floor.owner, 'TIN', 20)
})

const wave = (more: object = {}) => run(createWave, floor.owner, { warehouseCode: 'HZ', ...more })
const board = (actor = floor.owner) => run(floorBoard, actor, { warehouseCode: 'HZ' })
const shortages = async (filter = {}) =>
  (await run(listShortages, floor.owner, filter)).items.map((s) => `${s.skuCode} ${s.missing} ${s.state}`)

test('S0.43 parcels that lie elsewhere do not hide those of a zone; a printed label says whose wave a parcel belongs to, and for whom it waits', async () => {
  const [tin, , , , , cup] = await parcelsFor(floor, [
    ['TIN', 1],
    ['TIN', 1],
    ['TIN', 1],
    ['TIN', 1],
    ['TIN', 1],
    ['CUP', 2],
    ['CUP', 1],
  ])
  const zone = await wave({ zoneId: shelves.good.id, maxParcels: 1 })
  expect((await run(getWave, floor.owner, { waveId: zone.id })).inWave.map((p) => p.number)).toEqual([cup?.number])
  await run(createWaybillPool, floor.owner, { carrierCode: 'zto', first: 'ZT0000000001', last: 'ZT0000000009' })
  await run(printLabels, floor.owner, { fulfilmentIds: [tin?.id ?? ''], carrierCode: 'zto' })
  for (const carrierCode of ['sf', 'zto'])
    await run(setCutOff, floor.owner, { warehouseCode: 'HZ', carrierCode, time: '17:30' })
  const toLeave = async () => Object.fromEntries((await board()).carriers.map((c) => [c.carrierCode, c.waiting]))
  expect(await toLeave()).toEqual({ sf: 0, zto: 1 })
  const forSf = await wave({ carrierCode: 'sf', skuCode: 'TIN' })
  expect((await run(getWave, floor.owner, { waveId: forSf.id })).inWave.map((p) => p.number)).not.toContain(tin?.number)
  expect([forSf.parcels, await toLeave()]).toEqual([4, { sf: 4, zto: 1 }])
})

test('one scan that picks for several parcels counts as many; what was not found is no piece done; hours are those of the company', async () => {
  const parcels = await parcelsFor(floor, [
    ['LID', 1],
    ['LID', 1],
    ['LID', 2],
  ])
  const { id: waveId } = await wave({ skuCode: 'LID', kind: 'by_order' })
  const before = (await board()).steps.find((s) => s.step === 'pick')?.lastHour ?? 0
  const last = parcels[2]
  // Picking by order: what is missing is missing for the parcel in hand, not for the last slot.
  const first = { waveId, binCode: 'A-3', code: 'LID', missing: 1, rest: 'wait', fulfilmentId: parcels[0]?.id }
  expect(await scan(floor, 'short', first)).toMatchObject({ verdict: 'ok', waiting: [parcels[0]?.number], left: 0 })
  expect(await scan(floor, 'short', first)).toMatchObject({ code: 'wrong_item' })
  const { stops } = await run(waveRoute, floor.owner, { waveId })
  expect(stops.map((s) => [s.parcels[0]?.parcel, s.quantity])).toEqual([
    [parcels[1]?.number, 1],
    [last?.number, 2],
  ])
  await scan(floor, 'pick', { waveId, binCode: 'A-3', code: 'LID', quantity: 3 })
  const { steps, stations } = await board()
  expect(steps.find((s) => s.step === 'pick')?.lastHour).toBe(before + 2)
  expect(stations).toMatchObject([{ pieces: 3 }])
  const window = {
    from: new Date(Date.now() - 7_200_000).toISOString(),
    to: new Date(Date.now() + 7_200_000).toISOString(),
  }
  const { items } = await run(workOutput, floor.owner, { ...window, by: 'hour' })
  expect(items.map((row) => new Date(row.hour ?? 0).getUTCMinutes())).toEqual(items.map(() => 30))
  expect(items.length).toBeGreaterThan(0)
})

test('a shortage ends with the count or the adjustment that looked into it; nothing is taken off the books twice', async () => {
  const { owner } = floor
  await receive(owner, 'POT', 10, '10.00', 'A-2')
  await parcelsFor(floor, [
    ['POT', 2],
    ['POT', 3],
    ['POT', 4],
  ])
  const { id: waveId } = await wave({ skuCode: 'POT' })
  const short = (missing: number) =>
    scan(floor, 'short', { waveId, binCode: 'A-2', code: 'POT', missing, rest: 'wait' })
  for (const missing of [4, 3, 2]) await short(missing)
  const open = ['POT 4 open', 'POT 3 open', 'POT 2 open']
  expect((await shortages()).filter((s) => s.startsWith('POT')).sort()).toEqual([...open].sort())
  const adjust = (quantity: number, binCode = 'A-2') =>
    run(adjustStock, owner, { warehouseCode: 'HZ', reason: 'looked', lines: [{ skuCode: 'POT', binCode, quantity }] })
  // Four of the first report and one of the second are gone; a find says nothing of them.
  await adjust(1, 'A-3')
  await adjust(-5)
  expect((await shortages()).filter((s) => s.startsWith('POT'))).toEqual(['POT 2 open', 'POT 2 open', 'POT 4 lost'])
  const count = async (counted: number) => {
    const { id } = await run(createStocktake, owner, { warehouseCode: 'HZ', kind: 'zone', zoneCode: 'A' })
    await run(startStocktake, owner, { stocktakeId: id })
    const lines = (await run(listStocktakeLines, owner, { stocktakeId: id })).items
    const line = lines.find((l) => l.skuCode === 'POT' && l.binCode === 'A-2')
    for (let round = 0; round < 2; round++)
      await run(countStocktake, owner, { stocktakeId: id, counts: [{ id: newId(), lineId: line?.id, counted }] }).catch(
        () => undefined,
      )
    await run(submitStocktake, owner, { stocktakeId: id, uncounted: 'leave_out' })
    await run(reviewStocktake, owner, { stocktakeId: id })
    await run(postStocktake, owner, { stocktakeId: id })
  }
  const before = (await stockOf(floor)).POT?.onHand ?? 0
  await count(4)
  expect((await shortages({ open: '1' })).filter((s) => s.startsWith('POT'))).toEqual([])
  // One of the five was gone: the older report was right about something, the younger one was not.
  expect((await shortages()).filter((s) => s.startsWith('POT'))).toEqual(['POT 2 found', 'POT 2 lost', 'POT 4 lost'])
  expect((await stockOf(floor)).POT?.onHand).toBe(before - 1)
  // Nothing is held back any more: all that lie there can be sent for.
  expect(await wave({ skuCode: 'POT', maxUnits: 4 })).toMatchObject({ parcels: 1, units: 2 })
  expect(await brokenInvariants(floor)).toEqual([])
})

test('who is limited to a shop gets figures of that shop alone: waves, steps, lists for carriers', async () => {
  const { owner } = floor
  const other = { code: 'jd', name: 'JD', channel: 'taobao', currency: 'CNY', timeZone: 'Asia/Shanghai' }
  const { id: shopId } = await run(createShop, owner, other)
  const limited = await createMember(floor.tenantId, 'warehouse', { shopIds: [shopId] })
  const none = await board(limited)
  expect(none.steps.flatMap((s) => [s.waiting, s.lastHour]).every((n) => n === 0)).toBe(true)
  expect([none.waves, none.carriers.map((c) => c.waiting)]).toEqual([[], [0, 0]])
  expect((await run(listWaves, limited, {})).items).toEqual([])

  const theirs = await run(ingestOrders, owner, { shopCode: 'jd', orders: [incoming('JD-1', 'CUP', 2)] })
  const orderId = theirs.results[0]?.orderId ?? ''
  await run(reviewOrder, owner, { orderId, decision: 'approve' })
  const [mine] = await parcelsFor(floor, [['CUP', 1]])
  const [foreign] = (await run(getOrder, owner, { orderId })).fulfilments
  const both = await wave({ skuCode: 'CUP' })
  expect(both.parcels).toBeGreaterThan(1)
  const figures = async () => {
    const { parcels, units, picked, packed, shipped } = await run(getWave, limited, { waveId: both.id })
    return { parcels, units, picked, packed, shipped }
  }
  const { stops } = await run(waveRoute, owner, { waveId: both.id })
  const left = stops.reduce((sum, stop) => sum + stop.quantity, 0)
  await scan(floor, 'pick', { waveId: both.id, binCode: 'A-1', code: 'CUP', quantity: left })
  expect(await figures()).toEqual({ parcels: 1, units: 2, picked: 2, packed: 0, shipped: 0 })
  for (const [n, parcel] of [foreign, mine].entries()) {
    await scan(floor, 'check', { parcel: parcel?.number, code: 'CUP', quantity: 2 - n })
    await scan(floor, 'weigh', { parcel: parcel?.number, weightG: 200 - n * 100 })
    await scan(floor, 'ship', { parcel: parcel?.number, carrierCode: 'sf', trackingNo: `SF0000${n}` })
  }
  expect(await figures()).toMatchObject({ packed: 1, shipped: 1 })
  expect((await board(limited)).steps.find((s) => s.step === 'pick')?.lastHour).toBe(1)
  const list = await run(createHandOver, owner, { warehouseCode: 'HZ', carrierCode: 'sf' })
  expect(list).toMatchObject({ parcels: 2, weightG: 300 })
  expect(await run(getHandOver, limited, { handOverId: list.id })).toMatchObject({ parcels: 1, weightG: 200 })
  expect((await run(listHandOvers, limited, {})).items).toMatchObject([{ parcels: 1, weightG: 200 }])
})
