import { z } from 'zod'
import { id } from '@/lib/kernel/ids'
import { refuse } from '@/lib/kernel/refusal'
import { getReport } from '@/lib/modules/channels/get-report'
import { probeAgain } from '@/lib/modules/channels/internal/breaker'
import { reportView } from '@/lib/modules/channels/schema'
import { command } from '@/lib/platform/door/use-case'

export const retryReport = command({
  name: 'shipment-report.retry',
  summary: 'Tell the marketplace of a shipment again, now',
  http: { method: 'POST', path: '/shipment-reports/{reportId}/retry' },
  input: z.strictObject({ reportId: id('report') }),
  output: reportView,
  async run(ctx, { reportId }) {
    const report = await getReport.within(ctx, { reportId })
    const rows = await ctx.sql<{ shop_id: string }>(
      `update shipment_reports set state = 'waiting', attempts = 0, due_at = $3, version = version + 1
        where tenant_id = $1 and id = $2 and state in ('waiting', 'failed') returning shop_id`,
      [reportId, ctx.now],
    )
    const [row] = rows
    if (!row) refuse('illegal_transition', { from: report.state, to: 'waiting' })
    await probeAgain(ctx, [row.shop_id])
    ctx.emit({ name: 'shipment-report.due', payload: { reportId, shopId: row.shop_id } })
    ctx.touch('order', report.orderId)
    return getReport.within(ctx, { reportId })
  },
})
