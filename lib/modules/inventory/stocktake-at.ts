import type { StocktakeState } from '@/lib/modules/inventory/states'
import type { Context } from '@/lib/platform/door/context'

/** A stocktake of this warehouse, as much of it as whoever counts for it has to know. */
export async function stocktakeAt(
  ctx: Context,
  stocktakeId: string,
  warehouseId: string,
): Promise<{ number: string; state: StocktakeState } | undefined> {
  const [row] = await ctx.sql<{ number: string; state: StocktakeState }>(
    'select number, state from stocktakes where tenant_id = $1 and id = $2 and warehouse_id = $3',
    [stocktakeId, warehouseId],
    'stocktake-at',
  )
  return row
}
