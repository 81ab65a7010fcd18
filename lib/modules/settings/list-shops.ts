import { z } from 'zod'
import { decodeCursor, encodeCursor } from '@/lib/kernel/cursor'
import { holding } from '@/lib/modules/settings/internal/holding'
import { shopView as view } from '@/lib/modules/settings/internal/shop-rows'
import { placeStatuses, shopView } from '@/lib/modules/settings/schema'
import { query } from '@/lib/platform/door/use-case'
import { pageFields, pageOf, pageView } from '@/lib/platform/paging'

const place = z.tuple([z.uuid()])

export const listShops = query({
  name: 'shop.list',
  summary: 'List the shops',
  http: { method: 'GET', path: '/shops' },
  input: z.strictObject({
    ...pageFields,
    status: z.enum(placeStatuses).optional(),
    /** Part of the code or the name. */
    q: z.string().trim().max(100).optional(),
  }),
  example: { status: 'active' },
  output: pageView(shopView),
  async run(ctx, { limit, cursor, status, q }) {
    const { shopIds } = ctx.actor.scope
    // Ids are made in the sequence of time: their order is newest first without a second column.
    let list = ctx.db
      .selectFrom('shops')
      .selectAll()
      .orderBy('id', 'desc')
      .limit(limit + 1)
    if (shopIds) list = list.where('id', 'in', shopIds.length > 0 ? shopIds : [null])
    if (status) list = list.where('status', '=', status)
    if (q) list = list.where(holding(q, ['code', 'name']))
    if (cursor) list = list.where('id', '<', decodeCursor(cursor, place)[0])
    return pageOf(await list.execute(), limit, view, (row) => encodeCursor([row.id]))
  },
})
