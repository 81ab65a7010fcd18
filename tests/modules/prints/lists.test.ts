import { expect, test } from 'vitest'
import { createStocktake } from '@/lib/modules/inventory/create-stocktake'
import { createTransfer } from '@/lib/modules/inventory/create-transfer'
import { startStocktake } from '@/lib/modules/orders/start-stocktake'
import { getPrintSettings } from '@/lib/modules/prints/get-print-settings'
import { openPrint } from '@/lib/modules/prints/open-print'
import { printBinLabels } from '@/lib/modules/prints/print-bin-labels'
import { printCartonMarks } from '@/lib/modules/prints/print-carton-marks'
import { printCommandSheet } from '@/lib/modules/prints/print-command-sheet'
import { printCountSheet } from '@/lib/modules/prints/print-count-sheet'
import { printHandOver } from '@/lib/modules/prints/print-hand-over'
import { printPickList } from '@/lib/modules/prints/print-pick-list'
import { printSkuLabels } from '@/lib/modules/prints/print-sku-labels'
import { printWaveSummary } from '@/lib/modules/prints/print-wave-summary'
import { setPrintSettings } from '@/lib/modules/prints/set-print-settings'
import { createWarehouse } from '@/lib/modules/settings/create-warehouse'
import { createHandOver } from '@/lib/modules/warehouse/create-hand-over'
import { createWave } from '@/lib/modules/warehouse/create-wave'
import { run } from '@/lib/platform/door/run'
import { setupWorkerDatabase } from '@/tests/support/database'
import { parcelsFor } from '@/tests/support/floor'
import { ship } from '@/tests/support/order-work'
import { createShelves, receive } from '@/tests/support/places'
import { bytesOf, codesOf, textsOf } from '@/tests/support/read-pdf'
import { createShopWithStock } from '@/tests/support/shop'

await setupWorkerDatabase()

test('S4.21 pick lists follow the route, count sheets hide the books of a blind count, stickers read', async () => {
  const shop = await createShopWithStock({ CUP: 0, POT: 0 })
  await createShelves(shop)
  await receive(shop.owner, 'CUP', 8, '10.00', 'A-3')
  await receive(shop.owner, 'POT', 7, '10.00', 'A-1')
  const parcels = await parcelsFor(shop, [
    ['CUP', 2],
    ['POT', 1],
  ])
  const file = async (printId: string | null) =>
    bytesOf((await run(openPrint, shop.owner, { printId: printId ?? '' })).body() as AsyncIterable<Uint8Array>)

  const wave = await run(createWave, shop.owner, { warehouseCode: 'HZ', maxParcels: 5, kind: 'batch' })
  const list = await run(printPickList, shop.owner, { waveId: wave.id })
  expect(list.printed).toMatchObject([{ reference: wave.number, copy: 1 }])
  const [picks = ''] = await textsOf(await file(list.printId))
  expect(picks.indexOf('A-1')).toBeGreaterThan(0)
  expect(picks.indexOf('A-3')).toBeGreaterThan(picks.indexOf('A-1'))
  expect((await run(printPickList, shop.owner, { waveId: wave.id })).refused).toMatchObject([{ code: 'reprint' }])

  const summary = await run(printWaveSummary, shop.owner, { waveId: wave.id })
  const [totals = '', slots = ''] = await textsOf(await file(summary.printId))
  expect(totals).toContain('CUP')
  for (const parcel of parcels) expect(slots).toContain(parcel.number)

  const sheetOf = async (blind: boolean, kind: object) => {
    const take = await run(createStocktake, shop.owner, { warehouseCode: 'HZ', blind, ...kind })
    await run(startStocktake, shop.owner, { stocktakeId: take.id })
    const sheet = await run(printCountSheet, shop.owner, { stocktakeId: take.id })
    return { take, text: (await textsOf(await file(sheet.printId))).join('') }
  }
  const blind = await sheetOf(true, { kind: 'skus', skuCodes: ['CUP'] })
  expect(blind.text).toContain(blind.take.number)
  expect([blind.text.includes('CUP'), blind.text.includes('账面数')]).toEqual([true, false])
  expect((await sheetOf(false, { kind: 'skus', skuCodes: ['POT'] })).text).toContain('账面数')

  const goods = await run(printSkuLabels, shop.owner, { skus: [{ skuCode: 'cup', copies: 3 }, { skuCode: 'NONE' }] })
  expect([goods.printed.length, goods.refused[0]?.code]).toEqual([1, 'not_found'])
  const stickers = await file(goods.printId)
  expect(await textsOf(stickers)).toHaveLength(3)
  expect(await codesOf(stickers, 3)).toContainEqual({ format: 'Code128', text: 'CUP' })
  const bins = await run(printBinLabels, shop.owner, { warehouseCode: 'HZ', binCodes: ['a-1', 'Z-9'] })
  expect(bins.refused).toMatchObject([{ index: 1, code: 'not_found' }])
  expect(await codesOf(await file(bins.printId))).toEqual([{ format: 'Code128', text: 'A-1' }])

  const own = { shopCode: 'tmall', labelSize: 'a6', language: 'en', version: 0 }
  expect(await run(setPrintSettings, shop.owner, own)).toMatchObject({ own: true, labelSize: 'a6', version: 1 })
  expect(await run(getPrintSettings, shop.owner, {})).toMatchObject({ own: false, labelSize: '100x150', version: 0 })
  await expect(run(setPrintSettings, shop.owner, own)).rejects.toMatchObject({ code: 'version_conflict' })
})

