import { z } from 'zod'
import { id, newId } from '@/lib/kernel/ids'
import { zoneView as view } from '@/lib/modules/inventory/internal/zone-rows'
import { zoneFields, zoneKinds, zoneView } from '@/lib/modules/inventory/schema'
import { getWarehouse } from '@/lib/modules/settings/get-warehouse'
import { orTaken } from '@/lib/platform/db/taken'
import { command } from '@/lib/platform/door/use-case'

export const createZone = command({
  name: 'zone.create',
  summary: 'Create a zone of a warehouse; its kind is chosen once',
  http: { method: 'POST', path: '/warehouses/{warehouseId}/zones', status: 201 },
  input: z.strictObject({
    warehouseId: id('warehouse'),
    ...zoneFields,
    kind: z.enum(zoneKinds),
    sequence: zoneFields.sequence.default(0),
  }),
  example: { code: 'A', name: 'Ground floor', kind: 'sellable' },
  output: zoneView,
  async run(ctx, { warehouseId, ...fields }) {
    await getWarehouse.within(ctx, { warehouseId })
    const row = await orTaken({ zones_code_uq: 'code' }, () =>
      ctx.db
        .insertInto('zones')
        .values({ ...fields, id: newId(), warehouse_id: warehouseId, created_at: ctx.now })
        .returningAll()
        .executeTakeFirstOrThrow(),
    )
    ctx.touch('zone', row.id)
    return view(row)
  },
})
