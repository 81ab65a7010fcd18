import { z } from 'zod'
import { decodeCursor, encodeCursor } from '@/lib/kernel/cursor'
import { type CartonView, cartonView } from '@/lib/modules/warehouse/carton-schema'
import { selectCartons } from '@/lib/modules/warehouse/internal/cartons'
import { query } from '@/lib/platform/door/use-case'
import { pageFields, pageOf, pageView } from '@/lib/platform/paging'

const cursorShape = z.tuple([z.string(), z.int(), z.string()])

const volume = 'c.length_mm::bigint * c.width_mm * c.height_mm'
const volumeOf = (carton: CartonView) => carton.lengthMm * carton.widthMm * carton.heightMm

export const listCartons = query({
  name: 'carton.list',
  summary: 'Cartons that parcels are packed into, the smallest first',
  http: { method: 'GET', path: '/cartons' },
  input: z.strictObject({
    ...pageFields,
    /** '1': those in use. */
    active: z.enum(['1']).optional(),
  }),
  example: { active: '1' },
  output: pageView(cartonView),
  async run(ctx, { limit, cursor, active }) {
    const after = cursor ? decodeCursor(cursor, cursorShape) : undefined
    const rows = await ctx.sql<CartonView>(
      `${selectCartons} and ($2::boolean is null or c.status = 'active')
          and ($3::text is null or (c.status, ${volume}, c.code) > ($3, $4::bigint, $5))
        order by c.status, ${volume}, c.code limit $6`,
      [active ? true : null, after?.[0] ?? null, after?.[1] ?? null, after?.[2] ?? null, limit + 1],
    )
    return pageOf(
      rows,
      limit,
      (carton) => carton,
      (carton) => encodeCursor([carton.status, volumeOf(carton), carton.code]),
    )
  },
})
