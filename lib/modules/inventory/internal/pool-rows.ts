import { type FieldError, invalid, refuse } from '@/lib/kernel/refusal'
import type { PoolView } from '@/lib/modules/inventory/pool-schema'
import type { Context } from '@/lib/platform/door/context'

export type PoolRow = {
  id: string
  code: string
  name: string
  priority: number
  falls_back: boolean
  returns: boolean
  customer_groups: string[]
  starts_at: Date | null
  ends_at: Date | null
  status: PoolView['status']
  created_at: Date
  ended_at: Date | null
  version: number
  shops: string[]
  quantity: number
  reserved: number
  incoming: number
}

/**
 * Conditions follow after `p.tenant_id = $1`. $2: shops in scope; who does not see every shop of a pool does not see the pool.
 * $3: warehouses in scope, whose units are counted.
 */
export const selectPools = `select p.id, p.code, p.name, p.priority, p.falls_back, p.returns, p.customer_groups, p.starts_at, p.ends_at, p.status, p.created_at, p.ended_at, p.version,
    array(select h.code from pool_shops x join shops h on h.tenant_id = $1 and h.id = x.shop_id where x.tenant_id = $1 and x.pool_id = p.id order by h.code) as shops,
    u.quantity, u.reserved, i.incoming
  from pools p
  cross join lateral (select coalesce(sum(b.quantity), 0)::int as quantity, coalesce(sum(b.reserved), 0)::int as reserved from pool_balances b
                       where b.tenant_id = $1 and b.pool_id = p.id and ($3::uuid[] is null or b.warehouse_id = any($3::uuid[]))) u
  cross join lateral (select coalesce(sum(n.quantity - n.arrived - n.lost), 0)::int as incoming from pool_incoming n
                       where n.tenant_id = $1 and n.pool_id = p.id and ($3::uuid[] is null or n.warehouse_id = any($3::uuid[]))) i
 where p.tenant_id = $1
   and ($2::uuid[] is null or not exists (select 1 from pool_shops x where x.tenant_id = $1 and x.pool_id = p.id and x.shop_id <> all($2::uuid[])))`

export const poolScope = ({ actor: { scope } }: Context) => [scope.shopIds, scope.warehouseIds]

export function poolViewOf(row: PoolRow): PoolView {
  return {
    id: row.id,
    code: row.code,
    name: row.name,
    shopCodes: row.shops,
    customerGroups: row.customer_groups,
    priority: row.priority,
    fallsBack: row.falls_back,
    returns: row.returns,
    startsAt: row.starts_at?.toISOString() ?? null,
    endsAt: row.ends_at?.toISOString() ?? null,
    status: row.status,
    quantity: row.quantity,
    reserved: row.reserved,
    available: row.quantity - row.reserved,
    incoming: row.incoming,
    createdAt: row.created_at.toISOString(),
    endedAt: row.ended_at?.toISOString() ?? null,
    version: row.version,
  }
}

export async function poolRow(ctx: Context, poolId: string, how: 'look' | 'lock' = 'look'): Promise<PoolRow> {
  if (how === 'lock') await ctx.sql('select id from pools where tenant_id = $1 and id = $2 for update', [poolId])
  const [row] = await ctx.sql<PoolRow>(`${selectPools} and p.id = $4`, [...poolScope(ctx), poolId])
  return row ?? refuse('not_found')
}

/** The pool of a code, held until the end: ending it waits for us. `into`: nothing goes into one that has ended. */
export async function openPool(ctx: Context, code: string, path: string, into: boolean): Promise<PoolRow> {
  const [held] = await ctx.sql<{ id: string }>(
    'select id from pools where tenant_id = $1 and code = $2 for share',
    [code],
    'pool-hold',
  )
  const [row] = held ? await ctx.sql<PoolRow>(`${selectPools} and p.id = $4`, [...poolScope(ctx), held.id]) : []
  if (!row) return invalid([{ path, code: 'unknown' }])
  if (into && row.status === 'ended') invalid([{ path, code: 'pool_ended' }])
  return row
}

/** The shops of some codes, all in scope. */
export async function shopIdsOf(ctx: Context, codes: readonly string[]): Promise<string[]> {
  const { shopIds } = ctx.actor.scope
  const rows = await ctx.sql<{ id: string; code: string }>(
    'select id, code from shops where tenant_id = $1 and code = any($2) and ($3::uuid[] is null or id = any($3::uuid[]))',
    [codes, shopIds],
  )
  const known = new Map(rows.map((row) => [row.code, row.id]))
  const errors: FieldError[] = codes.flatMap((code, i) =>
    known.has(code) ? [] : [{ path: `shopCodes.${i}`, code: 'unknown' }],
  )
  if (errors.length > 0) invalid(errors)
  return [...new Set(known.values())]
}

export async function writePoolShops(ctx: Context, poolId: string, shopIds: readonly string[]): Promise<void> {
  await ctx.sql('delete from pool_shops where tenant_id = $1 and pool_id = $2 and shop_id <> all($3::uuid[])', [
    poolId,
    shopIds,
  ])
  await ctx.sql(
    `insert into pool_shops (tenant_id, pool_id, shop_id) select $1, $2, s from unnest($3::uuid[]) as s on conflict do nothing`,
    [poolId, shopIds],
  )
}

export function refuseTimes(startsAt: Date | null | undefined, endsAt: Date | null | undefined): void {
  if (startsAt && endsAt && endsAt <= startsAt) invalid([{ path: 'endsAt', code: 'before_start' }])
}
