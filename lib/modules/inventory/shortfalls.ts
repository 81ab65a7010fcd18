import { type Balance, lockBalances, type Place, placeKey } from '@/lib/modules/inventory/internal/lock-balances'
import type { Context } from '@/lib/platform/door/context'

export type { Place }

/** Units out of the sellable bins, negative. */
export type Loss = Place & { quantity: number }
/** A place after a loss: `left` units that may be promised, `missing` of what is promised there. */
export type Shortfall = Place & {
  left: number
  missing: number
  /** Of `left`, what neither parcels nor pools keep; less than nothing where they keep more than that. */
  free: number
}

/**
 * What some losses (one for each place) would leave. `look` reads; `lock` holds the balances of the losses and of
 * the places in `also` until the end, all in the house's one order, so that the answer stays true.
 */
export async function shortfalls(
  ctx: Context,
  losses: readonly Loss[],
  how: 'look' | 'lock',
  also: readonly Place[] = [],
): Promise<Shortfall[]> {
  const balances = how === 'lock' ? await lockBalances(ctx, [...losses, ...also]) : await look(ctx, losses)
  return losses.map(({ skuId, warehouseId, quantity }) => {
    const balance = balances.get(placeKey(skuId, warehouseId))
    const left = (balance ? balance.on_hand - balance.defective - balance.blocked : 0) + quantity
    const { reserved, pooled } = balance ?? { reserved: 0, pooled: 0 }
    return { skuId, warehouseId, left, missing: Math.max(0, reserved - left), free: left - reserved - pooled }
  })
}

type Figures = Pick<Balance, 'sku_id' | 'warehouse_id' | 'on_hand' | 'defective' | 'blocked' | 'reserved' | 'pooled'>

async function look(ctx: Context, places: readonly Place[]): Promise<Map<string, Figures>> {
  const rows = await ctx.sql<Figures>(
    `select b.sku_id, b.warehouse_id, b.on_hand, b.defective, b.blocked, b.reserved, b.pooled
       from stock_balances b join unnest($2::uuid[], $3::uuid[]) as p(sku, warehouse) on b.sku_id = p.sku and b.warehouse_id = p.warehouse
      where b.tenant_id = $1`,
    [places.map((p) => p.skuId), places.map((p) => p.warehouseId)],
    'balances-look',
  )
  return new Map(rows.map((r) => [placeKey(r.sku_id, r.warehouse_id), r]))
}
