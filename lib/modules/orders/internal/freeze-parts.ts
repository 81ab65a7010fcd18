import { groupBy } from '@/lib/kernel/group'
import { insertMany } from '@/lib/platform/db/bulk'
import type { Context } from '@/lib/platform/door/context'

type Row = {
  order_id: string
  order_line_id: string
  sku_id: string
  position: number
  quantity: number
  each: number
  price: bigint
  currency: string
  goods: bigint
  discount: bigint
  freight: bigint
}

/**
 * Writes what the bundles of approved orders are made of, as they are made now, with each part's share of the line's money.
 * From here on it stays, whatever becomes of the bundle; an order that goes back to review is looked at anew. `lineIds`: of these
 * lines only. A bundle that leaves assembled or not at all is one thing.
 */
export async function freezeParts(
  ctx: Context,
  orderIds: readonly string[],
  lineIds: readonly string[] | null = null,
): Promise<void> {
  if (orderIds.length === 0) return
  await ctx.sql(
    'delete from order_line_parts where tenant_id = $1 and order_id = any($2::uuid[]) and ($3::uuid[] is null or order_line_id = any($3::uuid[]))',
    [orderIds, lineIds],
    'parts-forget',
  )
  const rows = await ctx.sql<Row>(
    `select l.order_id, l.id as order_line_id, c.component_id as sku_id, c.position, l.quantity, c.quantity as each,
            x.list_price_minor as price, x.currency, l.goods_minor as goods, l.discount_minor as discount, l.freight_minor as freight
       from order_lines l
       join skus s on s.tenant_id = $1 and s.id = l.sku_id and s.assembled <> 'only'
       join sku_components c on c.tenant_id = $1 and c.sku_id = l.sku_id
       join skus x on x.tenant_id = $1 and x.id = c.component_id
      where l.tenant_id = $1 and l.order_id = any($2::uuid[]) and l.quantity > 0 and ($3::uuid[] is null or l.id = any($3::uuid[]))
      order by l.id, c.position`,
    [orderIds, lineIds],
    'parts-find',
  )
  const parts = [...groupBy(rows, (r) => r.order_line_id).values()].flatMap(sharesOf)
  await insertMany(ctx, 'order_line_parts', {
    order_line_id: ['uuid', parts.map((p) => p.order_line_id)],
    sku_id: ['uuid', parts.map((p) => p.sku_id)],
    order_id: ['uuid', parts.map((p) => p.order_id)],
    position: ['int', parts.map((p) => p.position)],
    quantity: ['int', parts.map((p) => p.quantity * p.each)],
    goods_minor: ['bigint', parts.map((p) => p.goods)],
    discount_minor: ['bigint', parts.map((p) => p.discount)],
    freight_minor: ['bigint', parts.map((p) => p.freight)],
  })
}

function sharesOf(rows: readonly Row[]): Row[] {
  const weights = weightsOf(rows)
  const [line] = rows
  const goods = sharesByWeight(line?.goods ?? 0n, weights)
  const discount = sharesByWeight(line?.discount ?? 0n, weights)
  const freight = sharesByWeight(line?.freight ?? 0n, weights)
  return rows.map((row, i) => ({
    ...row,
    goods: goods[i] ?? 0n,
    discount: discount[i] ?? 0n,
    freight: freight[i] ?? 0n,
  }))
}

/** List prices, where they can be compared and are not all nothing; else the numbers of units. */
function weightsOf(rows: readonly Row[]): bigint[] {
  const comparable = new Set(rows.map((r) => r.currency)).size === 1
  const priced = comparable && rows.some((r) => r.price > 0n)
  return rows.map((r) => BigInt(r.each) * (priced ? r.price : 1n))
}

/** Each its share, rounded towards nothing; the last takes what is left of the sum. */
export function sharesByWeight(total: bigint, weights: readonly bigint[]): bigint[] {
  const sum = weights.reduce((a, b) => a + b, 0n)
  const shares = weights.slice(0, -1).map((w) => (total * w) / sum)
  return [...shares, total - shares.reduce((a, b) => a + b, 0n)]
}
