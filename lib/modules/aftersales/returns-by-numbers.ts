import { type Hit, mostFound } from '@/lib/modules/settings/number-sets'
import type { Context } from '@/lib/platform/door/context'

/** The return requests that pasted numbers mean: their own, those of the channel, and numbers of their orders. */
export function returnsByNumbers(ctx: Context, numbers: readonly string[]): Promise<Hit[]> {
  return ctx.sql<Hit>(
    `with n as materialized (select * from unnest($2::text[], $3::text[]) with ordinality as u(word, number, n)),
     hits as (
       select n.n, r.id from n join return_requests r on r.tenant_id = $1 and r.number = n.number
       union select n.n, r.id from n join return_requests r on r.tenant_id = $1 and r.channel_return_no = n.word
       union select n.n, r.id from n join orders o on o.tenant_id = $1 and o.number = n.number
                    join return_requests r on r.tenant_id = $1 and r.order_id = o.id
       union select n.n, r.id from n join orders o on o.tenant_id = $1 and o.channel_order_no = n.word
                    join return_requests r on r.tenant_id = $1 and r.order_id = o.id)
     select h.n::int as n, h.id from hits h join return_requests r on r.tenant_id = $1 and r.id = h.id
      where $4::uuid[] is null or r.shop_id = any($4)
      order by h.n, h.id limit ${mostFound + 1}`,
    [numbers, numbers.map((word) => word.toUpperCase()), ctx.actor.scope.shopIds],
    'returns-by-numbers',
  )
}
