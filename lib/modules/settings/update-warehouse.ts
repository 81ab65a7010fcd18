import { z } from 'zod'
import { versionField } from '@/lib/kernel/fields'
import { id } from '@/lib/kernel/ids'
import { warehouseView as view, warehouseColumns, warehouseRow } from '@/lib/modules/settings/internal/warehouse-rows'
import { warehouseFields, warehouseView } from '@/lib/modules/settings/schema'
import { orTaken } from '@/lib/platform/db/taken'
import { command } from '@/lib/platform/door/use-case'
import { expectVersion } from '@/lib/platform/version'

export const updateWarehouse = command({
  name: 'warehouse.update',
  summary: 'Change a warehouse',
  http: { method: 'PATCH', path: '/warehouses/{warehouseId}' },
  input: z
    .object(warehouseFields)
    .partial()
    .extend({ warehouseId: id('warehouse'), version: versionField })
    .strict(),
  example: { priority: 10, version: 1 },
  output: warehouseView,
  async run(ctx, { warehouseId, version, regions, freight, leadHours, ...fields }) {
    const row = await warehouseRow(ctx, warehouseId, 'change')
    expectVersion(row, version)
    const columns = warehouseColumns(ctx, { regions, freight, leadHours })
    const changed = await orTaken({ warehouses_code_uq: 'code' }, () =>
      ctx.db
        .updateTable('warehouses')
        .set({ ...fields, ...columns, version: row.version + 1 })
        .where('id', '=', warehouseId)
        .returningAll()
        .executeTakeFirstOrThrow(),
    )
    ctx.touch('warehouse', warehouseId)
    return view(changed)
  },
})
