import { z } from 'zod'
import { codeField } from '@/lib/kernel/fields'
import { newId } from '@/lib/kernel/ids'
import { invalid, refuse } from '@/lib/kernel/refusal'
import { cartonFields, cartonView } from '@/lib/modules/warehouse/carton-schema'
import { cartonCode, selectCartons } from '@/lib/modules/warehouse/internal/cartons'
import { orTaken } from '@/lib/platform/db/taken'
import { command } from '@/lib/platform/door/use-case'

/** As many as somebody can tell apart, and as one answer lists. */
const most = 200

export const createCarton = command({
  name: 'carton.create',
  summary: 'Create a carton: inner sides in mm, its own weight and what it bears',
  http: { method: 'POST', path: '/cartons', status: 201 },
  input: z.strictObject({ code: codeField(40), ...cartonFields }),
  example: { code: 'C3', name: '3 号箱', lengthMm: 290, widthMm: 170, heightMm: 190, weightG: 160, maxWeightG: 5000 },
  output: cartonView,
  async run(ctx, { code, name, lengthMm, widthMm, heightMm, weightG, maxWeightG }) {
    const known = await ctx.sql('select 1 from cartons where tenant_id = $1 limit $2', [most])
    if (known.length === most) invalid([{ path: 'code', code: 'too_many' }])
    const id = newId()
    await orTaken({ cartons_code_uq: 'code' }, () =>
      ctx.sql(
        `insert into cartons (tenant_id, id, code, name, length_mm, width_mm, height_mm, weight_g, max_weight_g, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
        [id, cartonCode(code), name, lengthMm, widthMm, heightMm, weightG, maxWeightG, ctx.now],
      ),
    )
    ctx.touch('carton', id)
    const [carton] = await ctx.sql<z.output<typeof cartonView>>(`${selectCartons} and c.id = $2`, [id])
    return carton ?? refuse('not_found')
  },
})
