import { z } from 'zod'
import { isCallable, opensAt } from '@/lib/modules/channels/internal/breaker'
import { command } from '@/lib/platform/door/use-case'
import { pausedWhere } from '@/lib/platform/queue/paused-where'

const most = 1000
/** As many as a shop's marketplace takes until the clock asks again: the rest would only be told of twice. */
const mostOfShop = 150

/**
 * Reports whose next attempt is due, or whose worker died. The moment stays as it is: beginning one claims it. Of what is paused, not
 * authorised or silent nothing is told, for it would only be left again; it is due as soon as that is over.
 */
export const wakeReports = command({
  name: 'shipment-report.wake',
  summary: 'Start the reports of shipments that are due again',
  audited: false,
  input: z.strictObject({}),
  async run(ctx) {
    const due = await ctx.sql<{ id: string; shop_id: string }>(
      `select r.id, c.shop_id from shop_connections c cross join lateral (
         select r.id, r.due_at from shipment_reports r
          where r.tenant_id = $1 and r.shop_id = c.shop_id and r.state = 'waiting' and r.due_at <= $2 and (r.attempts > 0 or r.created_at < $3)
          order by r.due_at limit case when c.call_failures < ${opensAt} then ${mostOfShop} else 1 end) r
        where c.tenant_id = $1 and ${isCallable('c', '$2')}
          and not ${pausedWhere({ queue: `'calls'`, name: `'shipment-report.tell'`, shopId: 'c.shop_id' })}
        order by r.due_at limit ${most}`,
      // A fresh one has its own event; it is swept only when that was lost.
      [ctx.now, new Date(ctx.now.getTime() - 30_000)],
    )
    for (const { id, shop_id } of due)
      ctx.emit({ name: 'shipment-report.due', payload: { reportId: id, shopId: shop_id } })
    return { more: false }
  },
})
