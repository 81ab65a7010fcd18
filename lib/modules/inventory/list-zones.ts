import { z } from 'zod'
import { decodeCursor, encodeCursor } from '@/lib/kernel/cursor'
import { id } from '@/lib/kernel/ids'
import { zoneView as view } from '@/lib/modules/inventory/internal/zone-rows'
import { zoneView } from '@/lib/modules/inventory/schema'
import { getWarehouse } from '@/lib/modules/settings/get-warehouse'
import { query } from '@/lib/platform/door/use-case'
import { pageFields, pageOf, pageView } from '@/lib/platform/paging'

const place = z.tuple([z.string()])

export const listZones = query({
  name: 'zone.list',
  summary: 'List the zones of a warehouse by their codes',
  http: { method: 'GET', path: '/warehouses/{warehouseId}/zones' },
  input: z.strictObject({
    ...pageFields,
    warehouseId: id('warehouse'),
    status: z.enum(['active', 'closed']).optional(),
  }),
  example: { status: 'active' },
  output: pageView(zoneView),
  async run(ctx, { warehouseId, limit, cursor, status }) {
    await getWarehouse.within(ctx, { warehouseId })
    let list = ctx.db
      .selectFrom('zones')
      .selectAll()
      .where('warehouse_id', '=', warehouseId)
      .orderBy('code')
      .limit(limit + 1)
    if (status) list = list.where('status', '=', status)
    if (cursor) list = list.where('code', '>', decodeCursor(cursor, place)[0])
    return pageOf(await list.execute(), limit, view, (row) => encodeCursor([row.code]))
  },
})
