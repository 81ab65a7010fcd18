import { z } from 'zod'
import { newId } from '@/lib/kernel/ids'
import { refuse } from '@/lib/kernel/refusal'
import { warehouseView as view, warehouseColumns } from '@/lib/modules/settings/internal/warehouse-rows'
import { warehouseFields, warehouseView } from '@/lib/modules/settings/schema'
import { orTaken } from '@/lib/platform/db/taken'
import { command } from '@/lib/platform/door/use-case'

export const createWarehouse = command({
  name: 'warehouse.create',
  summary: 'Create a warehouse',
  http: { method: 'POST', path: '/warehouses', status: 201 },
  input: z.strictObject({
    ...warehouseFields,
    priority: warehouseFields.priority.default(100),
    regions: warehouseFields.regions.default([]),
    contact: warehouseFields.contact.default(''),
    leadHours: warehouseFields.leadHours.default(0),
    freight: warehouseFields.freight.default([]),
  }),
  example: { code: 'hz-1', name: 'Hangzhou', kind: 'own' },
  output: warehouseView,
  async run(ctx, { regions, freight, leadHours, ...fields }) {
    // Who is limited to some warehouses would make one it could never see.
    if (ctx.actor.scope.warehouseIds) refuse('forbidden', { permission: 'warehouse.create' })
    const columns = warehouseColumns(ctx, { regions, freight, leadHours })
    const row = await orTaken({ warehouses_code_uq: 'code' }, () =>
      ctx.db
        .insertInto('warehouses')
        .values({ ...fields, ...columns, id: newId(), created_at: ctx.now })
        .returningAll()
        .executeTakeFirstOrThrow(),
    )
    // Every unit lies in a bin; a warehouse that knows no bins of its own keeps all in this one.
    await ctx.db
      .insertInto('bins')
      .values({ id: newId(), warehouse_id: row.id, code: 'DEFAULT', is_default: true })
      .execute()
    ctx.touch('warehouse', row.id)
    return view(row)
  },
})
