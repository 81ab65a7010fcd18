import { z } from 'zod'
import { command } from '@/lib/platform/door/use-case'

const most = 500

/** Reports whose next attempt is due, or whose worker died. The moment stays as it is: beginning one claims it. */
export const wakeReports = command({
  name: 'shipment-report.wake',
  summary: 'Start the reports of shipments that are due again',
  audited: false,
  input: z.strictObject({}),
  async run(ctx) {
    const due = await ctx.sql<{ id: string; shop_id: string }>(
      `select id, shop_id from shipment_reports where tenant_id = $1 and state = 'waiting' and due_at <= $2 and (attempts > 0 or created_at < $3)
        order by due_at limit ${most}`,
      // A fresh one has its own event; it is swept only when that was lost.
      [ctx.now, new Date(ctx.now.getTime() - 30_000)],
    )
    for (const { id, shop_id } of due)
      ctx.emit({ name: 'shipment-report.due', payload: { reportId: id, shopId: shop_id } })
    return { more: false }
  },
})
