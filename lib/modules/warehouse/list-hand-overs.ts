import { z } from 'zod'
import { decodeCursor, encodeCursor } from '@/lib/kernel/cursor'
import { type HandOverRow, selectHandOvers, handOverView as view } from '@/lib/modules/warehouse/internal/hand-overs'
import { handOverView } from '@/lib/modules/warehouse/schema'
import type { Statement } from '@/lib/platform/db/statement'
import type { Context } from '@/lib/platform/door/context'
import { query } from '@/lib/platform/door/use-case'
import { pageFields, pageOf, pageView } from '@/lib/platform/paging'

const cursorShape = z.tuple([z.iso.datetime(), z.uuid()])

/** A range, because LIKE loses its index under row-level security. */
const numbered = 'and h.number >= $8 and h.number < $9'

const filter = z.strictObject({
  ...pageFields,
  warehouseCode: z.string().max(100).optional(),
  /** The beginning of its number. */
  q: z.string().trim().max(100).optional(),
})

function handOverRows(ctx: Context, asked: z.output<typeof filter>): Statement {
  const { limit, cursor, warehouseCode, q } = asked
  const after = cursor ? decodeCursor(cursor, cursorShape) : undefined
  return {
    text: `${selectHandOvers} and ($3::text is null or w.code = $3) and ($4::uuid[] is null or h.warehouse_id = any($4))
       and ($5::timestamptz is null or (h.created_at, h.id) < ($5, $6::uuid)) and ($2::uuid[] is null or s.parcels > 0)
       ${q ? numbered : ''}
       order by h.created_at desc, h.id desc limit $7`,
    params: [
      ...[ctx.actor.scope.shopIds, warehouseCode ?? null, ctx.actor.scope.warehouseIds],
      ...[after?.[0] ?? null, after?.[1] ?? null, limit + 1],
      ...(q ? [q.toUpperCase(), `${q.toUpperCase()}\u{10FFFF}`] : []),
    ],
  }
}

export const listHandOvers = query({
  name: 'hand-over.list',
  summary: 'Hand-over lists, newest first',
  http: { method: 'GET', path: '/hand-overs' },
  input: filter,
  example: { warehouseCode: 'HZ' },
  output: pageView(handOverView),
  rows: async (ctx, asked) => handOverRows(ctx, asked),
  async run(ctx, asked) {
    const { text, params } = handOverRows(ctx, asked)
    const rows = await ctx.sql<HandOverRow>(text, params)
    return pageOf(rows, asked.limit, view, (row) => encodeCursor([row.created_at.toISOString(), row.id]))
  },
})
