import { z } from 'zod'
import { decodeCursor, encodeCursor } from '@/lib/kernel/cursor'
import { type IncomingRow, incomingView, selectIncoming } from '@/lib/modules/inventory/internal/incoming-rows'
import { poolIncomingView } from '@/lib/modules/inventory/pool-schema'
import { query } from '@/lib/platform/door/use-case'
import { pageFields, pageOf, pageView } from '@/lib/platform/paging'

const cursorShape = z.tuple([z.iso.datetime(), z.uuid()])

export const listPoolIncoming = query({
  name: 'pool.incoming',
  summary: 'Goods on their way that are set aside for pools, newest first',
  http: { method: 'GET', path: '/stock/pool-incoming' },
  input: z.strictObject({ ...pageFields, poolCode: z.string().max(100).optional() }),
  example: { poolCode: 'live-1111' },
  output: pageView(poolIncomingView),
  async run(ctx, { limit, cursor, poolCode }) {
    const after = cursor ? decodeCursor(cursor, cursorShape) : undefined
    const { shopIds, warehouseIds } = ctx.actor.scope
    const rows = await ctx.sql<IncomingRow>(
      `${selectIncoming} and ($2::uuid[] is null or n.warehouse_id = any($2::uuid[]))
          and ($3::uuid[] is null or not exists (
            select 1 from pool_shops x where x.tenant_id = $1 and x.pool_id = p.id and x.shop_id <> all($3::uuid[])))
          and ($4::text is null or p.code = $4)
          and ($5::timestamptz is null or (n.created_at, n.id) < ($5::timestamptz, $6::uuid))
        order by n.created_at desc, n.id desc limit $7`,
      [warehouseIds, shopIds, poolCode ?? null, after?.[0] ?? null, after?.[1] ?? null, limit + 1],
    )
    return pageOf(rows, limit, incomingView, (r) => encodeCursor([r.created_at.toISOString(), r.id]))
  },
})
