import type { CartonView } from '@/lib/modules/warehouse/carton-schema'
import { activeCartons } from '@/lib/modules/warehouse/internal/cartons'
import { fitsIn, type Sides } from '@/lib/modules/warehouse/internal/fits-in'
import type { Context } from '@/lib/platform/door/context'

type Goods = {
  quantity: number
  weight_g: number
  length_mm: number | null
  width_mm: number | null
  height_mm: number | null
}

/** The smallest carton that takes the parcel's goods and bears them; none where the sides or the weight of something are not known. */
export async function suggestCarton(ctx: Context, fulfilmentId: string): Promise<CartonView | undefined> {
  const cartons = await activeCartons(ctx)
  if (cartons.length === 0) return undefined
  const goods = await ctx.sql<Goods>(
    `select l.quantity, s.weight_g, s.length_mm, s.width_mm, s.height_mm from fulfilment_lines l
       join skus s on s.tenant_id = $1 and s.id = l.sku_id where l.tenant_id = $1 and l.fulfilment_id = $2`,
    [fulfilmentId],
    'parcel-sizes',
  )
  const pieces: Sides[] = []
  let grams = 0
  for (const { quantity, weight_g, length_mm, width_mm, height_mm } of goods) {
    if (!weight_g || !length_mm || !width_mm || !height_mm) return undefined
    const sides: Sides = [length_mm, width_mm, height_mm]
    grams += weight_g * quantity
    for (let n = 0; n < quantity; n++) pieces.push(sides)
  }
  return cartons.find((c) => grams + c.weightG <= c.maxWeightG && fitsIn([c.lengthMm, c.widthMm, c.heightMm], pieces))
}
