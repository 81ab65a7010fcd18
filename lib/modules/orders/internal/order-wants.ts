import { groupBy } from '@/lib/kernel/group'
import type { Want } from '@/lib/modules/orders/internal/stock-picture'
import type { OrderState } from '@/lib/modules/orders/states'
import type { Context } from '@/lib/platform/door/context'

export type WantedOrder = { readonly id: string; readonly state: OrderState; readonly shopId: string }

/** Each line as the SKUs that are really kept for it: a line on a bundle as its parts. */
const explodedLines = `select l.order_id as "orderId", l.id as "orderLineId", coalesce(p.sku_id, l.sku_id) as "skuId",
    coalesce(p.quantity, l.quantity) as quantity
  from order_lines l left join order_line_parts p on p.tenant_id = $1 and p.order_line_id = l.id
 where l.tenant_id = $1 and l.order_id = any($2::uuid[]) and l.quantity > 0 and l.sku_id is not null
 order by l.order_id, l.line_no, p.position`

/** What orders still need of each SKU, in the sequence of their lines: what parcels already carry is no longer wanted. */
export async function wantsOf(ctx: Context, orders: readonly WantedOrder[]): Promise<Map<string, Want[]>> {
  const ids = orders.map((o) => o.id)
  const lines = await ctx.sql<Want & { orderId: string }>(explodedLines, [ids], 'allocate-lines')
  const carried = await carriedBy(ctx, orders)
  const wants = lines.map(({ quantity, ...line }) => ({
    ...line,
    quantity: quantity - (carried.get(`${line.orderLineId} ${line.skuId}`) ?? 0),
  }))
  return groupBy(
    wants.filter((w) => w.quantity > 0),
    (w) => w.orderId,
  )
}

/** An order that is approved has no parcels; going back to review took them away. */
async function carriedBy(ctx: Context, orders: readonly WantedOrder[]): Promise<Map<string, number>> {
  const begun = orders.filter((o) => o.state !== 'approved').map((o) => o.id)
  if (begun.length === 0) return new Map()
  const rows = await ctx.sql<{ order_line_id: string; sku_id: string; quantity: number }>(
    `select l.order_line_id, l.sku_id, sum(l.quantity)::int as quantity
       from fulfilment_lines l join fulfilments f on f.tenant_id = $1 and f.id = l.fulfilment_id
      where l.tenant_id = $1 and l.order_id = any($2::uuid[]) and f.state not in ('waiting', 'cancelled')
      group by l.order_line_id, l.sku_id`,
    [begun],
    'allocate-carried',
  )
  return new Map(rows.map((r) => [`${r.order_line_id} ${r.sku_id}`, r.quantity]))
}
