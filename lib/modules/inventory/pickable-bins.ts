import { lockBalances } from '@/lib/modules/inventory/internal/lock-balances'
import type { Context } from '@/lib/platform/door/context'

export type PickableBin = {
  binId: string
  binCode: string
  skuId: string
  zoneId: string | null
  route: number
  /** Units that nobody has picked. */
  quantity: number
}

/**
 * What people can take of some SKUs in one warehouse, bin by bin in the sequence of the route, the receiving bin and the packing
 * place last. The balances are locked: the answer stays true until the transaction ends.
 */
export async function pickableBins(
  ctx: Context,
  warehouseId: string,
  skuIds: readonly string[],
): Promise<PickableBin[]> {
  if (skuIds.length === 0) return []
  await lockBalances(
    ctx,
    skuIds.map((skuId) => ({ skuId, warehouseId })),
  )
  return ctx.sql<PickableBin>(
    `select * from (
       select b.id as "binId", b.code as "binCode", h.sku_id as "skuId", b.zone_id as "zoneId", b.route,
              (h.quantity - case when b.is_staging then coalesce((select sum(r.staged) from reservations r where r.tenant_id = $1
                and r.sku_id = h.sku_id and r.warehouse_id = $2 and r.state = 'open' and r.staged > 0), 0) else 0 end)::int as quantity,
              b.is_staging, b.is_default
         from bin_balances h
         join bins b on b.tenant_id = $1 and b.id = h.bin_id and b.warehouse_id = $2
         left join zones z on z.tenant_id = $1 and z.id = b.zone_id
        where h.tenant_id = $1 and h.sku_id = any($3::uuid[]) and h.quantity > 0 and z.kind is distinct from 'defective') x
      where quantity > 0 order by is_staging, is_default, route, "binCode"`,
    [warehouseId, skuIds],
    'bins-pickable',
  )
}
