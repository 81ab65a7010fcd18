import type { KeptDeed } from '@/lib/modules/purchasing/internal/alert-rows'
import type { Context } from '@/lib/platform/door/context'

/** What was done stands at the alert until it closes, all of it: the last of these is the one that counts. The alert is held. */
export async function noteDeeds(ctx: Context, alertId: string, deeds: readonly KeptDeed[]): Promise<void> {
  const last = deeds.at(-1)
  await ctx.sql(
    `update stock_alerts set deed = $3, deed_quantity = $4, deed_id = $5, deed_number = $6, deed_by = $7, deed_at = $8, earlier_deeds = $9
      where tenant_id = $1 and id = $2`,
    [
      ...[alertId, last?.kind ?? null, last?.quantity ?? null, last?.transferId ?? null, last?.transferNumber ?? null],
      ...[last?.by ?? null, last?.at ?? null, JSON.stringify(deeds.slice(0, -1))],
    ],
  )
}
