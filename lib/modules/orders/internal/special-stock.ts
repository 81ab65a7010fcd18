import { available } from '@/lib/modules/inventory/available'
import type { Context } from '@/lib/platform/door/context'

/** A pool that sells now. `strict`: what it lacks does not come out of general stock. */
export type LivePool = { id: string; shopIds: readonly string[]; strict: boolean }

export type SpecialStock = {
  /** Bundles that may leave assembled, and of which some lie ready. */
  bundleIds: readonly string[]
  /** In the sequence in which they are asked. */
  pools: readonly LivePool[]
}

/** What a company has beyond ordinary stock; one look for a whole turn of the drain, and nothing further where there is nothing. */
export async function specialStock(ctx: Context): Promise<SpecialStock> {
  const [row] = await ctx.sql<{ bundleIds: string[]; pools: LivePool[] | null }>(
    `select array(select s.id from skus s where s.tenant_id = $1 and s.assembled = 'first' and exists (
              select 1 from stock_balances b where b.tenant_id = $1 and b.sku_id = s.id and (${available()} > 0 or b.pooled > 0))) as "bundleIds",
            (select json_agg(json_build_object('id', p.id, 'strict', not p.falls_back, 'shopIds',
                      array(select x.shop_id from pool_shops x where x.tenant_id = $1 and x.pool_id = p.id)) order by p.priority, p.code)
               from pools p where p.tenant_id = $1 and p.status = 'active'
                and (p.starts_at is null or p.starts_at <= $2) and (p.ends_at is null or p.ends_at > $2)) as pools`,
    [ctx.now],
    'special-stock',
  )
  return { bundleIds: row?.bundleIds ?? [], pools: row?.pools ?? [] }
}

/** Pairs of shop and pool, as three arrays a statement can unnest: pools, shops, strict. */
export function ownPairs(pools: readonly LivePool[]): [string[], string[], boolean[]] {
  const pairs = pools.flatMap((pool) => pool.shopIds.map((shopId) => ({ ...pool, shopId })))
  return [pairs.map((p) => p.id), pairs.map((p) => p.shopId), pairs.map((p) => p.strict)]
}
