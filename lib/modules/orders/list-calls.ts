import { z } from 'zod'
import { decodeCursor, encodeCursor } from '@/lib/kernel/cursor'
import { type DbOrderRow, orderColumns, orderRow } from '@/lib/modules/orders/internal/order-row'
import { query } from '@/lib/platform/door/use-case'
import { pageFields, pageOf } from '@/lib/platform/paging'

const cursorShape = z.tuple([z.iso.datetime(), z.uuid()])

/** Never called comes first: it sorts as the beginning of time. */
const due = `coalesce(o.next_call_at, timestamptz 'epoch')`

type Row = DbOrderRow & { next_call_at: Date | null; call_count: number; last_result: string | null; due: Date }

export const listCalls = query({
  name: 'call.list',
  summary: 'Orders that await contact, due calls first',
  http: { method: 'GET', path: '/calls' },
  input: z.strictObject({
    ...pageFields,
    /** '1': those nobody has called yet, and those whose agreed time has come. */
    due: z.enum(['1']).optional(),
  }),
  example: { limit: 50 },
  async run(ctx, { limit, cursor, due: dueOnly }) {
    const after = cursor ? decodeCursor(cursor, cursorShape) : undefined
    const { shopIds, warehouseIds } = ctx.actor.scope
    const rows = await ctx.sql<Row>(
      `select ${orderColumns}, o.next_call_at, o.call_count, ${due} as due,
              (select c.result from order_calls c where c.tenant_id = $1 and c.order_id = o.id order by c.at desc, c.id desc limit 1) as last_result
         from orders o join shops s on s.tenant_id = $1 and s.id = o.shop_id
        where o.tenant_id = $1 and o.state = 'awaiting_contact' and ($2::uuid[] is null or o.shop_id = any($2::uuid[]))
          and ($6::uuid[] is null or exists (
            select 1 from fulfilment_lines l join fulfilments f on f.tenant_id = $1 and f.id = l.fulfilment_id
             where l.tenant_id = $1 and l.order_id = o.id and f.warehouse_id = any($6::uuid[])))
          and ($7::timestamptz is null or o.next_call_at is null or o.next_call_at <= $7::timestamptz)
          and ($3::timestamptz is null or (${due}, o.id) > ($3::timestamptz, $4::uuid))
        order by ${due}, o.id limit $5`,
      [shopIds, after?.[0] ?? null, after?.[1] ?? null, limit + 1, warehouseIds, dueOnly ? ctx.now : null],
      'calls-list',
    )
    const crypt = await ctx.crypt()
    return pageOf(
      rows,
      limit,
      (row) => ({
        order: orderRow(crypt, row, ctx.actor.scope),
        nextCallAt: row.next_call_at?.toISOString() ?? null,
        callCount: row.call_count,
        lastResult: row.last_result,
      }),
      (row) => encodeCursor([row.due.toISOString(), row.id]),
    )
  },
})
