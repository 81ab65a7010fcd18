import { z } from 'zod'
import { id } from '@/lib/kernel/ids'
import { getAlert } from '@/lib/modules/purchasing/get-alert'
import { lockAlert } from '@/lib/modules/purchasing/internal/lock-alert'
import { alertView } from '@/lib/modules/purchasing/schema'
import { command } from '@/lib/platform/door/use-case'

const dayMs = 86_400_000

/**
 * Put off, not solved: it is back on the list after these days and told by mail once more, unless its figures have mended meanwhile.
 * Brought back by hand it has been seen.
 */
export const snoozeAlert = command({
  name: 'alert.snooze',
  summary: 'Put a stock alert off for some days; 0 brings it back at once',
  http: { method: 'POST', path: '/stock/alerts/{alertId}/snooze' },
  input: z.strictObject({ alertId: id('alert'), days: z.int().min(0).max(90) }),
  example: { days: 7 },
  output: alertView,
  async run(ctx, { alertId, days }) {
    await lockAlert(ctx, alertId)
    const until = days === 0 ? null : new Date(ctx.now.getTime() + days * dayMs)
    await ctx.sql(
      `update stock_alerts set snoozed_until = $3, snoozed_by = $4, mailed_at = case when $3::timestamptz is null then $5::timestamptz end,
                mail_batch = null
        where tenant_id = $1 and id = $2`,
      [alertId, until, until && ctx.actor.name, ctx.now],
    )
    return getAlert.within(ctx, { alertId })
  },
})
