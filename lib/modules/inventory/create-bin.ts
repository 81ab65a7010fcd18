import { z } from 'zod'
import { id, newId } from '@/lib/kernel/ids'
import { binRow, binView as view } from '@/lib/modules/inventory/internal/bin-rows'
import { zoneFor } from '@/lib/modules/inventory/internal/zone-rows'
import { binFields, binView, placeCode } from '@/lib/modules/inventory/schema'
import { getWarehouse } from '@/lib/modules/settings/get-warehouse'
import { orTaken } from '@/lib/platform/db/taken'
import { command } from '@/lib/platform/door/use-case'

export const createBin = command({
  name: 'bin.create',
  summary: 'Create a bin of a warehouse',
  http: { method: 'POST', path: '/warehouses/{warehouseId}/bins', status: 201 },
  input: z.strictObject({
    warehouseId: id('warehouse'),
    code: placeCode,
    zoneId: binFields.zoneId.default(null),
    route: binFields.route.default(0),
    capacity: binFields.capacity.default(null),
  }),
  example: { code: 'A-01-01', route: 10, capacity: 200 },
  output: binView,
  async run(ctx, { warehouseId, code, zoneId, route, capacity }) {
    await getWarehouse.within(ctx, { warehouseId })
    await zoneFor(ctx, warehouseId, zoneId)
    const binId = newId()
    await orTaken({ bins_code_uq: 'code' }, () =>
      ctx.sql(
        `insert into bins (tenant_id, id, warehouse_id, code, zone_id, route, capacity, created_at) values ($1, $2, $3, $4, $5, $6, $7, $8)`,
        [binId, warehouseId, code, zoneId, route, capacity, ctx.now],
      ),
    )
    ctx.touch('bin', binId)
    return view(await binRow(ctx, binId))
  },
})
