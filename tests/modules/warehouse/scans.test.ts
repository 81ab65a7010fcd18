import { beforeAll, expect, test } from 'vitest'
import { newId } from '@/lib/kernel/ids'
import { getFulfilment } from '@/lib/modules/orders/get-fulfilment'
import { getOrder } from '@/lib/modules/orders/get-order'
import { unshipFulfilment } from '@/lib/modules/orders/unship-fulfilment'
import { createWave } from '@/lib/modules/warehouse/create-wave'
import { getWave } from '@/lib/modules/warehouse/get-wave'
import { waveRoute } from '@/lib/modules/warehouse/wave-route'
import { run } from '@/lib/platform/door/run'
import { brokenInvariants } from '@/tests/support/books'
import { setupWorkerDatabase } from '@/tests/support/database'
import { createFloor, type Floor, parcelsFor, scan } from '@/tests/support/floor'
import { binsOf, createShelves } from '@/tests/support/places'
import { createShopWithStock } from '@/tests/support/shop'

await setupWorkerDatabase()

let floor: Floor
beforeAll(async () => {
  floor = await createFloor(await createShopWithStock({ CUP: 0, POT: 0 }))
  await createShelves(floor)
})

const ok = { verdict: 'ok', code: null }
const no = (code: string) => ({ verdict: 'refused', code })

test('S0.53 S1.78 S2.17 S4.17 goods are received, put away, picked, checked, weighed and shipped by scans alone, each with person, station and time', async () => {
  expect(await scan(floor, 'receive', { code: 'cup', quantity: 12 })).toMatchObject({ ...ok, quantity: 12 })
  expect(await scan(floor, 'receive', { code: 'POT', quantity: 5 })).toMatchObject(ok)
  expect(await scan(floor, 'put-away', { code: 'CUP', toBin: 'a-1', quantity: 8 })).toMatchObject({
    ...ok,
    binCode: 'A-1',
  })
  expect(await scan(floor, 'put-away', { code: 'POT', toBin: 'A-2', quantity: 5 })).toMatchObject(ok)
  expect(await scan(floor, 'move', { code: 'POT', fromBin: 'A-2', toBin: 'A-3', quantity: 5 })).toMatchObject(ok)
  expect(await binsOf(floor.owner)).toEqual({ 'CUP @ A-1': 8, 'CUP @ DEFAULT': 4, 'POT @ A-3': 5 })

  const [first, second] = await parcelsFor(floor, [
    ['CUP', 2],
    ['POT', 1],
  ])
  const wave = await run(createWave, floor.owner, { warehouseCode: 'HZ', kind: 'cart' })
  expect(wave).toMatchObject({ state: 'released', parcels: 2, units: 3, notThere: 0 })
  const route = await run(waveRoute, floor.owner, { waveId: wave.id })
  expect(route.stops.map((s) => [s.binCode, s.skuCode, s.quantity])).toEqual([
    ['A-1', 'CUP', 2],
    ['A-3', 'POT', 1],
  ])
  const pick = (binCode: string, code: string, quantity = 1, more = {}) =>
    scan(floor, 'pick', { waveId: wave.id, binCode, code, quantity, ...more })
  expect(await pick('A-1', 'POT')).toMatchObject(no('wrong_bin'))
  expect(await pick('A-9', 'CUP')).toMatchObject(no('unknown_bin'))
  expect(await pick('A-1', 'NOBODY')).toMatchObject(no('unknown_code'))
  expect(await pick('A-1', 'CUP', 3)).toMatchObject({ ...no('too_many'), left: 2 })
  expect(await scan(floor, 'check', { parcel: first?.number, code: 'CUP' })).toMatchObject(no('not_picked'))

  const scanId = newId()
  const once = await pick('A-1', 'CUP', 2, { scanId })
  expect(once).toMatchObject({
    ...ok,
    quantity: 2,
    left: 0,
    places: [{ parcel: first?.number, quantity: 2 }],
    done: false,
  })
  const twice = await pick('A-1', 'CUP', 2, { scanId })
  expect(twice).toEqual({ ...once, repeated: true })
  expect(await pick('A-3', 'POT', 1)).toMatchObject({ ...ok, done: true })
  expect(await binsOf(floor.owner)).toMatchObject({ 'CUP @ A-1': 6, 'CUP @ #PACK': 2, 'POT @ #PACK': 1 })
  expect(await run(getWave, floor.owner, { waveId: wave.id })).toMatchObject({ state: 'picked', picked: 3 })
  expect(await scan(floor, 'return', { code: 'CUP', toBin: 'A-1' }).catch((e: unknown) => e)).toMatchObject({
    code: 'insufficient_stock',
  })

  const parcel = first?.number
  const label = { carrierCode: 'sf', trackingNo: `SF${newId().slice(-10)}` }
  expect(await scan(floor, 'weigh', { parcel, weightG: 200 })).toMatchObject(no('not_packed'))
  expect(await scan(floor, 'check', { parcel, code: 'POT' })).toMatchObject(no('wrong_item'))
  expect(await scan(floor, 'check', { parcel, code: 'CUP', quantity: 3 })).toMatchObject(no('too_many'))
  expect(await scan(floor, 'check', { parcel, code: 'CUP' })).toMatchObject({ ...ok, left: 1, done: false })
  expect(await scan(floor, 'ship', { parcel, ...label })).toMatchObject(no('not_packed'))
  expect(await scan(floor, 'check', { parcel, code: 'CUP' })).toMatchObject({ ...ok, left: 0, done: true })
  expect(await scan(floor, 'ship', { parcel, ...label })).toMatchObject(no('not_weighed'))
  expect(await scan(floor, 'weigh', { parcel, weightG: 231 })).toMatchObject({
    ...no('weight_off'),
    weight: { weightG: 231, expectedG: 200, toleranceG: 30 },
  })
  expect(await scan(floor, 'ship', { parcel, ...label })).toMatchObject(no('not_weighed'))
  expect(await scan(floor, 'weigh', { parcel, weightG: 230 })).toMatchObject(ok)
  expect(await scan(floor, 'ship', { parcel, ...label })).toMatchObject({ ...ok, done: true })
  expect(await run(getOrder, floor.owner, { orderId: first?.orderId ?? '' })).toMatchObject({ state: 'shipped' })
  expect(await binsOf(floor.owner)).toMatchObject({ 'CUP @ A-1': 6, 'POT @ #PACK': 1 })

  await run(unshipFulfilment, floor.owner, { fulfilmentId: first?.id ?? '', reason: 'wrong label' })
  expect(await binsOf(floor.owner)).toMatchObject({ 'CUP @ A-1': 6, 'CUP @ #PACK': 2 })
  const none = await run(createWave, floor.owner, { warehouseCode: 'HZ' }).catch((e: unknown) => e)
  expect(none).toMatchObject({ code: 'invalid', params: { errors: [{ path: '', code: 'no_parcels' }] } })
  expect(await scan(floor, 'check', { parcel, code: 'CUP', quantity: 2 })).toMatchObject({ ...ok, done: true })
  expect(await scan(floor, 'weigh', { parcel, weightG: 200 })).toMatchObject(ok)
  expect(await scan(floor, 'ship', { parcel, ...label })).toMatchObject(ok)
  expect(await binsOf(floor.owner)).toEqual({ 'CUP @ A-1': 6, 'CUP @ DEFAULT': 4, 'POT @ A-3': 4, 'POT @ #PACK': 1 })
  expect(await run(getFulfilment, floor.owner, { fulfilmentId: second?.id ?? '' })).toMatchObject({ state: 'picking' })
  expect(await brokenInvariants(floor)).toEqual([])
})
