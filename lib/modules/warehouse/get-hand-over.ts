import { z } from 'zod'
import { id } from '@/lib/kernel/ids'
import { refuse } from '@/lib/kernel/refusal'
import { type HandOverRow, selectHandOvers, handOverView as view } from '@/lib/modules/warehouse/internal/hand-overs'
import { handOverView } from '@/lib/modules/warehouse/schema'
import { seesWarehouse } from '@/lib/platform/door/actor'
import { query } from '@/lib/platform/door/use-case'

const listed = z.object({
  fulfilmentId: z.string(),
  number: z.string(),
  trackingNo: z.string(),
  weightG: z.number().int().nullable(),
  /** It was taken back after the list was made. */
  takenBack: z.boolean(),
})

export const getHandOver = query({
  name: 'hand-over.get',
  summary: 'A hand-over list with its parcels',
  http: { method: 'GET', path: '/hand-overs/{handOverId}' },
  input: z.strictObject({ handOverId: id('hand-over') }),
  output: handOverView.extend({ lines: z.array(listed) }),
  async run(ctx, { handOverId }) {
    const [row] = await ctx.sql<HandOverRow>(`${selectHandOvers} and h.id = $3`, [ctx.actor.scope.shopIds, handOverId])
    if (!row || !seesWarehouse(ctx.actor, row.warehouse_id)) return refuse('not_found')
    const lines = await ctx.sql<z.output<typeof listed>>(
      `select p.fulfilment_id as "fulfilmentId", f.number, p.tracking_no as "trackingNo", p.weight_g as "weightG",
              f.tracking_no is distinct from p.tracking_no as "takenBack"
         from hand_over_parcels p join fulfilments f on f.tenant_id = $1 and f.id = p.fulfilment_id
        where p.tenant_id = $1 and p.hand_over_id = $2 and ($3::uuid[] is null or f.shop_id = any($3)) order by p.tracking_no`,
      [handOverId, ctx.actor.scope.shopIds],
    )
    return { ...view(row), lines }
  },
})
