import { z } from 'zod'
import { id } from '@/lib/kernel/ids'
import { refuse } from '@/lib/kernel/refusal'
import { type RejectRow, rejectView, selectRejects } from '@/lib/modules/orders/internal/reject-rows'
import { query } from '@/lib/platform/door/use-case'

/** Without the payload: it holds a buyer's name and address, and stays sealed. */
export const getReject = query({
  name: 'reject.get',
  summary: 'One order that could not be taken in, with its reasons',
  http: { method: 'GET', path: '/orders/rejects/{rejectId}' },
  input: z.strictObject({ rejectId: id('reject') }),
  async run(ctx, { rejectId }) {
    const [row] = await ctx.sql<RejectRow>(
      `${selectRejects} and r.id = $2 and ($3::uuid[] is null or r.shop_id = any($3::uuid[]))`,
      [rejectId, ctx.actor.scope.shopIds],
    )
    return row ? rejectView(row) : refuse('not_found')
  },
})
