import { z } from 'zod'
import { decodeCursor, encodeCursor } from '@/lib/kernel/cursor'
import { type ShortageRow, selectShortages, shortageView as view } from '@/lib/modules/warehouse/internal/shortages'
import { shortageView } from '@/lib/modules/warehouse/schema'
import { query } from '@/lib/platform/door/use-case'
import { pageFields, pageOf, pageView } from '@/lib/platform/paging'

const cursorShape = z.tuple([z.iso.datetime(), z.uuid()])

export const listShortages = query({
  name: 'shortage.list',
  summary: 'Bins that held less than the books say, newest first',
  http: { method: 'GET', path: '/shortages' },
  input: z.strictObject({
    ...pageFields,
    /** '1': those that nobody has settled. */
    open: z.enum(['1']).optional(),
    warehouseCode: z.string().max(100).optional(),
  }),
  example: { open: '1' },
  output: pageView(shortageView),
  async run(ctx, { limit, cursor, open, warehouseCode }) {
    const after = cursor ? decodeCursor(cursor, cursorShape) : undefined
    const rows = await ctx.sql<ShortageRow>(
      `${selectShortages} and ($2::boolean is null or x.state = 'open') and ($3::text is null or w.code = $3)
         and ($4::uuid[] is null or x.warehouse_id = any($4)) and ($5::timestamptz is null or (x.created_at, x.id) < ($5, $6::uuid))
       order by x.created_at desc, x.id desc limit $7`,
      [
        ...[open ? true : null, warehouseCode ?? null, ctx.actor.scope.warehouseIds],
        ...[after?.[0] ?? null, after?.[1] ?? null, limit + 1],
      ],
    )
    return pageOf(rows, limit, view, (row) => encodeCursor([row.created_at.toISOString(), row.id]))
  },
})
