import { z } from 'zod'
import { decodeCursor, encodeCursor } from '@/lib/kernel/cursor'
import { type PoolRow, poolViewOf, selectPools } from '@/lib/modules/prints/internal/pools'
import { poolView } from '@/lib/modules/prints/schema'
import { query } from '@/lib/platform/door/use-case'
import { pageFields, pageOf, pageView } from '@/lib/platform/paging'

const cursorShape = z.tuple([z.iso.datetime(), z.uuid()])

export const listWaybillPools = query({
  name: 'waybill-pool.list',
  summary: 'Pools of waybill numbers, newest first, and how many each has left',
  http: { method: 'GET', path: '/waybill-pools' },
  input: z.strictObject({ ...pageFields, carrierCode: z.string().max(20).optional() }),
  example: { carrierCode: 'sf' },
  output: pageView(poolView),
  async run(ctx, { limit, cursor, carrierCode }) {
    const after = cursor ? decodeCursor(cursor, cursorShape) : undefined
    const rows = await ctx.sql<PoolRow>(
      `${selectPools} and ($2::text is null or p.carrier_code = $2) and ($3::uuid[] is null or p.warehouse_id is null or p.warehouse_id = any($3))
         and ($4::timestamptz is null or (p.created_at, p.id) < ($4, $5::uuid)) order by p.created_at desc, p.id desc limit $6`,
      [carrierCode ?? null, ctx.actor.scope.warehouseIds, after?.[0] ?? null, after?.[1] ?? null, limit + 1],
    )
    return pageOf(rows, limit, poolViewOf, (row) => encodeCursor([row.created_at.toISOString(), row.id]))
  },
})
