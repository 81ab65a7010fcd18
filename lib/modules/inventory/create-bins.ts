import { z } from 'zod'
import { codesBetween } from '@/lib/kernel/code-range'
import { id, newId } from '@/lib/kernel/ids'
import { invalid } from '@/lib/kernel/refusal'
import { zoneFor } from '@/lib/modules/inventory/internal/zone-rows'
import { binFields, mostBins, placeCode } from '@/lib/modules/inventory/schema'
import { getWarehouse } from '@/lib/modules/settings/get-warehouse'
import { insertMany } from '@/lib/platform/db/bulk'
import { command } from '@/lib/platform/door/use-case'

/** A shelf full of bins at once; those that are there already stay as they are, so that a range may be made longer. */
export const createBins = command({
  name: 'bin.create-range',
  summary: 'Create the bins from one code to another, such as A-01-01 to A-05-20',
  http: { method: 'POST', path: '/warehouses/{warehouseId}/bins/range', status: 201 },
  input: z.strictObject({
    warehouseId: id('warehouse'),
    from: placeCode,
    to: placeCode,
    zoneId: binFields.zoneId.default(null),
    /** Of the first bin; absent: behind all that are there. */
    route: binFields.route.optional(),
    capacity: binFields.capacity.default(null),
  }),
  example: { from: 'A-01-01', to: 'A-05-20', capacity: 200 },
  output: z.object({ created: z.int(), existing: z.int() }),
  async run(ctx, { warehouseId, from, to, zoneId, route, capacity }) {
    await getWarehouse.within(ctx, { warehouseId })
    await zoneFor(ctx, warehouseId, zoneId)
    const codes = codesBetween(from, to, mostBins)
    if (!codes) invalid([{ path: 'to', code: 'not_a_range' }])
    const [last] = await ctx.sql<{ route: number }>(
      'select route from bins where tenant_id = $1 and warehouse_id = $2 order by route desc, code desc limit 1',
      [warehouseId],
    )
    const first = route ?? (last?.route ?? 0) + 1
    const made = await insertMany<{ id: string }>(
      ctx,
      'bins',
      {
        id: ['uuid', codes.map(() => newId())],
        warehouse_id: ['uuid', codes.map(() => warehouseId)],
        code: ['text', codes],
        zone_id: ['uuid', codes.map(() => zoneId)],
        route: ['int', codes.map((_, i) => first + i)],
        capacity: ['int', codes.map(() => capacity)],
        created_at: ['timestamptz', codes.map(() => ctx.now)],
      },
      'on conflict (tenant_id, warehouse_id, code) do nothing returning id',
    )
    ctx.touch('warehouse', warehouseId)
    ctx.tell({ created: made.length })
    return { created: made.length, existing: codes.length - made.length }
  },
})
