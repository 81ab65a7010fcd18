import { codeKey } from '@/lib/modules/catalog/code-key'
import type { CartonView } from '@/lib/modules/warehouse/carton-schema'
import type { Context } from '@/lib/platform/door/context'

/** Conditions follow after `c.tenant_id = $1`. */
export const selectCartons = `select c.id, c.code, c.name, c.length_mm as "lengthMm", c.width_mm as "widthMm", c.height_mm as "heightMm",
    c.weight_g as "weightG", c.max_weight_g as "maxWeightG", c.status, c.version
  from cartons c where c.tenant_id = $1`

/** As it is read off a label, whatever case and width it is typed in. */
export const cartonCode = (text: string): string => codeKey(text).toUpperCase()

export async function cartonByCode(ctx: Context, text: string): Promise<CartonView | undefined> {
  const [carton] = await ctx.sql<CartonView>(
    `${selectCartons} and c.code = $2 and c.status = 'active'`,
    [cartonCode(text)],
    'carton-by-code',
  )
  return carton
}

/** Those in use, the smallest first. */
export function activeCartons(ctx: Context): Promise<CartonView[]> {
  return ctx.sql<CartonView>(
    `${selectCartons} and c.status = 'active' order by c.length_mm::bigint * c.width_mm * c.height_mm, c.weight_g, c.code limit 200`,
    [],
    'cartons-active',
  )
}
