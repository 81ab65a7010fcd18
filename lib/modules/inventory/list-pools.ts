import { z } from 'zod'
import { decodeCursor, encodeCursor } from '@/lib/kernel/cursor'
import { type PoolRow, poolScope, poolViewOf, selectPools } from '@/lib/modules/inventory/internal/pool-rows'
import { poolStatuses, poolView } from '@/lib/modules/inventory/pool-schema'
import type { Statement } from '@/lib/platform/db/statement'
import type { Context } from '@/lib/platform/door/context'
import { query } from '@/lib/platform/door/use-case'
import { pageFields, pageOf, pageView } from '@/lib/platform/paging'

const cursorShape = z.tuple([z.iso.datetime(), z.uuid()])

const filter = z.strictObject({ ...pageFields, status: z.enum(poolStatuses).optional() })

function poolRows(ctx: Context, asked: z.output<typeof filter>): Statement {
  const { limit, cursor, status } = asked
  const after = cursor ? decodeCursor(cursor, cursorShape) : undefined
  return {
    text: `${selectPools} and ($4::text is null or p.status = $4)
        and ($5::timestamptz is null or (p.created_at, p.id) < ($5::timestamptz, $6::uuid))
        order by p.created_at desc, p.id desc limit $7`,
    params: [...poolScope(ctx), status ?? null, after?.[0] ?? null, after?.[1] ?? null, limit + 1],
  }
}

export const listPools = query({
  name: 'pool.list',
  summary: 'Pools, newest first, with what lies in them',
  http: { method: 'GET', path: '/stock/pools' },
  input: filter,
  example: { status: 'active' },
  output: pageView(poolView),
  rows: async (ctx, asked) => poolRows(ctx, asked),
  async run(ctx, asked) {
    const { text, params } = poolRows(ctx, asked)
    const rows = await ctx.sql<PoolRow>(text, params)
    return pageOf(rows, asked.limit, poolViewOf, (r) => encodeCursor([r.created_at.toISOString(), r.id]))
  },
})
