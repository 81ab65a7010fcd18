import { z } from 'zod'
import { id } from '@/lib/kernel/ids'
import { batchDetail } from '@/lib/modules/inventory/batch-schema'
import { batchToChange } from '@/lib/modules/inventory/batch-to-change'
import { getBatch } from '@/lib/modules/inventory/get-batch'
import { misjudged } from '@/lib/modules/inventory/judge-batches'
import { settleTurns } from '@/lib/modules/orders/internal/settle-turns'
import { command } from '@/lib/platform/door/use-case'
import { expectVersion } from '@/lib/platform/version'

export const unlockBatch = command({
  name: 'batch.unlock',
  summary: 'Unlock a batch; what of it is not past its day may be sold again',
  http: { method: 'POST', path: '/stock/batches/{batchId}/unlock' },
  input: z.strictObject({ batchId: id('batch'), version: z.int().optional() }),
  example: {},
  output: batchDetail,
  async run(ctx, { batchId, version }) {
    const row = await batchToChange(ctx, batchId)
    expectVersion(row, version)
    ctx.touch('stock_batch', batchId)
    await ctx.sql(
      `update stock_batches set locked_at = null, words = '', version = version + 1 where tenant_id = $1 and id = $2`,
      [batchId],
    )
    await settleTurns(ctx, await misjudged(ctx, [batchId]), { reference: row.code, documentId: batchId })
    return getBatch.within(ctx, { batchId })
  },
})
