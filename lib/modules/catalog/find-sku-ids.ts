import { searchSql } from '@/lib/modules/catalog/internal/search-sql'
import type { Context } from '@/lib/platform/door/context'

/** A word that means more than these says nothing; the newest are taken. */
const most = 5000

/** The SKUs a search word may mean, for lists of other things that are sorted by their own sequence. */
export async function findSkuIds(ctx: Context, q: string): Promise<string[]> {
  const search = { kind: 'sku' as const, columns: 's.id', where: () => [], cursor: undefined, limit: most - 1 }
  const { text, values } = searchSql({ ...search, q })
  const rows = await ctx.sql<{ id: string }>(text, values)
  return rows.map((row) => row.id)
}
