import { z } from 'zod'
import { id } from '@/lib/kernel/ids'
import { refuse } from '@/lib/kernel/refusal'
import { codeKey } from '@/lib/modules/catalog/code-key'
import { countStocktake } from '@/lib/modules/inventory/count-stocktake'
import { stocktakeAt } from '@/lib/modules/inventory/stocktake-at'
import { binOf, goodsOf } from '@/lib/modules/warehouse/internal/codes'
import { batchOf } from '@/lib/modules/warehouse/internal/lot-of'
import { scanned } from '@/lib/modules/warehouse/internal/scanned'
import { scanAnswer, scanFields, scannedText } from '@/lib/modules/warehouse/schema'
import type { Context } from '@/lib/platform/door/context'
import { command } from '@/lib/platform/door/use-case'
import { idOf } from '@/lib/platform/id-of'

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
    /** Empty: units that lay there before their SKU had batches. */
    batchNo: z.string().trim().max(60).optional(),
    /**
     * The same for all counts of one look into a bin. Two of them are never two looks at one line: the second, by another of its codes,
     * is refused and not taken for the count that settles a difference.
     */
    closing: z
      .string()
      .regex(/^[\w-]{8,64}$/)
      .optional(),
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
      const { stocktakeId, code, quantity, scannedAt: countedAt, scanId, closing } = asked
      const { number, state } = (await stocktakeAt(ctx, stocktakeId, warehouseId)) ?? refuse('not_found')
      const goods = await goodsOf(ctx, code)
      const bin = await binOf(ctx, warehouseId, asked.binCode)
      const about = { document: number, ...(goods && { goods }), ...(bin && { bin }) }
      if (state !== 'counting') return { ...about, refused: 'paper_over' }
      if (!goods) return { ...about, refused: 'unknown_code' }
      if (!bin) return { ...about, refused: 'unknown_bin' }
      const batchNo = batchOf(ctx.now, goods, asked)
      if (goods.batchTracked && batchNo === undefined) return { ...about, refused: 'batch_needed' }
      const look = closing ?? `scan ${scanId}`
      const countId = idOf('count', ctx.tenantId, look, stocktakeId, bin.id, goods.id, codeKey(batchNo ?? ''))
      if (closing !== undefined && (await isCounted(ctx, countId))) return { ...about, refused: 'counted_twice' }
      const count = { id: countId, skuCode: goods.code, binCode: bin.code, batchNo, counted: quantity, countedAt }
      const {
        lines: [line],
      } = await countStocktake.within(ctx, { stocktakeId, counts: [count] })
      const batch = line?.batchNo ? { batch: { batchNo: line.batchNo, expiresOn: line.expiresOn } } : {}
      return { ...about, ...batch, quantity, done: line?.state === 'done' }
    }),
})

/** Of two that come at one moment the second waits and finds the first. */
async function isCounted(ctx: Context, countId: string): Promise<boolean> {
  await ctx.sql('select pg_advisory_xact_lock(hashtextextended($2, 0)) where $1::uuid is not null', [countId])
  const rows = await ctx.sql('select 1 from stocktake_counts where tenant_id = $1 and id = $2', [countId])
  return rows.length > 0
}
