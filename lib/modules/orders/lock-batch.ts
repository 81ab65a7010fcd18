import { z } from 'zod'
import { nameField } from '@/lib/kernel/fields'
import { id } from '@/lib/kernel/ids'
import { batchDetail } from '@/lib/modules/inventory/batch-schema'
import { batchAad, batchToChange } from '@/lib/modules/inventory/batch-to-change'
import { getBatch } from '@/lib/modules/inventory/get-batch'
import { settleTurns } from '@/lib/modules/orders/internal/settle-turns'
import { command } from '@/lib/platform/door/use-case'
import { expectVersion } from '@/lib/platform/version'
import { sealWords } from '@/lib/platform/words'

/** A recall: nothing of the batch may leave to a buyer any more, in whatever warehouse it lies. What was promised of it is lost. */
export const lockBatch = command({
  name: 'batch.lock',
  summary: 'Lock a batch: none of it is available or leaves to a buyer until it is unlocked',
  http: { method: 'POST', path: '/stock/batches/{batchId}/lock' },
  input: z.strictObject({ batchId: id('batch'), reason: nameField(200), version: z.int().optional() }),
  example: { reason: 'Recalled by the maker' },
  output: batchDetail.extend({
    brokenOrders: z.array(
      z.object({
        orderId: z.string(),
        number: z.string(),
        parcel: z.string(),
        outcome: z.enum(['cancelled', 'blocked']),
      }),
    ),
  }),
  async run(ctx, { batchId, reason, version }) {
    const row = await batchToChange(ctx, batchId)
    expectVersion(row, version)
    ctx.touch('stock_batch', batchId)
    const turns = row.sellable ? [{ batchId, skuId: row.sku_id, sellable: false }] : []
    const brokenOrders = await settleTurns(ctx, turns, { reference: row.code, documentId: batchId })
    const words = sealWords(await ctx.crypt(), batchAad(batchId), reason)
    await ctx.sql(
      `update stock_batches set locked_at = coalesce(locked_at, $3), words = $4, version = version + 1 where tenant_id = $1 and id = $2`,
      [batchId, ctx.now, words],
    )
    ctx.tellWords({ reason })
    if (brokenOrders.length > 0) ctx.tell({ brokenOrders: brokenOrders.length })
    return { ...(await getBatch.within(ctx, { batchId })), brokenOrders }
  },
})
