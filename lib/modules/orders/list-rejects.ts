import { z } from 'zod'
import { decodeCursor, encodeCursor } from '@/lib/kernel/cursor'
import { type RejectRow, rejectView, selectRejects } from '@/lib/modules/orders/internal/reject-rows'
import type { Statement } from '@/lib/platform/db/statement'
import type { Context } from '@/lib/platform/door/context'
import { query } from '@/lib/platform/door/use-case'
import { pageFields, pageOf } from '@/lib/platform/paging'

const cursorShape = z.tuple([z.iso.datetime(), z.uuid()])

const filter = z.strictObject({ ...pageFields, state: z.enum(['open', 'replayed', 'dismissed']).default('open') })

function rejectRows(ctx: Context, asked: z.output<typeof filter>): Statement {
  const { limit, cursor, state } = asked
  const after = cursor ? decodeCursor(cursor, cursorShape) : undefined
  return {
    text: `${selectRejects} and r.state = $2 and ($3::uuid[] is null or r.shop_id = any($3::uuid[]))
        and ($4::timestamptz is null or (r.created_at, r.id) < ($4::timestamptz, $5::uuid))
        order by r.created_at desc, r.id desc limit $6`,
    params: [state, ctx.actor.scope.shopIds, after?.[0] ?? null, after?.[1] ?? null, limit + 1],
  }
}

export const listRejects = query({
  name: 'reject.list',
  summary: 'Orders that could not be taken in, with their reasons, newest first',
  http: { method: 'GET', path: '/orders/rejects' },
  input: filter,
  example: { state: 'open' },
  rows: async (ctx, asked) => rejectRows(ctx, asked),
  async run(ctx, asked) {
    const { text, params } = rejectRows(ctx, asked)
    const rows = await ctx.sql<RejectRow>(text, params)
    return pageOf(rows, asked.limit, rejectView, (r) => encodeCursor([r.created_at.toISOString(), r.id]))
  },
})
