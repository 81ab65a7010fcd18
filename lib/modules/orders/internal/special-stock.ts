import { available } from '@/lib/modules/inventory/available'
import type { Context } from '@/lib/platform/door/context'

export type SpecialStock = {
  /** Bundles that may leave assembled, and of which some lie ready. */
  bundleIds: readonly string[]
}

/** What a company has beyond ordinary stock; one look for a whole turn of the drain, and nothing further where there is nothing. */
export async function specialStock(ctx: Context): Promise<SpecialStock> {
  const [row] = await ctx.sql<SpecialStock>(
    `select array(select s.id from skus s where s.tenant_id = $1 and s.assembled = 'first' and exists (
              select 1 from stock_balances b where b.tenant_id = $1 and b.sku_id = s.id and ${available()} > 0)) as "bundleIds"`,
    [],
    'special-stock',
  )
  return row ?? { bundleIds: [] }
}
