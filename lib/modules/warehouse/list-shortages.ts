import { z } from 'zod'
import { decodeCursor, encodeCursor } from '@/lib/kernel/cursor'
import { type ShortageRow, selectShortages, shortageView as view } from '@/lib/modules/warehouse/internal/shortages'
import { shortageView } from '@/lib/modules/warehouse/schema'
import type { Statement } from '@/lib/platform/db/statement'
import type { Context } from '@/lib/platform/door/context'
import { query } from '@/lib/platform/door/use-case'
import { pageFields, pageOf, pageView } from '@/lib/platform/paging'

const cursorShape = z.tuple([z.iso.datetime(), z.uuid()])

const filter = z.strictObject({
  ...pageFields,
  /** '1': those that nobody has settled. */
  open: z.enum(['1']).optional(),
  warehouseCode: z.string().max(100).optional(),
})

function shortageRows(ctx: Context, asked: z.output<typeof filter>): Statement {
  const { limit, cursor, open, warehouseCode } = asked
  const after = cursor ? decodeCursor(cursor, cursorShape) : undefined
  return {
    text: `${selectShortages} and ($2::boolean is null or x.state = 'open') and ($3::text is null or w.code = $3)
       and ($4::uuid[] is null or x.warehouse_id = any($4)) and ($5::timestamptz is null or (x.created_at, x.id) < ($5, $6::uuid))
       order by x.created_at desc, x.id desc limit $7`,
    params: [
      ...[open ? true : null, warehouseCode ?? null, ctx.actor.scope.warehouseIds],
      ...[after?.[0] ?? null, after?.[1] ?? null, limit + 1],
    ],
  }
}

export const listShortages = query({
  name: 'shortage.list',
  summary: 'Bins that held less than the books say, newest first',
  http: { method: 'GET', path: '/shortages' },
  input: filter,
  example: { open: '1' },
  output: pageView(shortageView),
  rows: async (ctx, asked) => shortageRows(ctx, asked),
  async run(ctx, asked) {
    const { text, params } = shortageRows(ctx, asked)
    const rows = await ctx.sql<ShortageRow>(text, params)
    return pageOf(rows, asked.limit, view, (row) => encodeCursor([row.created_at.toISOString(), row.id]))
  },
})
