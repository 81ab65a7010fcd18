import { z } from 'zod'
import { decodeCursor, encodeCursor } from '@/lib/kernel/cursor'
import { type PresaleRow, presaleColumns, presaleView } from '@/lib/modules/orders/internal/presale-rows'
import { query } from '@/lib/platform/door/use-case'
import { pageFields, pageOf } from '@/lib/platform/paging'

const cursorShape = z.tuple([z.iso.datetime(), z.uuid()])

export const listPresaleSkus = query({
  name: 'presale.list',
  summary: 'SKUs that shops sell ahead, newest first',
  http: { method: 'GET', path: '/presales' },
  input: z.strictObject({ ...pageFields }),
  example: {},
  async run(ctx, { limit, cursor }) {
    const after = cursor ? decodeCursor(cursor, cursorShape) : undefined
    const rows = await ctx.sql<PresaleRow>(
      `select ${presaleColumns}
        where p.tenant_id = $1 and ($2::uuid[] is null or p.shop_id = any($2::uuid[]))
          and ($3::timestamptz is null or (p.created_at, p.id) < ($3::timestamptz, $4::uuid))
        order by p.created_at desc, p.id desc limit $5`,
      [ctx.actor.scope.shopIds, after?.[0] ?? null, after?.[1] ?? null, limit + 1],
      'presales-list',
    )
    return pageOf(rows, limit, presaleView, (row) => encodeCursor([row.created_at.toISOString(), row.id]))
  },
})
