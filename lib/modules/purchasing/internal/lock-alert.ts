import { refuse } from '@/lib/kernel/refusal'
import { type AlertRow, inScope, selectAlerts } from '@/lib/modules/purchasing/internal/alert-rows'
import type { Context } from '@/lib/platform/door/context'

/** An open alert in sight, held until the transaction ends: two who act on it at once do so one after the other. */
export async function lockAlert(ctx: Context, alertId: string): Promise<AlertRow> {
  // Held first and read then: of two who come at once the second sees what the first has done with its transfers, too.
  await ctx.sql('select 1 from stock_alerts a where a.tenant_id = $1 and a.id = $2 for update', [alertId])
  const [row] = await ctx.sql<AlertRow>(`${selectAlerts} and a.id = $2 and ${inScope('$3')}`, [
    alertId,
    ctx.actor.scope.warehouseIds,
  ])
  if (!row) refuse('not_found')
  ctx.touch('stock_alert', alertId)
  return row
}
