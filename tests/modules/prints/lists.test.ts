import { expect, test } from 'vitest'
import { createStocktake } from '@/lib/modules/inventory/create-stocktake'
import { startStocktake } from '@/lib/modules/orders/start-stocktake'
import { getPrintSettings } from '@/lib/modules/prints/get-print-settings'
import { openPrint } from '@/lib/modules/prints/open-print'
import { printBinLabels } from '@/lib/modules/prints/print-bin-labels'
import { printCountSheet } from '@/lib/modules/prints/print-count-sheet'
import { printPickList } from '@/lib/modules/prints/print-pick-list'
import { printSkuLabels } from '@/lib/modules/prints/print-sku-labels'
import { setPrintSettings } from '@/lib/modules/prints/set-print-settings'
import { createWave } from '@/lib/modules/warehouse/create-wave'
import { run } from '@/lib/platform/door/run'
import { setupWorkerDatabase } from '@/tests/support/database'
import { parcelsFor } from '@/tests/support/floor'
import { createShelves, receive } from '@/tests/support/places'
import { bytesOf, codesOf, textsOf } from '@/tests/support/read-pdf'
import { createShopWithStock } from '@/tests/support/shop'

await setupWorkerDatabase()

test('S4.21 pick lists follow the route, count sheets hide the books of a blind count, stickers read', async () => {
  const shop = await createShopWithStock({ CUP: 0, POT: 0 })
  await createShelves(shop)
  await receive(shop.owner, 'CUP', 8, '10.00', 'A-3')
  await receive(shop.owner, 'POT', 7, '10.00', 'A-1')
  await parcelsFor(shop, [
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
