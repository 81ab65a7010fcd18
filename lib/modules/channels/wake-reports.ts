import { z } from 'zod'
import { command } from '@/lib/platform/door/use-case'
import { pausedWhere } from '@/lib/platform/queue/paused-where'

const most = 500

/**
 * Reports whose next attempt is due, or whose worker died. The moment stays as it is: beginning one claims it. Of what is paused
 * nothing is told, for it would only be held; it is due as soon as the pause is over.
 */
export const wakeReports = command({
  name: 'shipment-report.wake',
  summary: 'Start the reports of shipments that are due again',
  audited: false,
  input: z.strictObject({}),
  async run(ctx) {
    const due = await ctx.sql<{ id: string; shop_id: string }>(
      `select r.id, r.shop_id from shipment_reports r
        where r.tenant_id = $1 and r.state = 'waiting' and r.due_at <= $2 and (r.attempts > 0 or r.created_at < $3)
          and not exists (select 1 from shop_connections c where c.tenant_id = $1 and c.shop_id = r.shop_id and c.paused)
          and not ${pausedWhere({ queue: `'calls'`, name: `'shipment-report.tell'`, shopId: 'r.shop_id' })}
        order by r.due_at limit ${most}`,
      // A fresh one has its own event; it is swept only when that was lost.
      [ctx.now, new Date(ctx.now.getTime() - 30_000)],
    )
    for (const { id, shop_id } of due)
      ctx.emit({ name: 'shipment-report.due', payload: { reportId: id, shopId: shop_id } })
    return { more: false }
  },
})
