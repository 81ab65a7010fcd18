import { z } from 'zod'
import { cartonView } from '@/lib/modules/warehouse/carton-schema'
import { selectCartons } from '@/lib/modules/warehouse/internal/cartons'
import { query } from '@/lib/platform/door/use-case'

export const listCartons = query({
  name: 'carton.list',
  summary: 'Cartons that parcels are packed into, the smallest first; at most 200',
  http: { method: 'GET', path: '/cartons' },
  input: z.strictObject({
    /** '1': those in use. */
    active: z.enum(['1']).optional(),
  }),
  example: { active: '1' },
  output: z.object({ items: z.array(cartonView) }),
  async run(ctx, { active }) {
    const items = await ctx.sql<z.output<typeof cartonView>>(
      `${selectCartons} and ($2::boolean is null or c.status = 'active')
        order by c.status, c.length_mm::bigint * c.width_mm * c.height_mm, c.code limit 200`,
      [active ? true : null],
    )
    return { items }
  },
})
