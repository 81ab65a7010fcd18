import { beforeAll, expect, test } from 'vitest'
import { newId } from '@/lib/kernel/ids'
import { blockFulfilment } from '@/lib/modules/orders/block-fulfilment'
import { cancelOrder } from '@/lib/modules/orders/cancel-order'
import type { OrderView } from '@/lib/modules/orders/schema'
import { createWaybillPool } from '@/lib/modules/prints/create-waybill-pool'
import { listPrints } from '@/lib/modules/prints/list-prints'
import { listWaybillPools } from '@/lib/modules/prints/list-waybill-pools'
import { listWaybills } from '@/lib/modules/prints/list-waybills'
import { openPrint } from '@/lib/modules/prints/open-print'
import { printLabels } from '@/lib/modules/prints/print-labels'
import { printSlips } from '@/lib/modules/prints/print-slips'
import { setPrintSettings } from '@/lib/modules/prints/set-print-settings'
import { printBehind, printLabelAt } from '@/lib/modules/prints/station-labels'
import { updateWaybillPool } from '@/lib/modules/prints/update-waybill-pool'
import { voidWaybill } from '@/lib/modules/prints/void-waybill'
import { createWarehouse } from '@/lib/modules/settings/create-warehouse'
import { createStation } from '@/lib/modules/warehouse/create-station'
import { getParcel } from '@/lib/modules/warehouse/get-parcel'
import { run } from '@/lib/platform/door/run'
import { setupWorkerDatabase } from '@/tests/support/database'
import { createFloor } from '@/tests/support/floor'
import { ordered, ready, ship } from '@/tests/support/order-work'
import { bytesOf, codesOf, textsOf } from '@/tests/support/read-pdf'
import { createShopWithStock, type TestShop } from '@/tests/support/shop'
import { createMember } from '@/tests/support/tenant'

await setupWorkerDatabase()

const name = '𠮷田㐂子·䶮喆'
const line1 = '文三路 9 号㛃玥苑 3 幢 1203 室'
let shop: TestShop
let ids: string[]
let orders: OrderView[]

beforeAll(async () => {
  shop = await createShopWithStock({ CUP: 50 })
  const asked = ['A', 'B', 'C', 'D', 'E', 'F'].map((no) => {
    const one = ordered(no, { CUP: 1 })
    return { ...one, address: { ...one.address, name: no === 'F' ? '王𪚥' : name, phone: '13812345678', line1 } }
  })
  orders = await ready(shop, asked)
  ids = orders.map((order) => order.fulfilments[0]?.id ?? '')
  await run(createWaybillPool, shop.owner, { carrierCode: 'sf', first: 'SF0000000001', last: 'SF0000000007' })
})

const label = (fulfilmentIds: string[], more: object = {}) =>
  run(printLabels, shop.owner, { fulfilmentIds, carrierCode: 'sf', ...more })
const file = async (printId: string | null) =>
  bytesOf((await run(openPrint, shop.owner, { printId: printId ?? '' })).body() as AsyncIterable<Uint8Array>)

test('labels of a company: numbers in sequence, texts as they are, what may not leave is named and the others go on', async () => {
  await run(setPrintSettings, shop.owner, {
    senderName: '商队发货',
    senderPhone: '057112345678',
    logoText: '喆记',
    version: 0,
  })
  const [a = '', b = '', c = '', , , f = ''] = ids
  await run(blockFulfilment, shop.owner, { fulfilmentId: b, reason: 'wait' })
  await run(cancelOrder, shop.owner, { orderId: orders[2]?.id ?? '', reason: 'no more' })
  const stranger = '019aab00-0000-7000-8000-000000000099'
  const answer = await label([a, b, c, f, stranger])
  expect(answer.printed).toMatchObject([{ id: a, copy: 1, trackingNo: 'SF0000000001' }])
  expect(answer.refused.map(({ id, code, characters }) => [id, code, ...characters]).sort()).toEqual(
    [
      [b, 'blocked'],
      [c, 'cancelled'],
      [f, 'unprintable', '𪚥'],
      [null, 'not_found'],
    ].sort(),
  )
  const bytes = await file(answer.printId)
  const [text = ''] = await textsOf(bytes)
  for (const part of [name, '13812345678', line1, '商队发货', '喆记', 'SF0000000001', '顺丰速运'])
    expect(text).toContain(part.replace(/\s/g, ''))
  expect(text).not.toContain('补打')
  // A station knows the parcel by its label before it has left.
  const { stationId } = await createFloor(shop)
  const seen = await run(getParcel, shop.owner, { stationId, parcel: 'sf0000000001' })
  expect(seen).toMatchObject({ id: a, carrierCode: 'sf', trackingNo: 'SF0000000001' })
  expect(await codesOf(bytes)).toContainEqual({ format: 'Code128', text: 'SF0000000001' })
})

