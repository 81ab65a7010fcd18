import { z } from 'zod'
import { decodeCursor, encodeCursor } from '@/lib/kernel/cursor'
import type { FieldError } from '@/lib/kernel/refusal'
import { query } from '@/lib/platform/door/use-case'
import { pageFields, pageOf } from '@/lib/platform/paging'

const cursorShape = z.tuple([z.iso.datetime(), z.uuid()])

type Row = {
  id: string
  shop_code: string
  channel_order_no: string
  source: string
  errors: FieldError[]
  state: string
  attempts: number
  created_at: Date
  updated_at: Date
}

export const listRejects = query({
  name: 'reject.list',
  summary: 'Orders that could not be taken in, with their reasons, newest first',
  http: { method: 'GET', path: '/orders/rejects' },
  input: z.strictObject({ ...pageFields, state: z.enum(['open', 'replayed', 'dismissed']).default('open') }),
  example: { state: 'open' },
  async run(ctx, { limit, cursor, state }) {
    const after = cursor ? decodeCursor(cursor, cursorShape) : undefined
    const rows = await ctx.sql<Row>(
      `select r.id, s.code as shop_code, r.channel_order_no, r.source, r.errors, r.state, r.attempts, r.created_at, r.updated_at
         from intake_rejects r join shops s on s.tenant_id = $1 and s.id = r.shop_id
        where r.tenant_id = $1 and r.state = $2 and ($3::uuid[] is null or r.shop_id = any($3::uuid[]))
          and ($4::timestamptz is null or (r.created_at, r.id) < ($4::timestamptz, $5::uuid))
        order by r.created_at desc, r.id desc limit $6`,
      [state, ctx.actor.scope.shopIds, after?.[0] ?? null, after?.[1] ?? null, limit + 1],
    )
    return pageOf(
      rows,
      limit,
      (r) => ({
        id: r.id,
        shopCode: r.shop_code,
        channelOrderNo: r.channel_order_no,
        source: r.source,
        errors: r.errors,
        state: r.state,
        attempts: r.attempts,
        createdAt: r.created_at.toISOString(),
        updatedAt: r.updated_at.toISOString(),
      }),
      (r) => encodeCursor([r.created_at.toISOString(), r.id]),
    )
  },
})
