import type { Demand } from '@/lib/modules/inventory/demand-stock'
import { freezeParts } from '@/lib/modules/orders/internal/freeze-parts'
import type { Context } from '@/lib/platform/door/context'

/**
 * Demands as they wait from now on: a bundle that left assembled may be made of parts again, unless a parcel still carries some of its
 * line, which would then be half of each.
 */
export async function boxesLost(ctx: Context, demands: readonly Demand[]): Promise<Demand[]> {
  const boxes = await ctx.sql<{ id: string; orderId: string }>(
    `select l.id, l.order_id as "orderId" from order_lines l
       join skus s on s.tenant_id = $1 and s.id = l.sku_id and s.bundle and s.assembled = 'first'
       join unnest($2::uuid[], $3::uuid[]) as d(line, sku) on d.line = l.id and d.sku = l.sku_id
      where l.tenant_id = $1 and not exists (
        select 1 from fulfilment_lines x join fulfilments f on f.tenant_id = $1 and f.id = x.fulfilment_id
         where x.tenant_id = $1 and x.order_id = l.order_id and x.order_line_id = l.id and f.state not in ('waiting', 'cancelled'))`,
    [demands.map((d) => d.orderLineId), demands.map((d) => d.skuId)],
    'boxes-lost',
  )
  if (boxes.length === 0) return [...demands]
  const ids = boxes.map((box) => box.id)
  await freezeParts(
    ctx,
    boxes.map((box) => box.orderId),
    ids,
  )
  const parts = await ctx.sql<Demand>(
    `select order_line_id as "orderLineId", order_id as "orderId", sku_id as "skuId", quantity from order_line_parts
      where tenant_id = $1 and order_line_id = any($2::uuid[]) order by order_line_id, position`,
    [ids],
  )
  return [...demands.filter((d) => !ids.includes(d.orderLineId)), ...parts]
}
