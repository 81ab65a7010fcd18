import { z } from 'zod'
import { id, newId } from '@/lib/kernel/ids'
import { refuse } from '@/lib/kernel/refusal'
import { countStocktake } from '@/lib/modules/inventory/count-stocktake'
import { stocktakeAt } from '@/lib/modules/inventory/stocktake-at'
import { binOf, goodsOf } from '@/lib/modules/warehouse/internal/codes'
import { batchOf } from '@/lib/modules/warehouse/internal/lot-of'
import { scanned } from '@/lib/modules/warehouse/internal/scanned'
import { batchText, scanAnswer, scanFields, scannedText } from '@/lib/modules/warehouse/schema'
import { command } from '@/lib/platform/door/use-case'

/** All that lies of a SKU in a bin, counted at a station; `done` is false where it has to be counted a second time. */
export const scanCount = command({
  name: 'scan.count',
  summary: 'Count the units of one SKU in a bin for a stocktake, by scanning',
  http: { method: 'POST', path: '/scans/count' },
  input: z.strictObject({
    ...scanFields,
    stocktakeId: id('stocktake'),
    binCode: scannedText,
    code: scannedText,
    /** All that lies there, and not one more: 0 is a count, too. */
    quantity: z.int().min(0).max(1_000_000),
    batchNo: batchText.optional(),
  }),
  example: {
    scanId: 'c1f0a7d2-0012',
    stationId: '019aab00-0000-7000-8000-000000000021',
    stocktakeId: '019aab00-0000-7000-8000-000000000031',
    binCode: 'A-01-01',
    code: '6901234567892',
    quantity: 23,
  },
  output: scanAnswer,
  run: (ctx, asked) =>
    scanned(ctx, 'count', asked, async ({ warehouseId }) => {
      const { stocktakeId, code, quantity, scannedAt: countedAt } = asked
      const { number, state } = (await stocktakeAt(ctx, stocktakeId, warehouseId)) ?? refuse('not_found')
      const goods = await goodsOf(ctx, code)
      const bin = await binOf(ctx, warehouseId, asked.binCode)
      const about = { document: number, ...(goods && { goods }), ...(bin && { bin }) }
      if (state !== 'counting') return { ...about, refused: 'paper_over' }
      if (!goods) return { ...about, refused: 'unknown_code' }
      if (!bin) return { ...about, refused: 'unknown_bin' }
      const batchNo = batchOf(ctx.now, goods, asked)
      if (goods.batchTracked && batchNo === undefined) return { ...about, refused: 'batch_needed' }
      const count = { id: newId(), skuCode: goods.code, binCode: bin.code, batchNo, counted: quantity, countedAt }
      const {
        lines: [line],
      } = await countStocktake.within(ctx, { stocktakeId, counts: [count] })
      const batch = line?.batchNo ? { batch: { batchNo: line.batchNo, expiresOn: line.expiresOn } } : {}
      return { ...about, ...batch, quantity, done: line?.state === 'done' }
    }),
})
