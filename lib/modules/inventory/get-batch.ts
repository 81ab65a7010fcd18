import { z } from 'zod'
import { id } from '@/lib/kernel/ids'
import { refuse } from '@/lib/kernel/refusal'
import { type BatchDetail, batchDetail } from '@/lib/modules/inventory/batch-schema'
import { batchAad } from '@/lib/modules/inventory/batch-to-change'
import { type BatchRow, batchView, selectBatches } from '@/lib/modules/inventory/internal/batch-rows'
import { todayOf } from '@/lib/modules/inventory/today-of'
import { query } from '@/lib/platform/door/use-case'
import { openWords } from '@/lib/platform/words'

export const getBatch = query({
  name: 'batch.get',
  summary: 'One batch: its days, whether it may be sold, and where it lies',
  http: { method: 'GET', path: '/stock/batches/{batchId}' },
  input: z.strictObject({ batchId: id('batch') }),
  output: batchDetail,
  async run(ctx, { batchId }) {
    const scope = ctx.actor.scope.warehouseIds
    const [row] = await ctx.sql<BatchRow>(`${selectBatches('$2', '$3')} and k.id = $4`, [todayOf(ctx), scope, batchId])
    if (!row) return refuse('not_found')
    const bins = await ctx.sql<BatchDetail['bins'][number]>(
      `select w.code as "warehouseCode", n.code as "binCode", coalesce(z.kind, 'sellable') as kind, x.quantity
         from batch_balances x
         join bins n on n.tenant_id = $1 and n.id = x.bin_id
         join warehouses w on w.tenant_id = $1 and w.id = n.warehouse_id
         left join zones z on z.tenant_id = $1 and z.id = n.zone_id
        where x.tenant_id = $1 and x.batch_id = $2 and x.quantity > 0 and ($3::uuid[] is null or n.warehouse_id = any($3::uuid[]))
        order by w.code, n.route, n.code limit 500`,
      [batchId, scope],
    )
    return { ...batchView(row), lockReason: openWords(await ctx.crypt(), batchAad(batchId), row.words, ''), bins }
  },
})
