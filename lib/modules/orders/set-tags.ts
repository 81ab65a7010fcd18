import { z } from 'zod'
import { id } from '@/lib/kernel/ids'
import { refuse } from '@/lib/kernel/refusal'
import { lockOrders } from '@/lib/modules/orders/internal/lock-orders'
import { logEvents } from '@/lib/modules/orders/internal/log-events'
import type { Context } from '@/lib/platform/door/context'
import { command } from '@/lib/platform/door/use-case'

type Pair = { order_id: string; tag_id: string }

const pair = z.object({ orderId: z.string(), tagId: z.string() })

export const setTags = command({
  name: 'order.set-tags',
  summary: 'Put tags on orders and take others off',
  http: { method: 'POST', path: '/orders/tags' },
  input: z.strictObject({
    orderIds: z.array(id('order')).min(1).max(5000),
    add: z.array(id('tag')).max(20).default([]),
    remove: z.array(id('tag')).max(20).default([]),
  }),
  example: { orderIds: ['0199b3c4-0000-7000-8000-000000000001'], add: ['0199b3c4-0000-7000-8000-000000000002'] },
  output: z.object({ added: z.array(pair), removed: z.array(pair) }),
  async run(ctx, { orderIds, add, remove }) {
    const orders = (await lockOrders(ctx, orderIds)).map((row) => row.id)
    const names = await namesOf(ctx, [...add, ...remove])
    const removed = await ctx.sql<Pair>(
      `delete from order_tags x where x.tenant_id = $1 and x.order_id = any($2::uuid[]) and x.tag_id = any($3::uuid[])
       returning x.order_id, x.tag_id`,
      [orders, remove],
    )
    const added = await ctx.sql<Pair>(
      `insert into order_tags (tenant_id, order_id, tag_id)
       select $1, o.id, g.id from unnest($2::uuid[]) as o(id) cross join unnest($3::uuid[]) as g(id)
       on conflict do nothing returning order_id, tag_id`,
      [orders, [...new Set(add)]],
    )
    const touched = [...new Set([...added, ...removed].map((one) => one.order_id))]
    await ctx.sql(
      `update orders o set tag_count = n.count
         from (select u.id, count(x.tag_id)::int as count from unnest($2::uuid[]) as u(id)
                 left join order_tags x on x.tenant_id = $1 and x.order_id = u.id group by u.id) n
        where o.tenant_id = $1 and o.id = n.id`,
      [touched],
    )
    const [plus, minus] = [tagsByOrder(added, names), tagsByOrder(removed, names)]
    await logEvents(
      ctx,
      touched.map((orderId) => ({
        orderId,
        kind: 'flag',
        data: { tagged: plus.get(orderId) ?? [], untagged: minus.get(orderId) ?? [] },
      })),
    )
    const view = ({ order_id, tag_id }: Pair) => ({ orderId: order_id, tagId: tag_id })
    return { added: added.map(view), removed: removed.map(view) }
  },
})

async function namesOf(ctx: Context, tagIds: readonly string[]): Promise<Map<string, string>> {
  const wanted = [...new Set(tagIds)]
  const rows = await ctx.sql<{ id: string; name: string }>(
    'select id, name from tags where tenant_id = $1 and id = any($2::uuid[]) for key share',
    [wanted],
  )
  if (rows.length < wanted.length) refuse('not_found')
  return new Map(rows.map(({ id, name }) => [id, name]))
}

function tagsByOrder(pairs: readonly Pair[], names: Map<string, string>): Map<string, string[]> {
  const found = new Map<string, string[]>()
  for (const { order_id, tag_id } of pairs)
    found.set(order_id, [...(found.get(order_id) ?? []), names.get(tag_id) ?? ''])
  return found
}
