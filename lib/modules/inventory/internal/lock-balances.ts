import type { SerialMode } from '@/lib/modules/catalog/schema'
import { together } from '@/lib/platform/db/together'
import type { Context } from '@/lib/platform/door/context'

export type Balance = {
  sku_id: string
  warehouse_id: string
  on_hand: number
  /** In bins for goods that nobody may promise. */
  defective: number
  /** Of batches that nobody may sell, in sellable bins. */
  blocked: number
  reserved: number
  /** Free, but of pools. */
  pooled: number
  value_minor: bigint
  batched: boolean
  serials: SerialMode
}

export type Place = { skuId: string; warehouseId: string }

export const placeKey = (skuId: string, warehouseId: string) => `${skuId} ${warehouseId}`

/**
 * Locks the balances of some places in the house's one order (SKU, then warehouse, ascending), making rows that are missing.
 * Everybody who posts goes through here, so two postings wait for each other and never deadlock. What the SKUs ask for
 * (batches, serial numbers) stays as it is told until the end.
 */
export async function lockBalances(ctx: Context, places: readonly Place[]): Promise<Map<string, Balance>> {
  const unique = [...new Map(places.map((p) => [placeKey(p.skuId, p.warehouseId), p])).values()]
  if (unique.length === 0) return new Map()
  const params = [unique.map((p) => p.skuId), unique.map((p) => p.warehouseId)]
  const ensured = ctx.sql(
    `insert into stock_balances (tenant_id, sku_id, warehouse_id)
     select $1, p.sku, p.warehouse from unnest($2::uuid[], $3::uuid[]) as p(sku, warehouse)
      where not exists (select 1 from stock_balances b where b.tenant_id = $1 and b.sku_id = p.sku and b.warehouse_id = p.warehouse)
      order by p.sku, p.warehouse
     on conflict do nothing`,
    params,
    'balances-ensure',
  )
  const locked = ctx.sql<Balance>(
    `select b.sku_id, b.warehouse_id, b.on_hand, b.defective, b.blocked, b.reserved, b.pooled, b.value_minor, s.batch_tracked as batched, s.serial_mode as serials
       from stock_balances b join unnest($2::uuid[], $3::uuid[]) as p(sku, warehouse) on b.sku_id = p.sku and b.warehouse_id = p.warehouse
       join skus s on s.tenant_id = $1 and s.id = b.sku_id
      where b.tenant_id = $1
      order by b.sku_id, b.warehouse_id for update of b for key share of s`,
    params,
    'balances-lock',
  )
  const [, rows] = await together([ensured, locked])
  return new Map(rows.map((r) => [placeKey(r.sku_id, r.warehouse_id), r]))
}
