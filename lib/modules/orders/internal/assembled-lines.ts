import { groupBy } from '@/lib/kernel/group'
import type { StockPicture, Want } from '@/lib/modules/orders/internal/stock-picture'
import type { Context } from '@/lib/platform/door/context'

/**
 * Order lines on bundles that may leave assembled, as wants of the bundle itself: exploded now, and carried by no parcel. A line is
 * either whole assembled or exploded, never half of each.
 */
export async function boxesOf(
  ctx: Context,
  orderIds: readonly string[],
  bundleIds: readonly string[],
): Promise<Map<string, Want[]>> {
  if (bundleIds.length === 0 || orderIds.length === 0) return new Map()
  const rows = await ctx.sql<Want & { orderId: string }>(
    `select l.order_id as "orderId", l.id as "orderLineId", l.sku_id as "skuId", l.quantity from order_lines l
      where l.tenant_id = $1 and l.order_id = any($2::uuid[]) and l.sku_id = any($3::uuid[]) and l.quantity > 0
        and exists (select 1 from order_line_parts p where p.tenant_id = $1 and p.order_line_id = l.id)
        and not exists (
          select 1 from fulfilment_lines x join fulfilments f on f.tenant_id = $1 and f.id = x.fulfilment_id
           where x.tenant_id = $1 and x.order_id = l.order_id and x.order_line_id = l.id and f.state not in ('waiting', 'cancelled'))
      order by l.order_id, l.line_no`,
    [orderIds, bundleIds],
    'allocate-boxes',
  )
  return groupBy(rows, (r) => r.orderId)
}

/** The ways to take an order's lines, assembled before exploded: all boxes that lie ready, then each alone. Exploded is not among them. */
export function withBoxes(
  lines: readonly Want[],
  boxes: readonly Want[],
  stock: StockPicture,
  placeIds: readonly string[],
): Want[][] {
  const ready = boxes.filter((box) => placeIds.reduce((n, id) => n + stock.free(box.skuId, id), 0) >= box.quantity)
  if (ready.length === 0) return []
  return [ready, ...(ready.length > 1 ? ready.map((box) => [box]) : [])].map((some) => boxed(lines, some))
}

function boxed(lines: readonly Want[], boxes: readonly Want[]): Want[] {
  const byLine = new Map(boxes.map((box) => [box.orderLineId, box]))
  const said = new Set<string>()
  return lines.flatMap((line) => {
    const box = byLine.get(line.orderLineId)
    if (!box) return [line]
    if (said.has(box.orderLineId)) return []
    said.add(box.orderLineId)
    return [box]
  })
}

/** What no parcel carries waits for parts: whoever restocks buys those. */
export function unboxed(rest: readonly Want[], lines: readonly Want[]): Want[] {
  const waiting = new Set(rest.map((want) => want.orderLineId))
  return lines.filter((line) => waiting.has(line.orderLineId))
}

/** These lines leave assembled: they have parts no longer. */
export async function forgetParts(ctx: Context, orderLineIds: readonly string[]): Promise<void> {
  if (orderLineIds.length === 0) return
  await ctx.sql(
    'delete from order_line_parts where tenant_id = $1 and order_line_id = any($2::uuid[])',
    [orderLineIds],
    'parts-box',
  )
}
