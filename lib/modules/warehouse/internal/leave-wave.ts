import { dropCaptured } from '@/lib/modules/inventory/parcel-lots'
import { unstageStock } from '@/lib/modules/inventory/stage-stock'
import { moveParcels } from '@/lib/modules/orders/move-parcels'
import type { Context } from '@/lib/platform/door/context'

/**
 * Takes parcels out of a wave: nothing more is picked for them, and what was picked is loose at the packing place until somebody
 * brings it back. The caller holds their tasks and the parcels locked. A parcel that ended meanwhile keeps the state it has.
 */
export async function leaveWave(ctx: Context, waveId: string, fulfilmentIds: readonly string[]): Promise<void> {
  if (fulfilmentIds.length === 0) return
  await ctx.sql(
    `update pick_tasks set state = 'cancelled' where tenant_id = $1 and wave_id = $2 and fulfilment_id = any($3::uuid[]) and state = 'open'`,
    [waveId, fulfilmentIds],
  )
  await ctx.sql(
    `update wave_parcels set left_at = $4 where tenant_id = $1 and wave_id = $2 and fulfilment_id = any($3::uuid[]) and left_at is null`,
    [waveId, fulfilmentIds, ctx.now],
  )
  await ctx.sql('delete from packing_lines where tenant_id = $1 and fulfilment_id = any($2::uuid[])', [fulfilmentIds])
  await ctx.sql('delete from packings where tenant_id = $1 and fulfilment_id = any($2::uuid[])', [fulfilmentIds])
  await dropCaptured(ctx, fulfilmentIds)
  const open = await ctx.sql<{ id: string }>(
    `select id from fulfilments where tenant_id = $1 and id = any($2::uuid[]) and state in ('released', 'picking', 'packed')`,
    [fulfilmentIds],
  )
  const ids = open.map((f) => f.id)
  await unstageStock(ctx, ids)
  await moveParcels(ctx, ids, 'allocated')
}
