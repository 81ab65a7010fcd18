import type { Reservation, Wish } from '@/lib/modules/inventory/reserve-stock'
import type { Context } from '@/lib/platform/door/context'

type Line = Wish & { orderLineId: string }

/** What new parcels hold of what old ones held: an order line keeps the units of pools it had, at the place it had them. */
export async function keepPools(ctx: Context, held: readonly Reservation[], lines: readonly Line[]): Promise<Wish[]> {
  const pooled = held.filter((r) => r.pool_id !== null)
  if (pooled.length === 0) return [...lines]
  const rows = await ctx.sql<{ id: string; order_line_id: string }>(
    'select id, order_line_id from fulfilment_lines where tenant_id = $1 and id = any($2::uuid[])',
    [pooled.map((r) => r.holder_id)],
    'holders-lines',
  )
  const lineOf = new Map(rows.map((row) => [row.id, row.order_line_id]))
  const left = pooled.map((r) => ({ ...r, orderLineId: lineOf.get(r.holder_id) }))
  return lines.flatMap(({ orderLineId, ...line }) => {
    let open = line.quantity
    const own = left.filter(
      (r) => r.orderLineId === orderLineId && r.sku_id === line.skuId && r.warehouse_id === line.warehouseId,
    )
    // Two parcels of one line may have held units of one pool: the new one holds them at once.
    const units = new Map<string, number>()
    for (const r of own) {
      const quantity = Math.min(open, r.quantity)
      r.quantity -= quantity
      open -= quantity
      if (quantity > 0 && r.pool_id) units.set(r.pool_id, (units.get(r.pool_id) ?? 0) + quantity)
    }
    return [
      ...[...units].map(([poolId, quantity]) => ({ ...line, poolId, quantity })),
      ...(open > 0 ? [{ ...line, quantity: open }] : []),
    ]
  })
}
