import { refuse } from '@/lib/kernel/refusal'
import { availableAt } from '@/lib/modules/inventory/internal/assembly-rows'
import { lockBalances } from '@/lib/modules/inventory/internal/lock-balances'
import { freeInPools } from '@/lib/modules/inventory/internal/pool-moves'
import type { Context } from '@/lib/platform/door/context'

/** Locks the balances and says which lines lack free units in a pool, or in general stock (null). */
export async function refuseNotFree(
  ctx: Context,
  warehouseId: string,
  poolId: string | null,
  lines: readonly { skuId: string; quantity: number }[],
): Promise<void> {
  const places = lines.map(({ skuId }) => ({ skuId, warehouseId }))
  await lockBalances(ctx, places)
  const free =
    poolId === null
      ? await availableAt(
          ctx,
          warehouseId,
          lines.map((l) => l.skuId),
        )
      : new Map(
          (await freeInPools(ctx, places)).filter((f) => f.pool_id === poolId).map((f) => [f.sku_id, f.free] as const),
        )
  const errors = lines.flatMap(({ skuId, quantity }, i) =>
    (free.get(skuId) ?? 0) < quantity ? [{ path: `lines.${i}.quantity`, code: 'insufficient_stock' }] : [],
  )
  if (errors.length > 0) refuse('insufficient_stock', { errors: errors.slice(0, 100) })
}
