import { z } from 'zod'
import { decodeCursor, encodeCursor } from '@/lib/kernel/cursor'
import { type RejectRow, rejectView, selectRejects } from '@/lib/modules/orders/internal/reject-rows'
import { query } from '@/lib/platform/door/use-case'
import { pageFields, pageOf } from '@/lib/platform/paging'

const cursorShape = z.tuple([z.iso.datetime(), z.uuid()])

export const listRejects = query({
  name: 'reject.list',
  summary: 'Orders that could not be taken in, with their reasons, newest first',
  http: { method: 'GET', path: '/orders/rejects' },
  input: z.strictObject({ ...pageFields, state: z.enum(['open', 'replayed', 'dismissed']).default('open') }),
  example: { state: 'open' },
  async run(ctx, { limit, cursor, state }) {
    const after = cursor ? decodeCursor(cursor, cursorShape) : undefined
    const rows = await ctx.sql<RejectRow>(
      `${selectRejects} and r.state = $2 and ($3::uuid[] is null or r.shop_id = any($3::uuid[]))
          and ($4::timestamptz is null or (r.created_at, r.id) < ($4::timestamptz, $5::uuid))
        order by r.created_at desc, r.id desc limit $6`,
      [state, ctx.actor.scope.shopIds, after?.[0] ?? null, after?.[1] ?? null, limit + 1],
    )
    return pageOf(rows, limit, rejectView, (r) => encodeCursor([r.created_at.toISOString(), r.id]))
  },
})
