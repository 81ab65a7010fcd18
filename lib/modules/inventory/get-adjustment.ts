import { z } from 'zod'
import { id } from '@/lib/kernel/ids'
import { refuse } from '@/lib/kernel/refusal'
import { type AdjustmentRow, adjustmentItem, selectAdjustments } from '@/lib/modules/inventory/internal/adjustment-rows'
import { type MovementRow, movementView, selectMovements } from '@/lib/modules/inventory/internal/movement-rows'
import { adjustmentView } from '@/lib/modules/inventory/schema'
import { query } from '@/lib/platform/door/use-case'

export const getAdjustment = query({
  name: 'stock.adjustment',
  summary: 'One stock adjustment with its movements',
  http: { method: 'GET', path: '/stock/adjustments/{adjustmentId}' },
  input: z.strictObject({ adjustmentId: id('adjustment') }),
  output: adjustmentView,
  async run(ctx, { adjustmentId }) {
    const [row] = await ctx.sql<AdjustmentRow>(
      `${selectAdjustments} and a.id = $2 and ($3::uuid[] is null or a.warehouse_id = any($3::uuid[]))`,
      [adjustmentId, ctx.actor.scope.warehouseIds],
    )
    if (!row) return refuse('not_found')
    // Ids are made in the sequence of the lines.
    const lines = await ctx.sql<MovementRow>(`${selectMovements} and m.reference_id = $2 order by m.id`, [adjustmentId])
    const crypt = await ctx.crypt()
    return { ...adjustmentItem(crypt, row), lines: lines.map((line) => movementView(crypt, line)) }
  },
})
