import { z } from 'zod'
import { decodeCursor, encodeCursor } from '@/lib/kernel/cursor'
import { warehouseView as view, type WarehouseRow } from '@/lib/modules/settings/internal/warehouse-rows'
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
    const rows = await ctx.sql<WarehouseRow>(
      `select id, code, name, kind, priority, regions, contact, lead_hours, freight, status, created_at, version from warehouses
        where tenant_id = $1 and ($2::uuid[] is null or id = any($2)) and ($3::text is null or status = $3)
          and ($4::uuid is null or id < $4)
        order by id desc limit $5`,
      [warehouseIds, status ?? null, cursor ? decodeCursor(cursor, place)[0] : null, limit + 1],
      'warehouse-list',
    )
    return pageOf(rows, limit, view, (row) => encodeCursor([row.id]))
  },
})
