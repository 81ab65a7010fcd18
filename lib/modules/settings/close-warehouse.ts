import { z } from 'zod'
import { versionField } from '@/lib/kernel/fields'
import { id } from '@/lib/kernel/ids'
import { setWarehouseStatus } from '@/lib/modules/settings/internal/set-warehouse-status'
import { warehouseView } from '@/lib/modules/settings/schema'
import { command } from '@/lib/platform/door/use-case'

export const closeWarehouse = command({
  name: 'warehouse.close',
  summary: 'Close an empty warehouse: nothing is allocated to it any more',
  http: { method: 'POST', path: '/warehouses/{warehouseId}/close' },
  input: z.strictObject({ warehouseId: id('warehouse'), version: versionField.optional() }),
  example: {},
  output: warehouseView,
  run: (ctx, input) => setWarehouseStatus(ctx, input, 'closed'),
})
