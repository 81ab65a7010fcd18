import { type Region, regionRank, regionSpellings } from '@/lib/kernel/region'
import type { Context } from '@/lib/platform/door/context'

type Warehouse = { id: string; regions: Region[] }

/** Which warehouse serves which province first, in the two columns of an `unnest`. */
export type Homes = { readonly provinces: readonly string[]; readonly warehouseIds: readonly string[] }

/** By rank, then as allocation ranks warehouses: priority, then code. A province that no list names has no home. */
export async function homesOf(ctx: Context): Promise<Homes> {
  const warehouses = await ctx.sql<Warehouse>(
    `select id, regions from warehouses where tenant_id = $1 and status = 'active' and kind <> 'platform' order by priority, code`,
  )
  const homes = new Map<string, string>()
  for (const { province } of warehouses.flatMap(({ regions }) => regions)) {
    const [nearest] = warehouses
      .map(({ id, regions }) => ({ id, rank: regionRank(regions, province) ?? Number.POSITIVE_INFINITY }))
      .sort((a, b) => a.rank - b.rank)
    if (nearest) for (const spelling of regionSpellings(province)) homes.set(spelling, nearest.id)
  }
  return { provinces: [...homes.keys()], warehouseIds: [...homes.values()] }
}
