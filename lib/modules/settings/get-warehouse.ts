import { z } from 'zod'
import { id } from '@/lib/kernel/ids'
import { warehouseView as view, warehouseRow } from '@/lib/modules/settings/internal/warehouse-rows'
import { warehouseView } from '@/lib/modules/settings/schema'
import { query } from '@/lib/platform/door/use-case'

export const getWarehouse = query({
  name: 'warehouse.get',
  summary: 'Show one warehouse',
  http: { method: 'GET', path: '/warehouses/{warehouseId}' },
  input: z.strictObject({ warehouseId: id('warehouse') }),
  output: warehouseView,
  async run(ctx, { warehouseId }) {
    return view(await warehouseRow(ctx, warehouseId))
  },
})
