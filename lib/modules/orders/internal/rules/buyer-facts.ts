import { normaliseEmail, normalisePhone } from '@/lib/kernel/text'
import type { ReadOrder } from '@/lib/modules/orders/internal/rules/read-order'
import type { Contact } from '@/lib/modules/orders/schema'
import type { Facts } from '@/lib/modules/rules/schema'
import type { Context } from '@/lib/platform/door/context'
import type { TenantCrypt } from '@/lib/platform/tenant-crypt'

/** Orders of one buyer that are looked at, newest first: for a rule, two hundred before are as many as a thousand. */
const most = 200

type Row = { order_id: string; before: number; cancelled: number; same_goods_at: Date | null }

/** What the same buyer did before: who has the same phone, or without one the same mail, found by the blind index. */
export async function buyerFacts(
  ctx: Context,
  orders: readonly ReadOrder[],
  sameGoods: boolean,
): Promise<Map<string, Facts>> {
  const crypt = await ctx.crypt()
  const known = orders.flatMap((order) => {
    const token = order.person && tokenOf(crypt, order.person)
    return token === undefined ? [] : [{ order, token }]
  })
  const rows = await ctx.sql<Row>(
    `select k.id as order_id, count(e.id)::int as before, count(e.id) filter (where e.state = 'cancelled')::int as cancelled,
            max(e.ordered_at) filter (where e.same) as same_goods_at
       from unnest($2::uuid[], $3::bigint[], $4::timestamptz[]) as k(id, token, at)
       left join lateral (
         select o.id, o.state, o.ordered_at,
                $5::boolean and o.state not in ('cancelled', 'invalid') and exists (
                  select 1 from order_lines mine join order_lines theirs on theirs.tenant_id = $1 and theirs.order_id = o.id
                    and theirs.sku_key = mine.sku_key and theirs.quantity > 0
                   where mine.tenant_id = $1 and mine.order_id = k.id and mine.sku_key <> '' and mine.quantity > 0) as same
           from (select t.order_id from order_search t where t.tenant_id = $1 and t.token = k.token and t.order_id <> k.id
                  order by t.order_id desc limit ${most}) found
           join orders o on o.tenant_id = $1 and o.id = found.order_id
          where o.ordered_at < k.at or (o.ordered_at = k.at and o.id < k.id)) e on true
      group by k.id`,
    [known.map((k) => k.order.id), known.map((k) => k.token), known.map((k) => k.order.ordered_at), sameGoods],
    'rules-buyers',
  )
  const found = new Map(rows.map((row) => [row.order_id, row]))
  return new Map(
    orders.map((order) => {
      const { before = 0, cancelled = 0, same_goods_at = null } = found.get(order.id) ?? {}
      const facts: Facts = {
        ordersBefore: String(before),
        cancelledBefore: String(cancelled),
        sameGoodsHours: same_goods_at
          ? ((order.ordered_at.getTime() - same_goods_at.getTime()) / 3_600_000).toFixed(2)
          : null,
      }
      return [order.id, facts]
    }),
  )
}

function tokenOf(crypt: TenantCrypt, { address, buyer }: Contact): bigint | undefined {
  const phone = normalisePhone(address.phone)
  if (phone.length >= 5) return crypt.blind('phone', phone)
  return buyer.email ? crypt.blind('email', normaliseEmail(buyer.email)) : undefined
}
