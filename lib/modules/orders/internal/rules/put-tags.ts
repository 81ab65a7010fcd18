import { newId } from '@/lib/kernel/ids'
import { fold } from '@/lib/kernel/text'
import { type Activity, logEvents } from '@/lib/modules/orders/internal/log-events'
import type { RuleMark } from '@/lib/modules/orders/internal/move-orders'
import { insertMany } from '@/lib/platform/db/bulk'
import type { Context } from '@/lib/platform/door/context'

type Tagged = { orderId: string; tag: string; rule: RuleMark }

/** Puts tags on orders by name; a name that nobody has made a tag of becomes one, grey, so that no rule fails for a word. */
export async function putTags(ctx: Context, rows: readonly Tagged[]): Promise<void> {
  if (rows.length === 0) return
  const names = new Map(rows.map(({ tag }) => [fold(tag), tag]))
  await insertMany(ctx, 'tags', {
    id: ['uuid', [...names].map(() => newId())],
    name: ['text', [...names.values()]],
    name_key: ['text', [...names.keys()]],
    tone: ['text', [...names].map(() => 'grey')],
    created_at: ['timestamptz', [...names].map(() => ctx.now)],
  })
  const orderIds = [...new Set(rows.map(({ orderId }) => orderId))]
  await ctx.sql(
    `insert into order_tags (tenant_id, order_id, tag_id)
     select $1, u.order_id, g.id from unnest($2::uuid[], $3::text[]) as u(order_id, key)
       join tags g on g.tenant_id = $1 and g.name_key = u.key
     on conflict do nothing`,
    [rows.map(({ orderId }) => orderId), rows.map(({ tag }) => fold(tag))],
  )
  await ctx.sql(
    `update orders o set tag_count = n.count
       from (select x.order_id, count(*)::int as count from order_tags x
              where x.tenant_id = $1 and x.order_id = any($2::uuid[]) group by x.order_id) n
      where o.tenant_id = $1 and o.id = n.order_id`,
    [orderIds],
  )
  await logEvents(
    ctx,
    rows.map(
      ({ orderId, tag, rule }): Activity => ({ orderId, kind: 'flag', data: { tagged: [tag], untagged: [] }, rule }),
    ),
  )
}
