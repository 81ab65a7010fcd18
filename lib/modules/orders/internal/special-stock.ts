import { available } from '@/lib/modules/inventory/available'
import type { Context } from '@/lib/platform/door/context'

/** A pool that sells now. `strict`: what it lacks does not come out of general stock. `orderIds`: to these orders alone. */
export type LivePool = {
  id: string
  shopIds: readonly string[]
  strict: boolean
  orderIds?: ReadonlySet<string> | undefined
}

export const sellsTo = (pool: LivePool, order: { id: string; shopId: string }) =>
  pool.shopIds.includes(order.shopId) && (pool.orderIds?.has(order.id) ?? true)

export type SpecialStock = {
  /** Bundles that may leave assembled, and of which some lie ready. */
  bundleIds: readonly string[]
  /** In the sequence in which they are asked. */
  pools: readonly LivePool[]
}

type Found = LivePool & { grouped: boolean }

/**
 * What a company has beyond ordinary stock; one look for a whole turn of the drain, and nothing further where there is nothing. `also`:
 * orders that neither are approved nor wait, but are planned now.
 */
export async function specialStock(ctx: Context, also: readonly string[] = []): Promise<SpecialStock> {
  const [row] = await ctx.sql<{ bundleIds: string[]; pools: Found[] | null }>(
    `select array(select s.id from skus s where s.tenant_id = $1 and s.assembled = 'first' and exists (
              select 1 from stock_balances b where b.tenant_id = $1 and b.sku_id = s.id and (${available()} > 0 or b.pooled > 0))) as "bundleIds",
            (select json_agg(json_build_object('id', p.id, 'strict', not p.falls_back, 'grouped', p.customer_groups <> '[]', 'shopIds',
                      array(select x.shop_id from pool_shops x where x.tenant_id = $1 and x.pool_id = p.id)) order by p.priority, p.code)
               from pools p where p.tenant_id = $1 and p.status = 'active'
                and (p.starts_at is null or p.starts_at <= $2) and (p.ends_at is null or p.ends_at > $2)) as pools`,
    [ctx.now],
    'special-stock',
  )
  const pools = row?.pools ?? []
  const members = await ordersOfGroups(
    ctx,
    pools.filter((p) => p.grouped).map((p) => p.id),
    also,
  )
  const bundleIds = row?.bundleIds ?? []
  return {
    bundleIds,
    pools: pools.map(({ grouped, ...p }) => ({ ...p, orderIds: grouped ? (members.get(p.id) ?? none) : undefined })),
  }
}

const none: ReadonlySet<string> = new Set()

/** Of pools for groups of customers: the orders they sell to, found by the marks that tell a customer. */
export async function ordersOfGroups(
  ctx: Context,
  poolIds: readonly string[],
  also: readonly string[] = [],
): Promise<Map<string, Set<string>>> {
  const found = new Map<string, Set<string>>()
  if (poolIds.length === 0) return found
  const rows = await ctx.sql<{ pool_id: string; order_id: string }>(
    `select distinct p.id as pool_id, o.id as order_id from pools p
       join customers c on c.tenant_id = $1 and p.customer_groups ? c.group_name
       join customer_tokens k on k.tenant_id = $1 and k.customer_id = c.id and k.telling
       join order_search q on q.tenant_id = $1 and q.token = k.token
       join orders o on o.tenant_id = $1 and o.id = q.order_id and (o.state in ('approved', 'awaiting_purchase') or o.id = any($3::uuid[]))
      where p.tenant_id = $1 and p.id = any($2::uuid[])`,
    [poolIds, also],
    'pool-orders',
  )
  for (const { pool_id, order_id } of rows) found.set(pool_id, (found.get(pool_id) ?? new Set()).add(order_id))
  return found
}

/** Which pools sell to whom, as arrays a statement can unnest: pools, shops, strict, and the order where a pool sells to some alone. */
export function ownPairs(pools: readonly LivePool[]): [string[], string[], boolean[], (string | null)[]] {
  const pairs = pools.flatMap((pool) =>
    pool.shopIds.flatMap((shopId) => [...(pool.orderIds ?? [null])].map((orderId) => ({ ...pool, shopId, orderId }))),
  )
  return [pairs.map((p) => p.id), pairs.map((p) => p.shopId), pairs.map((p) => p.strict), pairs.map((p) => p.orderId)]
}
