import { z } from 'zod'
import { decodeCursor, encodeCursor } from '@/lib/kernel/cursor'
import {
  type AdjustmentRow,
  adjustmentItem as item,
  selectAdjustments,
} from '@/lib/modules/inventory/internal/adjustment-rows'
import { placesAsked } from '@/lib/modules/inventory/internal/places-asked'
import { adjustmentItem } from '@/lib/modules/inventory/schema'
import { query } from '@/lib/platform/door/use-case'
import { pageFields, pageOf, pageView } from '@/lib/platform/paging'

const cursorShape = z.tuple([z.iso.datetime(), z.uuid()])

export const listAdjustments = query({
  name: 'stock.adjustments',
  summary: 'Stock adjustments, newest first',
  http: { method: 'GET', path: '/stock/adjustments' },
  input: z.strictObject({ ...pageFields, warehouseCode: z.string().max(100).optional() }),
  example: { warehouseCode: 'HZ' },
  output: pageView(adjustmentItem),
  async run(ctx, { limit, cursor, warehouseCode }) {
    const after = cursor ? decodeCursor(cursor, cursorShape) : undefined
    const rows = await ctx.sql<AdjustmentRow>(
      `${selectAdjustments} and ($2::uuid[] is null or a.warehouse_id = any($2::uuid[]))
          and ($3::timestamptz is null or (a.created_at, a.id) < ($3::timestamptz, $4::uuid))
        order by a.created_at desc, a.id desc limit $5`,
      [await placesAsked(ctx, warehouseCode), after?.[0] ?? null, after?.[1] ?? null, limit + 1],
    )
    const crypt = await ctx.crypt()
    return pageOf(
      rows,
      limit,
      (r) => item(crypt, r),
      (r) => encodeCursor([r.created_at.toISOString(), r.id]),
    )
  },
})
