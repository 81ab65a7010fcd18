import { z } from 'zod'
import { id } from '@/lib/kernel/ids'
import { invalid, refuse } from '@/lib/kernel/refusal'
import { getStocktake } from '@/lib/modules/inventory/get-stocktake'
import { stocktakeRow } from '@/lib/modules/inventory/internal/stocktake-rows'
import { stocktakeView } from '@/lib/modules/inventory/stocktake-schema'
import { command } from '@/lib/platform/door/use-case'

/** Lines that cannot or should not be posted: their books stay as they are. What is left out may be taken back in while nothing is posted. */
export const leaveOutLines = command({
  name: 'stocktake.leave-out',
  summary: 'Leave lines of a stocktake out of its posting, or take them back in',
  http: { method: 'POST', path: '/stock/stocktakes/{stocktakeId}/leave-out' },
  input: z.strictObject({
    stocktakeId: id('stocktake'),
    lineIds: z.array(id('stocktake-line')).min(1).max(500),
    leaveOut: z.boolean().default(true),
  }),
  example: { lineIds: ['019aab00-0000-7000-8000-000000000001'], leaveOut: true },
  output: stocktakeView,
  async run(ctx, { stocktakeId, lineIds, leaveOut }) {
    const row = await stocktakeRow(ctx, stocktakeId, 'change')
    if (row.state !== 'review') refuse('illegal_transition', { from: row.state, to: row.state })
    const lines = await ctx.sql(
      `update stocktake_lines set state = case when $4 then 'left_out' else 'done' end
        where tenant_id = $1 and stocktake_id = $2 and id = any($3::uuid[]) and ($4 or counted is not null) returning id`,
      [row.id, lineIds, leaveOut],
    )
    if (lines.length < new Set(lineIds).size) invalid([{ path: 'lineIds', code: 'unknown' }])
    await ctx.sql('update stocktakes set version = version + 1 where tenant_id = $1 and id = $2', [row.id])
    ctx.touch('stocktake', row.id)
    ctx.tell({ lines: lines.length, leaveOut })
    return getStocktake.within(ctx, { stocktakeId })
  },
})
