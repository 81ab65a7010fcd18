import { z } from 'zod'
import { decodeCursor, encodeCursor } from '@/lib/kernel/cursor'
import { placesAsked } from '@/lib/modules/inventory/internal/places-asked'
import { type PoolMoveRow, poolMoveItem, selectPoolMoves } from '@/lib/modules/inventory/internal/pool-move-rows'
import { poolMoveItem as view } from '@/lib/modules/inventory/pool-schema'
import { query } from '@/lib/platform/door/use-case'
import { pageFields, pageOf, pageView } from '@/lib/platform/paging'

const cursorShape = z.tuple([z.iso.datetime(), z.uuid()])

export const listPoolMoves = query({
  name: 'pool-move.list',
  summary: 'Moves into pools, out of them and between them, newest first',
  http: { method: 'GET', path: '/stock/pool-moves' },
  input: z.strictObject({
    ...pageFields,
    /** From it or into it. */
    poolCode: z.string().max(100).optional(),
    warehouseCode: z.string().max(100).optional(),
  }),
  example: { poolCode: 'live-1111' },
  output: pageView(view),
  async run(ctx, { limit, cursor, poolCode, warehouseCode }) {
    const after = cursor ? decodeCursor(cursor, cursorShape) : undefined
    const rows = await ctx.sql<PoolMoveRow>(
      `${selectPoolMoves} and ($4::text is null or f.code = $4 or t.code = $4)
          and ($5::timestamptz is null or (m.created_at, m.id) < ($5::timestamptz, $6::uuid))
        order by m.created_at desc, m.id desc limit $7`,
      [
        ctx.actor.scope.shopIds,
        await placesAsked(ctx, warehouseCode),
        poolCode ?? null,
        after?.[0] ?? null,
        after?.[1] ?? null,
        limit + 1,
      ],
    )
    const crypt = await ctx.crypt()
    return pageOf(
      rows,
      limit,
      (r) => poolMoveItem(crypt, r),
      (r) => encodeCursor([r.created_at.toISOString(), r.id]),
    )
  },
})
