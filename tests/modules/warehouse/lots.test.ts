import { beforeAll, expect, test } from 'vitest'
import { newId } from '@/lib/kernel/ids'
import { listBatches } from '@/lib/modules/inventory/list-batches'
import { receiveStock } from '@/lib/modules/inventory/receive-stock'
import { cancelOrder } from '@/lib/modules/orders/cancel-order'
import { getFulfilment } from '@/lib/modules/orders/get-fulfilment'
import { lockBatch } from '@/lib/modules/orders/lock-batch'
import { shipFulfilment } from '@/lib/modules/orders/ship-fulfilment'
import { createWave } from '@/lib/modules/warehouse/create-wave'
import { listShortages } from '@/lib/modules/warehouse/list-shortages'
import { settleShortage } from '@/lib/modules/warehouse/settle-shortage'
import { run } from '@/lib/platform/door/run'
import { refusal, track } from '@/tests/support/batches'
import { brokenInvariants } from '@/tests/support/books'
import { setupWorkerDatabase } from '@/tests/support/database'
import { createFloor, type Floor, type Parcel, parcelsFor, scan } from '@/tests/support/floor'
import { createShelves } from '@/tests/support/places'
import { createShopWithStock } from '@/tests/support/shop'

await setupWorkerDatabase()

let floor: Floor
beforeAll(async () => {
  floor = await createFloor(await createShopWithStock({ MILK: 0, TV: 0 }))
  await createShelves(floor)
})

const ok = { verdict: 'ok', code: null }
const no = (code: string) => ({ verdict: 'refused', code })
const leave = async (parcel: string | undefined, grams: number) => {
  expect(await scan(floor, 'weigh', { parcel, weightG: grams })).toMatchObject(ok)
  return scan(floor, 'ship', { parcel, carrierCode: 'sf', trackingNo: `SF${newId().slice(-10)}` })
}
const linesOf = async (parcel: Parcel | undefined) =>
  (await run(getFulfilment, floor.owner, { fulfilmentId: parcel?.id ?? '' })).lines

test('S4.17 batches by scanning: received with their day, the one whose turn it is picked and another refused, checked into their parcels and shipped as checked', async () => {
  await track(floor.owner, 'MILK', { batchTracked: true })
  expect(await scan(floor, 'receive', { code: 'MILK', quantity: 4 })).toMatchObject(no('batch_needed'))
  const into = { code: 'MILK', binCode: 'A-1' }
  const late = { ...into, quantity: 4, batchNo: 'L-2', expiresOn: '2031-01-01' }
  const early = { ...into, quantity: 2, batchNo: 'L-1', expiresOn: '2030-01-01' }
  expect(await scan(floor, 'receive', late)).toMatchObject({
    ...ok,
    batch: { batchNo: 'L-2', expiresOn: '2031-01-01' },
  })
  expect(await scan(floor, 'receive', early)).toMatchObject(ok)
  const [locked, first, second, third] = await parcelsFor(floor, [
    ['MILK', 1],
    ['MILK', 1],
    ['MILK', 1],
    ['MILK', 1],
  ])
  const { id: waveId } = await run(createWave, floor.owner, { warehouseCode: 'HZ' })
  const pick = (more: object) => scan(floor, 'pick', { waveId, binCode: 'A-1', code: 'MILK', ...more })
  expect(await pick({ batchNo: 'L-9' })).toMatchObject({ ...no('wrong_batch'), batch: { batchNo: 'L-1' } })
  expect(await pick({ batchNo: 'L-2' })).toMatchObject({ ...no('later_batch'), batch: { batchNo: 'L-1' } })
  expect(await pick({ batchNo: 'l-2', outOfTurn: true })).toMatchObject({ ...ok, batch: { batchNo: 'L-2' } })
  expect(await pick({ batchNo: 'L-1', quantity: 2 })).toMatchObject({ ...ok, batch: { batchNo: 'L-1' } })
  expect(await pick({})).toMatchObject({ ...ok, batch: { batchNo: 'L-2' }, done: true })

  const check = (parcel: Parcel | undefined, more = {}) =>
    scan(floor, 'check', { parcel: parcel?.number, code: 'MILK', ...more })
  // Two batches lie there: which one is in hand must be read.
  expect(await check(first)).toMatchObject(no('batch_needed'))
  expect(await check(first, { batchNo: 'L-9' })).toMatchObject(no('wrong_batch'))
  expect(await check(first, { batchNo: 'L-2' })).toMatchObject({ ...ok, batch: { batchNo: 'L-2' }, done: true })
  expect(await check(locked, { batchNo: 'L-2' })).toMatchObject({ ...ok, done: true })
  expect(await check(second, { batchNo: 'L-2' })).toMatchObject(no('wrong_batch'))
  // Both of the other batch are in parcels: only one can be meant.
  expect(await check(second)).toMatchObject({ ...ok, batch: { batchNo: 'L-1' }, done: true })
  // What nobody has checked and leaves from the list of parcels does not take what lies in others.
  expect(await check(third)).toMatchObject({ ...ok, done: true })
  expect(await leave(first?.number, 100)).toMatchObject(ok)
  expect(await leave(second?.number, 100)).toMatchObject(ok)
  expect((await linesOf(first))[0]?.batches).toMatchObject([{ batchNo: 'L-2', quantity: 1 }])
  expect((await linesOf(second))[0]?.batches).toMatchObject([{ batchNo: 'L-1', quantity: 1 }])

  const { items } = await run(listBatches, floor.owner, {})
  const recalled = items.find((one) => one.batchNo === 'L-2')
  await run(lockBatch, floor.owner, { batchId: recalled?.id ?? '', version: recalled?.version ?? 0, reason: 'recall' })
  expect(await leave(locked?.number, 100)).toMatchObject(no('batch_blocked'))
  const byHand = { fulfilmentId: locked?.id ?? '', carrierCode: 'sf', trackingNo: 'SF0001' }
  expect(await refusal(run(shipFulfilment, floor.owner, byHand))).toBe('lines:batch_blocked')
  // It is opened, and what lies there of the other batch goes in: the youngest promise had to give way.
  expect(await check(locked, { batchNo: 'L-2' })).toMatchObject(no('batch_blocked'))
  expect(await check(locked)).toMatchObject({ ...ok, batch: { batchNo: 'L-1' }, done: true })
  expect(await leave(locked?.number, 100)).toMatchObject(ok)
  expect((await linesOf(locked))[0]?.batches).toMatchObject([{ batchNo: 'L-1', quantity: 1 }])
  expect(await scan(floor, 'return', { code: 'MILK', toBin: 'A-2', batchNo: 'L-9' })).toMatchObject(no('wrong_batch'))
  expect(await scan(floor, 'return', { code: 'MILK', toBin: 'A-2', batchNo: 'L-2' })).toMatchObject({
    ...ok,
    batch: { batchNo: 'L-2' },
  })
  expect(await brokenInvariants(floor)).toEqual([])
})

