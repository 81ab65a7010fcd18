import type { Context } from '@/lib/platform/door/context'

/** Since when the oldest units of some SKUs lie in some warehouses, in milliseconds, by SKU and warehouse. */
export async function stockAge(
  ctx: Context,
  skuIds: readonly string[],
  warehouseIds: readonly string[],
): Promise<Map<string, Map<string, number>>> {
  const rows = await ctx.sql<{ sku_id: string; warehouse_id: string; since: Date }>(
    `select b.sku_id, b.warehouse_id, c.received_at as since from stock_balances b
       cross join lateral (select l.received_at from cost_layers l
          where l.tenant_id = $1 and l.sku_id = b.sku_id and l.warehouse_id = b.warehouse_id and l.quantity_left > 0
          order by l.received_at, l.id limit 1) c
      where b.tenant_id = $1 and b.sku_id = any($2::uuid[]) and b.warehouse_id = any($3::uuid[]) and b.on_hand > 0`,
    [skuIds, warehouseIds],
    'stock-age',
  )
  const found = new Map<string, Map<string, number>>()
  for (const row of rows) {
    const places = found.get(row.sku_id) ?? new Map<string, number>()
    found.set(row.sku_id, places.set(row.warehouse_id, row.since.getTime()))
  }
  return found
}
