import { beforeAll, expect, test } from 'vitest'
import { createProduct } from '@/lib/modules/catalog/create-product'
import { getFulfilment } from '@/lib/modules/orders/get-fulfilment'
import { createWaybillPool } from '@/lib/modules/prints/create-waybill-pool'
import { listWaybills } from '@/lib/modules/prints/list-waybills'
import { printLabels } from '@/lib/modules/prints/print-labels'
import { voidWaybill } from '@/lib/modules/prints/void-waybill'
import { createWave } from '@/lib/modules/warehouse/create-wave'
import { run } from '@/lib/platform/door/run'
import { setupWorkerDatabase } from '@/tests/support/database'
import { createFloor, type Floor, type Parcel, parcelsFor, scan } from '@/tests/support/floor'
import { createShelves, receive } from '@/tests/support/places'
import { createShopWithStock } from '@/tests/support/shop'
import { createMember } from '@/tests/support/tenant'

await setupWorkerDatabase()

const barcode = '6901234567892'
let floor: Floor
let parcels: Parcel[]
beforeAll(async () => {
  floor = await createFloor(await createShopWithStock({}))
  await createShelves(floor)
  const sku = { code: 'CUP', name: 'CUP', listPrice: '20.00', currency: 'CNY', barcodes: [barcode] }
  await run(createProduct, floor.owner, { name: '茶杯', skus: [sku] })
  await receive(floor.owner, 'CUP', 9, '10.00', 'A-1')
  parcels = await parcelsFor(floor, [
    ['CUP', 1],
    ['CUP', 1],
    ['CUP', 1],
  ])
  const { id: waveId } = await run(createWave, floor.owner, { warehouseCode: 'HZ' })
  await scan(floor, 'pick', { waveId, binCode: 'A-1', code: 'CUP', quantity: 3 })
  for (const { number } of parcels) await scan(floor, 'check', { parcel: number, code: barcode })
})

const no = (code: string) => ({ verdict: 'refused', code })
const ship = (parcel: Parcel | undefined, trackingNo: string, carrierCode = 'sf') =>
  scan(floor, 'ship', { parcel: parcel?.number, carrierCode, trackingNo })
const sent = async (parcel: Parcel | undefined) => {
  const { state, carrierCode, trackingNo } = await run(getFulfilment, floor.owner, { fulfilmentId: parcel?.id ?? '' })
  return { state, carrierCode, trackingNo }
}

test('S0.53 a parcel leaves with its own label alone: never with another parcel’s, a void one, its slip or a barcode; and by the carrier who gave the number', async () => {
  const [a, b, c] = parcels
  // Nothing says what the goods weigh: it is passed, and told that nothing was compared.
  for (const { number } of parcels)
    expect(await scan(floor, 'weigh', { parcel: number, weightG: 500 })).toMatchObject({
      verdict: 'ok',
      weight: { weightG: 500, expectedG: null },
    })
  await run(createWaybillPool, floor.owner, { carrierCode: 'zto', first: 'ZT0000000001', last: 'ZT0000000009' })
  await run(printLabels, floor.owner, { fulfilmentIds: [a?.id ?? '', b?.id ?? ''], carrierCode: 'zto' })
  const [zt1, zt2] = ['ZT0000000001', 'ZT0000000002']

  expect(await ship(a, zt2)).toMatchObject({ ...no('wrong_label'), label: { trackingNo: zt2, parcel: b?.number } })
  expect(await ship(c, zt1)).toMatchObject({ ...no('wrong_label'), label: { parcel: a?.number } })
  for (const text of [a?.number, c?.number, barcode]) {
    expect(await ship(a, text ?? '')).toMatchObject({ ...no('no_label'), label: null })
    expect(await ship(c, text ?? '')).toMatchObject(no('no_label'))
  }
  expect(await ship(b, 'SF77777777')).toMatchObject({
    ...no('other_label'),
    label: { carrierCode: 'zto', trackingNo: zt2, parcel: b?.number },
  })
  expect((await sent(a)).state).toBe('packed')

  expect(await ship(a, zt1.toLowerCase())).toMatchObject({ verdict: 'ok', label: { carrierCode: 'zto' } })
  expect(await sent(a)).toEqual({ state: 'shipped', carrierCode: 'zto', trackingNo: zt1 })

  // Shipped by mistake: back at the station as long as it is here, and out again only when it was checked anew.
  const back = (parcel: string | undefined, actor = floor.owner) => scan(floor, 'unship', { parcel }, actor)
  expect(await back(c?.number)).toMatchObject(no('not_shipped'))
  const packer = await createMember(floor.tenantId, 'warehouse')
  const limited = { ...packer, permissions: new Set(['scan.*']) }
  expect(await back(zt1, limited).catch((e) => e.params)).toEqual({ permission: 'fulfilment.unship' })
  expect(await back(zt1)).toMatchObject({ verdict: 'ok', parcel: { number: a?.number } })
  expect(await ship(a, zt1)).toMatchObject(no('not_packed'))
  await scan(floor, 'check', { parcel: a?.number, code: 'CUP' })
  await scan(floor, 'weigh', { parcel: a?.number, weightG: 500 })
  expect(await ship(a, zt1)).toMatchObject({ verdict: 'ok' })

  const waybill = (await run(listWaybills, floor.owner, { fulfilmentId: b?.id })).items[0]
  await run(voidWaybill, floor.owner, { waybillId: waybill?.id ?? '', reason: 'wrong_carrier' })
  expect(await ship(b, zt2)).toMatchObject(no('void_label'))
  expect(await ship(c, zt2)).toMatchObject(no('void_label'))
  // Two stations, one label: one parcel leaves with it.
  const both = await Promise.all([ship(b, 'SF77777777'), ship(c, 'SF77777777')])
  expect(both.map((answer) => answer.code).sort()).toEqual([null, 'wrong_label'].sort())
  expect((await Promise.all([sent(b), sent(c)])).filter(({ state }) => state === 'shipped')).toEqual([
    { state: 'shipped', carrierCode: 'sf', trackingNo: 'SF77777777' },
  ])
})