test('S4.17 numbers by scanning: each unit of a parcel once, wrong, shipped and foreign ones refused, and the parcel leaves with those that were checked', async () => {
  await track(floor.owner, 'TV', { serialMode: 'receipt' })
  expect(await scan(floor, 'receive', { code: 'TV', quantity: 2, serials: ['T-1'] })).toMatchObject(no('serial_needed'))
  const numbers = ['T-1', 'T-2', 'T-3', 'T-4']
  expect(await scan(floor, 'receive', { code: 'TV', quantity: 4, serials: numbers })).toMatchObject(ok)
  await run(receiveStock, floor.owner, {
    warehouseCode: 'HZ',
    lines: [{ skuCode: 'TV', quantity: 1, serials: ['T-5'] }],
  })
  const [first, second, third] = await parcelsFor(floor, [
    ['TV', 2],
    ['TV', 1],
    ['TV', 1],
  ])
  const { id: waveId } = await run(createWave, floor.owner, { warehouseCode: 'HZ' })
  await scan(floor, 'pick', { waveId, binCode: 'DEFAULT', code: 'TV', quantity: 4 })
  const check = (parcel: Parcel | undefined, ...serials: string[]) =>
    scan(floor, 'check', { parcel: parcel?.number, code: 'TV', quantity: serials.length || 1, serials })
  expect(await check(first)).toMatchObject(no('serial_needed'))
  expect(await check(first, 'T-9')).toMatchObject({ ...no('serial_unknown'), serial: 'T-9' })
  expect(await check(first, 'T-1', 't-1')).toMatchObject(no('serial_taken'))
  expect(await check(first, 'T-1')).toMatchObject({ ...ok, left: 1 })
  expect(await check(first, 'T-1')).toMatchObject({ ...no('serial_taken'), serial: 'T-1' })
  expect(await check(first, 't-2')).toMatchObject({ ...ok, done: true })
  expect(await check(second, 'T-2')).toMatchObject({ ...no('serial_taken'), serial: 'T-2' })
  expect(await leave(first?.number, 200)).toMatchObject(ok)
  expect((await linesOf(first))[0]?.serials).toEqual(['T-1', 'T-2'])
  expect(await check(second, 'T-1')).toMatchObject({ ...no('serial_shipped'), serial: 'T-1' })
  expect(await check(second, 'T-3')).toMatchObject({ ...ok, done: true })
  // A parcel that is no longer wanted holds no unit: it may go into another one.
  await run(cancelOrder, floor.owner, { orderId: second?.orderId ?? '', reason: 'changed their mind' })
  expect(await check(third, 'T-3')).toMatchObject({ ...ok, done: true })
  expect(await leave(third?.number, 100)).toMatchObject(ok)
  expect((await linesOf(third))[0]?.serials).toEqual(['T-3'])
  expect(await brokenInvariants(floor)).toEqual([])
})

test('what is lost of a bin with batches leaves the books batch by batch, the first to expire first', async () => {
  for (const [batchNo, expiresOn] of [
    ['S-2', '2029-02-01'],
    ['S-1', '2029-01-01'],
  ])
    await scan(floor, 'receive', { code: 'MILK', binCode: 'A-3', quantity: 2, batchNo, expiresOn })
  const [parcel] = await parcelsFor(floor, [['MILK', 3]])
  const { id: waveId } = await run(createWave, floor.owner, { warehouseCode: 'HZ' })
  const short = { waveId, binCode: 'A-3', code: 'MILK', missing: 3, rest: 'wait' }
  expect(await scan(floor, 'short', short)).toMatchObject(ok)
  await run(cancelOrder, floor.owner, { orderId: parcel?.orderId ?? '', reason: 'gone' })
  const [row] = (await run(listShortages, floor.owner, { open: '1' })).items
  await run(settleShortage, floor.owner, { shortageId: row?.id ?? '', outcome: 'lost' })
  const { items } = await run(listBatches, floor.owner, { skuCode: 'MILK' })
  expect(items.filter((b) => b.batchNo.startsWith('S-')).map((b) => [b.batchNo, b.onHand])).toEqual([['S-2', 1]])
  expect(await brokenInvariants(floor)).toEqual([])
})
