import { groupBy } from '@/lib/kernel/group'
import { type Needed, stockCosts } from '@/lib/modules/inventory/stock-costs'
import { withTerms } from '@/lib/modules/orders/internal/place-terms'
import type { ReadOrder } from '@/lib/modules/orders/internal/rules/read-order'
import type { Facts } from '@/lib/modules/rules/schema'
import { warehousesByPriority } from '@/lib/modules/settings/resolve-warehouses'
import type { Context } from '@/lib/platform/door/context'

type Row = { order_id: string; sku_id: string | null; quantity: number }

/** What is given away has no percentage; no loss is told as larger than this. */
const worst = -99_999n

/**
 * Of each order's total, what is left after its goods and its parcel, in percent. Goods cost what they would cost if they left now; the
 * parcel costs the least that a warehouse's list says of the province, nothing where none says. Unknown where a line or a cost is, and
 * where the order is in other money than the company's books.
 */
export async function marginFacts(ctx: Context, orders: readonly ReadOrder[]): Promise<Map<string, Facts>> {
  const own = orders.filter((order) => order.currency === ctx.tenant.currency)
  const goods = await goodsOf(
    ctx,
    own.map((order) => order.id),
  )
  const needed = [...goods].flatMap(([orderId, rows]) =>
    rows.flatMap(({ sku_id, quantity }): Needed[] => (sku_id ? [{ by: orderId, skuId: sku_id, quantity }] : [])),
  )
  const costs = await stockCosts(ctx, needed)
  const places = withTerms(ctx, await warehousesByPriority(ctx))
  return new Map(
    own.map((order) => {
      const rows = goods.get(order.id) ?? []
      const cost = rows.length === 0 || rows.some((row) => row.sku_id === null) ? null : (costs.get(order.id) ?? null)
      const freight = places
        .flatMap((place) => place.freightTo?.(order.province)?.minor ?? [])
        .reduce<bigint | null>((least, one) => (least === null || one < least ? one : least), null)
      const margin = cost === null ? null : percentLeft(order.total_minor, cost + (freight ?? 0n))
      return [order.id, { margin }]
    }),
  )
}

/** In hundredths of a percent, rounded towards less: nobody is told of more than is left. */
function percentLeft(total: bigint, spent: bigint): string {
  const left = total - spent
  const parts = total > 0n ? (left * 10_000n) / total - (left < 0n && (left * 10_000n) % total !== 0n ? 1n : 0n) : worst
  const shown = spent === 0n && total <= 0n ? 0n : parts < worst ? worst : parts
  const digits = (shown < 0n ? -shown : shown).toString().padStart(3, '0')
  return `${shown < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`
}

/** What is sent for the lines: of a bundle its parts, frozen ones where they are. */
async function goodsOf(ctx: Context, orderIds: readonly string[]): Promise<Map<string, Row[]>> {
  const rows = await ctx.sql<Row>(
    `select l.order_id, coalesce(p.sku_id, c.component_id, l.sku_id) as sku_id,
            sum(coalesce(p.quantity, l.quantity * coalesce(c.quantity, 1)))::int as quantity
       from order_lines l
       left join order_line_parts p on p.tenant_id = $1 and p.order_line_id = l.id
       left join skus s on s.tenant_id = $1 and s.id = l.sku_id and s.assembled <> 'only' and p.order_line_id is null
       left join sku_components c on c.tenant_id = $1 and c.sku_id = s.id
      where l.tenant_id = $1 and l.order_id = any($2::uuid[]) and l.quantity > 0
      group by 1, 2`,
    [orderIds],
    'rules-margin-goods',
  )
  return groupBy(rows, (row) => row.order_id)
}
