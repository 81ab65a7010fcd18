import { z } from 'zod'
import { id } from '@/lib/kernel/ids'
import { refuse } from '@/lib/kernel/refusal'
import { type ReportRow, selectReports, reportView as view } from '@/lib/modules/channels/internal/report-rows'
import { reportView } from '@/lib/modules/channels/schema'
import { query } from '@/lib/platform/door/use-case'

export const getReport = query({
  name: 'shipment-report.get',
  summary: 'What a marketplace has been told of one shipment',
  http: { method: 'GET', path: '/shipment-reports/{reportId}' },
  input: z.strictObject({ reportId: id('report') }),
  output: reportView,
  async run(ctx, { reportId }) {
    const { shopIds, warehouseIds } = ctx.actor.scope
    const [row] = await ctx.sql<ReportRow>(
      `${selectReports} and r.id = $2 and ($3::uuid[] is null or r.shop_id = any($3::uuid[]))
          and ($4::uuid[] is null or f.warehouse_id = any($4::uuid[]))`,
      [reportId, shopIds, warehouseIds],
    )
    return row ? view(row) : refuse('not_found')
  },
})
