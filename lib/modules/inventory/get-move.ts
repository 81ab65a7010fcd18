import { z } from 'zod'
import { id } from '@/lib/kernel/ids'
import { refuse } from '@/lib/kernel/refusal'
import { type MoveRow, moveItem, selectMoves } from '@/lib/modules/inventory/internal/document-rows'
import { type MoveView, moveView } from '@/lib/modules/inventory/schema'
import { query } from '@/lib/platform/door/use-case'

export const getMove = query({
  name: 'move.get',
  summary: 'One move from bin to bin with its lines',
  http: { method: 'GET', path: '/stock/moves/{moveId}' },
  input: z.strictObject({ moveId: id('move') }),
  output: moveView,
  async run(ctx, { moveId }) {
    const [row] = await ctx.sql<MoveRow>(
      `${selectMoves} and d.id = $2 and ($3::uuid[] is null or d.warehouse_id = any($3::uuid[]))`,
      [moveId, ctx.actor.scope.warehouseIds],
    )
    if (!row) return refuse('not_found')
    const lines = await ctx.sql<MoveView['lines'][number]>(
      `select m.sku_id as "skuId", s.code as "skuCode", s.name as "skuName", s.name_en as "skuNameEn", f.code as "fromBin", t.code as "toBin", i.quantity, k.code as "batchNo"
         from stock_movements m
         join stock_movements i on i.tenant_id = $1 and i.reference_id = $2 and i.key = regexp_replace(m.key, ':out$', ':in')
         join skus s on s.tenant_id = $1 and s.id = m.sku_id
         join bins f on f.tenant_id = $1 and f.id = m.bin_id
         join bins t on t.tenant_id = $1 and t.id = i.bin_id
         left join stock_batches k on k.tenant_id = $1 and k.id = m.batch_id
        where m.tenant_id = $1 and m.reference_id = $2 and m.quantity < 0
        order by m.id`,
      [moveId],
    )
    return { ...moveItem(await ctx.crypt(), row), lines }
  },
})