test('S4.21 carton marks count the cartons, hand-over lists name what leaves, command codes read', async () => {
  const shop = await createShopWithStock({ CUP: 9 })
  const file = async (printId: string | null) =>
    bytesOf((await run(openPrint, shop.owner, { printId: printId ?? '' })).body() as AsyncIterable<Uint8Array>)
  const [parcel] = await parcelsFor(shop, [['CUP', 2]])
  if (!parcel) throw new Error('no parcel')

  const marks = await run(printCartonMarks, shop.owner, { fulfilmentId: parcel.id, cartons: 3 })
  const cartons = await textsOf(await file(marks.printId))
  expect(cartons.map((text) => /\d\/3/.exec(text)?.[0])).toEqual(['1/3', '2/3', '3/3'])
  expect(await codesOf(await file(marks.printId), 2)).toContainEqual({ format: 'Code128', text: parcel.number })
  expect((await run(printCartonMarks, shop.owner, { fulfilmentId: parcel.id, cartons: 1 })).refused).toMatchObject([
    { code: 'reprint' },
  ])
  await run(createWarehouse, shop.owner, { code: 'GZ', name: '广州仓', kind: 'own' })
  const moved = { fromWarehouseCode: 'HZ', toWarehouseCode: 'GZ', lines: [{ skuCode: 'CUP', quantity: 4 }] }
  const transfer = await run(createTransfer, shop.owner, moved)
  const outside = await run(printCartonMarks, shop.owner, { transferId: transfer.id, cartons: 1 })
  expect((await textsOf(await file(outside.printId)))[0]).toContain('HZ→GZ')

  await ship(shop, parcel.id, 'SF77')
  const list = await run(createHandOver, shop.owner, { warehouseCode: 'HZ', carrierCode: 'sf' })
  const paper = await run(printHandOver, shop.owner, { handOverId: list.id })
  const [text = ''] = await textsOf(await file(paper.printId))
  for (const part of [list.number, 'SF77', parcel.number, '顺丰速运']) expect(text).toContain(part)
  expect((await run(printHandOver, shop.owner, { handOverId: list.id, reprint: 'lost' })).printed).toMatchObject([
    { copy: 2 },
  ])

  const sheet = await run(printCommandSheet, shop.owner, {})
  const read = await codesOf(await file(sheet.printId), 1, 60)
  for (const code of ['*12', '*S', '*D', '*H', '*N', '*P', '*L', '*B50', '12'])
    expect(read).toContainEqual({ format: 'Code128', text: code })
})
