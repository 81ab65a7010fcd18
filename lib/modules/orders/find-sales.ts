import { normaliseName } from '@/lib/kernel/text'
import { codeKey } from '@/lib/modules/catalog/code-key'
import type { Context } from '@/lib/platform/door/context'

export type SoldLine = {
  /** Which of the questions this answers. */
  readonly index: number
  readonly orderId: string
  readonly orderLineId: string
  readonly quantity: number
  readonly currency: string
}

type Question = { readonly buyerNick: string; readonly sellerSku: string; readonly before: Date }

/**
 * The lines with which a buyer was sold a SKU before an instant, newest first, in one statement for many questions; their orders
 * are locked, so that two who ask at once do not give the same units back twice.
 */
export async function findSales(ctx: Context, shopId: string, asked: readonly Question[]): Promise<SoldLine[]> {
  const known = asked.flatMap((q, index) => (q.buyerNick === '' ? [] : [{ ...q, index }]))
  if (known.length === 0) return []
  const crypt = await ctx.crypt()
  const found = await ctx.sql<SoldLine>(
    `select u.index, o.id as "orderId", l.id as "orderLineId", l.quantity, o.currency
       from unnest($3::int[], $4::bigint[], $5::text[], $6::timestamptz[]) as u(index, token, sku_key, before)
       join order_search s on s.tenant_id = $1 and s.token = u.token
       join orders o on o.tenant_id = $1 and o.id = s.order_id and o.shop_id = $2 and o.ordered_at <= u.before
        and o.state not in ('cancelled', 'invalid')
       join order_lines l on l.tenant_id = $1 and l.order_id = o.id and l.sku_key = u.sku_key and l.quantity > 0
      order by u.index, o.ordered_at desc, o.id desc, l.line_no`,
    [
      shopId,
      known.map((q) => q.index),
      known.map((q) => crypt.blind('name', normaliseName(q.buyerNick))),
      known.map((q) => codeKey(q.sellerSku)),
      known.map((q) => q.before),
    ],
  )
  await ctx.sql('select id from orders where tenant_id = $1 and id = any($2::uuid[]) order by id for no key update', [
    [...new Set(found.map((line) => line.orderId))],
  ])
  return found
}

/** The orders whose buyers ask for their money: shown beside their state, until after-sales has dealt with it. */
export async function markRefundRequested(ctx: Context, orderIds: readonly string[]): Promise<void> {
  if (orderIds.length === 0) return
  await ctx.sql(
    `update orders set refund_status = 'requested', updated_at = $3, version = version + 1
      where tenant_id = $1 and id = any($2::uuid[]) and refund_status = 'none'`,
    [[...new Set(orderIds)], ctx.now],
  )
}

/** Nobody asks any more: what was marked for it alone is as before. */
export async function unmarkRefundRequested(ctx: Context, orderIds: readonly string[]): Promise<void> {
  if (orderIds.length === 0) return
  await ctx.sql(
    `update orders o set refund_status = 'none', updated_at = $3, version = version + 1
      where o.tenant_id = $1 and o.id = any($2::uuid[]) and o.refund_status = 'requested'
        and not exists (select 1 from channel_refunds r where r.tenant_id = $1 and r.order_id = o.id)`,
    [orderIds, ctx.now],
  )
}
