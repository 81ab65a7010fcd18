import type { Context } from '@/lib/platform/door/context'

/** Whether a parcel that the actor sees is worked on in the wave. */
export async function isIn(ctx: Context, waveId: string, fulfilmentId: string): Promise<boolean> {
  const rows = await ctx.sql(
    `select 1 from wave_parcels p join fulfilments f on f.tenant_id = $1 and f.id = p.fulfilment_id and ($4::uuid[] is null or f.shop_id = any($4))
      where p.tenant_id = $1 and p.wave_id = $2 and p.fulfilment_id = $3`,
    [waveId, fulfilmentId, ctx.actor.scope.shopIds],
  )
  return rows.length > 0
}
