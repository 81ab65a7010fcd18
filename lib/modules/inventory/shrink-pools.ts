import { placeKey } from '@/lib/modules/inventory/internal/lock-balances'
import { freeInPools, keepPoolMoves } from '@/lib/modules/inventory/internal/pool-moves'
import { noPosting, writePosting } from '@/lib/modules/inventory/internal/post-stock.sql'
import type { Reservation } from '@/lib/modules/inventory/reserve-stock'
import type { Shortfall } from '@/lib/modules/inventory/shortfalls'
import type { Context } from '@/lib/platform/door/context'

/**
 * Before units are lost: pools give up what will not be there, the least important first, after general stock has none left. `broken`: what
 * is held by the parcels that give way; closed here, so that what they leave over is back in its pool. The caller holds the balances.
 */
export async function shrinkPools(
  ctx: Context,
  short: readonly Shortfall[],
  broken: readonly Reservation[],
  reference: string,
): Promise<void> {
  const given = new Map<string, number>()
  for (const r of broken) {
    const place = placeKey(r.sku_id, r.warehouse_id)
    if (r.pool_id === null) given.set(place, (given.get(place) ?? 0) + r.quantity)
  }
  // A pool's promise that breaks leaves its units to the pool: only what general promises give back makes room.
  const tight = short
    .map((s) => ({ ...s, lacking: -s.free - (given.get(placeKey(s.skuId, s.warehouseId)) ?? 0) }))
    .filter((s) => s.lacking > 0)
  if (tight.length === 0) return
  const closed = { ids: broken.map((r) => r.id), state: 'broken' as const }
  const free = await freeInPools(ctx, tight)
  const cuts = tight.flatMap(({ skuId, warehouseId, lacking }) => {
    let open = lacking
    return free
      .filter((f) => f.sku_id === skuId && f.warehouse_id === warehouseId)
      .flatMap(({ pool_id: poolId, free: there }) => {
        const back = broken
          .filter((r) => r.pool_id === poolId && r.sku_id === skuId && r.warehouse_id === warehouseId)
          .reduce((n, r) => n + r.quantity, 0)
        const quantity = Math.min(open, there + back)
        open -= quantity
        return quantity > 0 ? [{ poolId, skuId, warehouseId, quantity }] : []
      })
  })
  if (cuts.length === 0) return
  await writePosting(ctx, {
    ...noPosting,
    closed,
    pooled: cuts.map((cut) => ({ ...cut, quantity: -cut.quantity })),
  })
  await keepPoolMoves(
    ctx,
    cuts.map(({ poolId, warehouseId, skuId, quantity }) => ({
      kind: 'loss',
      warehouseId,
      fromPoolId: poolId,
      toPoolId: null,
      lines: [{ skuId, quantity }],
      reference,
    })),
  )
}
