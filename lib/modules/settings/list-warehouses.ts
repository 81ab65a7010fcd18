import { z } from 'zod'
import { decodeCursor, encodeCursor } from '@/lib/kernel/cursor'
import { warehouseView as view } from '@/lib/modules/settings/internal/warehouse-rows'
import { placeStatuses, warehouseView } from '@/lib/modules/settings/schema'
import { query } from '@/lib/platform/door/use-case'
import { pageFields, pageOf, pageView } from '@/lib/platform/paging'

const place = z.tuple([z.uuid()])

export const listWarehouses = query({
  name: 'warehouse.list',
  summary: 'List the warehouses',
  http: { method: 'GET', path: '/warehouses' },
  input: z.strictObject({ ...pageFields, status: z.enum(placeStatuses).optional() }),
  example: { status: 'active' },
  output: pageView(warehouseView),
  async run(ctx, { limit, cursor, status }) {
    const { warehouseIds } = ctx.actor.scope
    // Ids are made in the sequence of time: their order is newest first without a second column.
    let list = ctx.db
      .selectFrom('warehouses')
      .selectAll()
      .orderBy('id', 'desc')
      .limit(limit + 1)
    if (warehouseIds) list = list.where('id', 'in', warehouseIds.length > 0 ? warehouseIds : [null])
    if (status) list = list.where('status', '=', status)
    if (cursor) list = list.where('id', '<', decodeCursor(cursor, place)[0])
    return pageOf(await list.execute(), limit, view, (row) => encodeCursor([row.id]))
  },
})
