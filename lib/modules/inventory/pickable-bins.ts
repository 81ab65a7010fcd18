import { lockBalances } from '@/lib/modules/inventory/internal/lock-balances'
import { todayOf } from '@/lib/modules/inventory/today-of'
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
 * place last; of a SKU in batches first where the batch lies that expires first, and nothing that may not be sold. The balances are locked: the answer
 * stays true until the transaction ends; `as it is` only looks, and is true no longer the moment after.
 */
export async function pickableBins(
  ctx: Context,
  warehouseId: string,
  skuIds: readonly string[],
  look: 'locked' | 'as it is' = 'locked',
): Promise<PickableBin[]> {
  if (skuIds.length === 0) return []
  if (look === 'locked')
    await lockBalances(
      ctx,
      skuIds.map((skuId) => ({ skuId, warehouseId })),
    )
  return ctx.sql<PickableBin>(
    `select * from (
       select b.id as "binId", b.code as "binCode", h.sku_id as "skuId", b.zone_id as "zoneId", b.route,
              (h.quantity - case when b.is_staging then coalesce((select sum(r.staged) from reservations r where r.tenant_id = $1
                and r.sku_id = h.sku_id and r.warehouse_id = $2 and r.state = 'open' and r.staged > 0), 0) else 0 end
                - coalesce(l.kept_back, 0))::int as quantity,
              b.is_staging, b.is_default, l.first_expiry
         from bin_balances h
         join bins b on b.tenant_id = $1 and b.id = h.bin_id and b.warehouse_id = $2
         left join zones z on z.tenant_id = $1 and z.id = b.zone_id
         left join lateral (
           select sum(x.quantity) filter (where not k.sellable or k.sell_until < $4::date) as kept_back,
                  min(case when k.code_key = '' then '-infinity' else coalesce(k.expires_on, 'infinity') end)
                    filter (where k.sellable and (k.sell_until is null or k.sell_until >= $4::date)) as first_expiry
             from batch_balances x join stock_batches k on k.tenant_id = $1 and k.id = x.batch_id
            where x.tenant_id = $1 and x.sku_id = h.sku_id and x.bin_id = h.bin_id and x.quantity > 0) l on true
        where h.tenant_id = $1 and h.sku_id = any($3::uuid[]) and h.quantity > 0 and z.kind is distinct from 'defective') x
      where quantity > 0 order by is_staging, first_expiry nulls first, is_default, route, "binCode"`,
    [warehouseId, skuIds, todayOf(ctx)],
    'bins-pickable',
  )
}
