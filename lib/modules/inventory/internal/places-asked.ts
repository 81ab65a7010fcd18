import { warehouseByCode } from '@/lib/modules/settings/resolve-warehouses'
import type { Context } from '@/lib/platform/door/context'

/** The warehouses a list speaks of: the one that was asked for, or all in scope (null: without limit). An unknown one, like one out of scope, is none. */
export async function placesAsked(ctx: Context, warehouseCode: string | undefined): Promise<readonly string[] | null> {
  if (warehouseCode === undefined) return ctx.actor.scope.warehouseIds
  const warehouse = await warehouseByCode(ctx, warehouseCode)
  return warehouse ? [warehouse.id] : []
}
