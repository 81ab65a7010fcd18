import { z } from 'zod'
import { id } from '@/lib/kernel/ids'
import { refuse } from '@/lib/kernel/refusal'
import { type ReturnRow, returnView, selectReturns } from '@/lib/modules/aftersales/internal/return-rows'
import { returnRequestView } from '@/lib/modules/aftersales/schema'
import { query } from '@/lib/platform/door/use-case'

export const getReturnRequest = query({
  name: 'return-request.get',
  summary: 'One return request with the sale it belongs to',
  http: { method: 'GET', path: '/return-requests/{returnRequestId}' },
  input: z.strictObject({ returnRequestId: id('return-request') }),
  output: returnRequestView,
  async run(ctx, { returnRequestId }) {
    const [row] = await ctx.sql<ReturnRow>(
      `${selectReturns} and r.id = $2 and ($3::uuid[] is null or r.shop_id = any($3::uuid[]))`,
      [returnRequestId, ctx.actor.scope.shopIds],
    )
    return row ? returnView(row) : refuse('not_found')
  },
})
