import { z } from 'zod'
import { versionField } from '@/lib/kernel/fields'
import { id } from '@/lib/kernel/ids'
import { refuse } from '@/lib/kernel/refusal'
import { type CartonView, cartonFields, cartonView } from '@/lib/modules/warehouse/carton-schema'
import { selectCartons } from '@/lib/modules/warehouse/internal/cartons'
import { command } from '@/lib/platform/door/use-case'
import { expectVersion } from '@/lib/platform/version'

/** Its code stays: it is printed on it. Parcels that were packed keep the weight they were judged by. */
export const updateCarton = command({
  name: 'carton.update',
  summary: 'Change a carton, or put it out of use and back',
  http: { method: 'PATCH', path: '/cartons/{cartonId}' },
  input: z
    .strictObject({ ...cartonFields, status: z.enum(['active', 'closed']) })
    .partial()
    .extend({ cartonId: id('carton'), version: versionField }),
  example: { maxWeightG: 8000, version: 1 },
  output: cartonView,
  async run(ctx, { cartonId, version, ...changes }) {
    const [row] = await ctx.sql<CartonView>(`${selectCartons} and c.id = $2 for update`, [cartonId])
    if (!row) return refuse('not_found')
    expectVersion(row, version)
    const { name, lengthMm, widthMm, heightMm, weightG, maxWeightG, status } = { ...row, ...changes }
    await ctx.sql(
      `update cartons set name = $3, length_mm = $4, width_mm = $5, height_mm = $6, weight_g = $7, max_weight_g = $8, status = $9,
              version = version + 1
        where tenant_id = $1 and id = $2`,
      [cartonId, name, lengthMm, widthMm, heightMm, weightG, maxWeightG, status],
    )
    ctx.touch('carton', cartonId)
    const [changed] = await ctx.sql<CartonView>(`${selectCartons} and c.id = $2`, [cartonId])
    return changed ?? refuse('not_found')
  },
})