test('the same label again needs a reason, says so on the paper and in the log; nobody else opens the file', async () => {
  const [a = ''] = ids
  expect((await label([a])).refused).toMatchObject([{ id: a, code: 'reprint' }])
  const again = await label([a], { reprint: 'jam' })
  expect(again.printed).toMatchObject([{ copy: 2, trackingNo: 'SF0000000001' }])
  expect((await textsOf(await file(again.printId)))[0]).toContain('补打·第2次')
  const { items } = await run(listPrints, shop.owner, { again: '1' })
  expect(items).toMatchObject([{ kind: 'label', copy: 2, reason: 'jam', printedBy: shop.owner.name }])
  const other = await createMember(shop.tenantId, 'warehouse')
  await expect(run(openPrint, other, { printId: again.printId ?? '' })).rejects.toMatchObject({ code: 'not_found' })
})

test('at a station one parcel of its warehouse is printed, and its file opens there, for that person alone', async () => {
  const [a = ''] = ids
  const number = orders[0]?.fulfilments[0]?.number ?? ''
  const { stationId } = await createFloor(shop, 'Packing 2')
  await run(createWarehouse, shop.owner, { code: 'GZ', name: 'Guangzhou', kind: 'own' })
  const far = await run(createStation, shop.owner, { warehouseCode: 'GZ', name: 'Far 1' })
  const here = { person: shop.owner, station: { id: stationId } }
  const there = { ...here, station: far }
  const print = (place: typeof here, input: object) => printLabelAt(place, { reprint: 'jam', ...input }, newId())
  await expect(print(there, { parcel: number })).rejects.toMatchObject({ code: 'not_found' })
  await expect(print(here, { fulfilmentIds: [a] })).rejects.toMatchObject({ code: 'invalid' })
  await expect(print(here, { parcel: number, fulfilmentIds: ids })).rejects.toMatchObject({ code: 'invalid' })
  const { printId, printed } = await print(here, { parcel: number })
  expect(printed).toMatchObject([{ id: a, reference: number }])
  const pass = printId ?? ''
  expect((await textsOf(await file(printBehind(here, pass) ?? '')))[0]).toContain('SF0000000001')
  const colleague = await createMember(shop.tenantId, 'warehouse')
  const office = await label([a], { reprint: 'jam' })
  const others = [printBehind(there, pass), printBehind({ ...here, person: colleague }, pass)]
  expect([...others, printBehind(here, office.printId ?? ''), printBehind(here, 'x')]).toEqual(
    [1, 2, 3, 4].map(() => undefined),
  )
})

test('two who ask at once get one number, and one of them is told that it is a reprint', async () => {
  const [, , , d = ''] = ids
  const both = await Promise.all([label([d]), label([d])])
  expect(both.flatMap((one) => one.printed)).toHaveLength(1)
  expect(both.flatMap((one) => one.refused)).toMatchObject([{ code: 'reprint' }])
  expect((await run(listWaybills, shop.owner, { fulfilmentId: d })).items).toHaveLength(1)
})

test('a voided number is never given again; a number that left cannot be voided; a pool runs out or is closed', async () => {
  const [, , , d = '', e = ''] = ids
  const [held] = (await run(listWaybills, shop.owner, { fulfilmentId: d })).items
  const voided = await run(voidWaybill, shop.owner, { waybillId: held?.id ?? '', reason: 'damaged' })
  expect(voided).toMatchObject({ state: 'void', voidReason: 'damaged' })
  const anew = await label([d])
  expect(anew.printed).toMatchObject([{ copy: 1 }])
  expect(anew.printed[0]?.trackingNo).not.toBe(held?.number)
  await ship(shop, d, anew.printed[0]?.trackingNo ?? '')
  const [left] = (await run(listWaybills, shop.owner, { fulfilmentId: d, state: 'shipped' })).items
  await expect(run(voidWaybill, shop.owner, { waybillId: left?.id ?? '', reason: 'lost' })).rejects.toMatchObject({
    code: 'illegal_transition',
  })
  expect((await label([d])).refused).toMatchObject([{ code: 'left' }])
  await expect(
    run(createWaybillPool, shop.owner, { carrierCode: 'sf', first: 'SF0000000005', last: 'SF0000000020' }),
  ).rejects.toMatchObject({ params: { errors: [{ path: 'first', code: 'taken' }] } })
  const [pool] = (await run(listWaybillPools, shop.owner, {})).items
  expect(pool).toMatchObject({ next: 'SF0000000004', left: 4 })
  await run(updateWaybillPool, shop.owner, { poolId: pool?.id ?? '', status: 'closed', version: pool?.version ?? 0 })
  expect((await label([e])).refused).toMatchObject([{ code: 'no_numbers' }])
  expect((await run(printLabels, shop.owner, { fulfilmentIds: [e] })).refused).toMatchObject([{ code: 'no_carrier' }])
})

test('packing slips are papers of their own; a parcel that was stopped after the click is not in the file', async () => {
  const [a = '', , , , e = ''] = ids
  const slips = await run(printSlips, shop.owner, { fulfilmentIds: [a, e] })
  expect(slips.printed.map((p) => p.copy)).toEqual([1, 1])
  await run(blockFulfilment, shop.owner, { fulfilmentId: e, reason: 'wait' })
  const pages = await textsOf(await file(slips.printId))
  expect(pages).toHaveLength(1)
  expect(pages[0]).toContain(`SF0000000001`)
  expect(pages[0]).toContain('CUP')
})
