import { available } from '@/lib/modules/inventory/available'
import { overdue } from '@/lib/modules/inventory/reserve-stock'
import { todayOf } from '@/lib/modules/inventory/today-of'
import { type LivePool, sellsTo } from '@/lib/modules/orders/internal/special-stock'
import type { Parcel, StockPicture, Want } from '@/lib/modules/orders/internal/stock-picture'
import type { Context } from '@/lib/platform/door/context'

const key = (poolId: string, skuId: string, placeId: string) => `${poolId} ${skuId} ${placeId}`

/** What lies free in the pools that sell now. Like the picture of general stock it shrinks as orders take from it. */
export class PoolPicture {
  readonly #units: Map<string, number>
  readonly #speaks: ReadonlySet<string>

  constructor(
    readonly pools: readonly LivePool[],
    units: readonly { poolId: string; skuId: string; placeId: string; free: number }[],
  ) {
    this.#units = new Map(units.map((u) => [key(u.poolId, u.skuId, u.placeId), u.free]))
    this.#speaks = new Set(units.map((u) => `${u.poolId} ${u.skuId}`))
  }

  free(poolId: string, skuId: string, placeId: string): number {
    return this.#units.get(key(poolId, skuId, placeId)) ?? 0
  }

  /** The pool knows the SKU: it had units of it once, wherever and however many are left. */
  speaksOf(poolId: string, skuId: string): boolean {
    return this.#speaks.has(`${poolId} ${skuId}`)
  }

  take(poolId: string, skuId: string, placeId: string, quantity: number): void {
    this.#units.set(key(poolId, skuId, placeId), this.free(poolId, skuId, placeId) - quantity)
  }

  /** What an order sees of the stock; `general` alone where no pool sells to it. */
  forOrder(order: { id: string; shopId: string }, general: StockPicture): StockPicture {
    const own = this.pools.filter((pool) => sellsTo(pool, order))
    return own.length === 0 ? general : new OwnPicture(general, this, own)
  }
}

/** The pools that sell to an order before general stock, and general stock only where none of them, for the SKU, is strict. */
class OwnPicture implements StockPicture {
  constructor(
    private readonly general: StockPicture,
    private readonly pooled: PoolPicture,
    private readonly own: readonly LivePool[],
  ) {}

  free(skuId: string, placeId: string): number {
    const set = this.own.reduce((n, pool) => n + this.pooled.free(pool.id, skuId, placeId), 0)
    return set + (this.barred(skuId) ? 0 : this.general.free(skuId, placeId))
  }

  since(skuIds: Iterable<string>, placeId: string): number {
    return this.general.since(skuIds, placeId)
  }

  take(parcels: readonly Parcel[]): readonly Parcel[] {
    return parcels.map((parcel) => {
      const lines = parcel.lines.map((line) => ({ ...line, pools: this.takeLine(line, parcel.place.id) }))
      const rest = lines.map(({ pools, ...line }) => ({
        ...line,
        quantity: line.quantity - pools.reduce((n, p) => n + p.quantity, 0),
      }))
      this.general.take([{ place: parcel.place, lines: rest }])
      return { ...parcel, lines }
    })
  }

  private takeLine({ skuId, quantity }: Want, placeId: string): { poolId: string; quantity: number }[] {
    let open = quantity
    return this.own.flatMap(({ id }) => {
      const units = Math.min(open, Math.max(0, this.pooled.free(id, skuId, placeId)))
      if (units === 0) return []
      open -= units
      this.pooled.take(id, skuId, placeId, units)
      return [{ poolId: id, quantity: units }]
    })
  }

  private barred(skuId: string): boolean {
    return this.own.some((pool) => pool.strict && this.pooled.speaksOf(pool.id, skuId))
  }
}

/**
 * What lies free in pools of these SKUs; true until the end where the caller holds the balances. Units of batches past their day that
 * general stock cannot account for are taken off the pools that would lose them first.
 */
export async function poolPicture(
  ctx: Context,
  pools: readonly LivePool[],
  skuIds: readonly string[],
): Promise<PoolPicture | undefined> {
  if (pools.length === 0) return undefined
  const rows = await ctx.sql<{ poolId: string; skuId: string; placeId: string; free: number }>(
    `select x.pool_id as "poolId", x.sku_id as "skuId", x.warehouse_id as "placeId",
            greatest(0, least(x.free, x.upto - x.spilt))::int as free
       from (select g.pool_id, g.sku_id, g.warehouse_id, g.quantity - g.reserved as free,
                    sum(g.quantity - g.reserved) over (partition by g.sku_id, g.warehouse_id order by p.priority desc, p.code desc) as upto,
                    (select greatest(0, ${overdue} - ${available()}) from stock_balances b
                      where b.tenant_id = $1 and b.sku_id = g.sku_id and b.warehouse_id = g.warehouse_id) as spilt
               from pool_balances g join pools p on p.tenant_id = $1 and p.id = g.pool_id
              where g.tenant_id = $1 and g.sku_id = any($2::uuid[])) x
      where x.pool_id = any($3::uuid[])`,
    [skuIds, pools.map((p) => p.id), todayOf(ctx)],
    'pool-picture',
  )
  return new PoolPicture(pools, rows)
}

/** What a reservation is made of: units of pools, and general ones for the rest. */
export function portions({ quantity, pools = [] }: Want): { poolId: string | null; quantity: number }[] {
  const general = quantity - pools.reduce((n, p) => n + p.quantity, 0)
  return [...pools, ...(general > 0 ? [{ poolId: null, quantity: general }] : [])]
}

/**
 * What balance `b` holds for an order `o`, in SQL, where `pairs` says which pools sell for which shops: general stock unless a strict
 * pool of its shop speaks of the SKU, and the free units of its shop's pools.
 */
export const freeForShop = (general: string, pairs: string) => `(case when exists (
    select 1 from ${pairs} join pool_balances k on k.tenant_id = $1 and k.pool_id = own.pool and k.sku_id = b.sku_id
     where own.shop = o.shop_id and (own.one_order is null or own.one_order = o.id) and own.strict) then 0 else ${general} end
  + coalesce((select sum(g.quantity - g.reserved)::int from ${pairs} join pool_balances g on g.tenant_id = $1 and g.pool_id = own.pool
      and g.sku_id = b.sku_id and g.warehouse_id = b.warehouse_id
     where own.shop = o.shop_id and (own.one_order is null or own.one_order = o.id)), 0))`
