import { z } from 'zod'
import { decodeCursor, encodeCursor } from '@/lib/kernel/cursor'
import { id } from '@/lib/kernel/ids'
import { type ReportRow, selectReports, reportView as view } from '@/lib/modules/channels/internal/report-rows'
import { reportStates, reportView } from '@/lib/modules/channels/schema'
import { query } from '@/lib/platform/door/use-case'
import { pageFields, pageOf, pageView } from '@/lib/platform/paging'

const place = z.tuple([z.uuid()])

export const listReports = query({
  name: 'shipment-report.list',
  summary: 'What marketplaces have been told of shipments, and what they have not, newest first',
  http: { method: 'GET', path: '/shipment-reports' },
  input: z.strictObject({
    ...pageFields,
    orderId: id('order').optional(),
    shopId: id('shop').optional(),
    state: z.enum(reportStates).optional(),
  }),
  example: { state: 'failed' },
  output: pageView(reportView),
  async run(ctx, { limit, cursor, orderId, shopId, state }) {
    const after = cursor ? decodeCursor(cursor, place)[0] : null
    const rows = await ctx.sql<ReportRow>(
      `${selectReports} and ($2::uuid[] is null or r.shop_id = any($2::uuid[])) and ($3::uuid[] is null or f.warehouse_id = any($3::uuid[]))
          and ($4::uuid is null or r.order_id = $4) and ($5::uuid is null or r.shop_id = $5)
          and ($6::text is null or r.state = $6) and ($7::uuid is null or r.id < $7)
        order by r.id desc limit $8`,
      [
        ctx.actor.scope.shopIds,
        ctx.actor.scope.warehouseIds,
        orderId ?? null,
        shopId ?? null,
        state ?? null,
        after,
        limit + 1,
      ],
    )
    return pageOf(rows, limit, view, (row) => encodeCursor([row.id]))
  },
})
