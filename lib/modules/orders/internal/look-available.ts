import { available } from '@/lib/modules/inventory/available'
import type { Context } from '@/lib/platform/door/context'

/** What is available without holding it: for who only looks. Keyed by SKU, then warehouse. */
export async function lookAvailable(
  ctx: Context,
  skuIds: readonly string[],
  warehouseIds: readonly string[],
): Promise<Map<string, Map<string, number>>> {
  const rows = await ctx.sql<{ sku_id: string; warehouse_id: string; free: number }>(
    `select b.sku_id, b.warehouse_id, ${available()} as free from stock_balances b
      where b.tenant_id = $1 and b.sku_id = any($2::uuid[]) and b.warehouse_id = any($3::uuid[])`,
    [skuIds, warehouseIds],
  )
  const found = new Map<string, Map<string, number>>()
  for (const row of rows) {
    const places = found.get(row.sku_id) ?? new Map<string, number>()
    found.set(row.sku_id, places.set(row.warehouse_id, row.free))
  }
  return found
}
