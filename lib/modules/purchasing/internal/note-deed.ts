import type { AlertView } from '@/lib/modules/purchasing/schema'
import type { Context } from '@/lib/platform/door/context'

type Deed = Pick<NonNullable<AlertView['deed']>, 'kind' | 'quantity' | 'transferId' | 'transferNumber'>

/** What was done stands at the alert until it closes; null takes it back. */
export async function noteDeed(ctx: Context, alertId: string, deed: Deed | null): Promise<void> {
  await ctx.sql(
    `update stock_alerts set deed = $3, deed_quantity = $4, deed_id = $5, deed_number = $6, deed_by = $7, deed_at = $8
      where tenant_id = $1 and id = $2`,
    [
      ...[alertId, deed?.kind ?? null, deed?.quantity ?? null, deed?.transferId ?? null, deed?.transferNumber ?? null],
      ...(deed ? [ctx.actor.name, ctx.now] : [null, null]),
    ],
  )
}
