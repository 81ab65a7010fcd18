import { z } from 'zod'
import { decodeCursor, encodeCursor } from '@/lib/kernel/cursor'
import {
  moveItem as item,
  type MoveRow,
  pageOfDocuments,
  selectMoves,
} from '@/lib/modules/inventory/internal/document-rows'
import { placesAsked } from '@/lib/modules/inventory/internal/places-asked'
import { moveItem } from '@/lib/modules/inventory/schema'
import { query } from '@/lib/platform/door/use-case'
import { pageFields, pageOf, pageView } from '@/lib/platform/paging'

const cursorShape = z.tuple([z.iso.datetime(), z.uuid()])

export const listMoves = query({
  name: 'move.list',
  summary: 'Moves from bin to bin, newest first',
  http: { method: 'GET', path: '/stock/moves' },
  input: z.strictObject({ ...pageFields, warehouseCode: z.string().max(100).optional() }),
  example: { warehouseCode: 'HZ' },
  output: pageView(moveItem),
  async run(ctx, { limit, cursor, warehouseCode }) {
    const after = cursor ? decodeCursor(cursor, cursorShape) : undefined
    const rows = await ctx.sql<MoveRow>(`${selectMoves} ${pageOfDocuments}`, [
      await placesAsked(ctx, warehouseCode),
      after?.[0] ?? null,
      after?.[1] ?? null,
      limit + 1,
    ])
    const crypt = await ctx.crypt()
    return pageOf(
      rows,
      limit,
      (r) => item(crypt, r),
      (r) => encodeCursor([r.created_at.toISOString(), r.id]),
    )
  },
})
