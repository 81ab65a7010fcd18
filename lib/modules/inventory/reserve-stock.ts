import { newId } from '@/lib/kernel/ids'
import { available } from '@/lib/modules/inventory/available'
import { stockIncreased } from '@/lib/modules/inventory/events'
import { lockBalances } from '@/lib/modules/inventory/internal/lock-balances'
import { noPosting, writePosting } from '@/lib/modules/inventory/internal/post-stock.sql'
import { todayOf } from '@/lib/modules/inventory/today-of'
import type { Context } from '@/lib/platform/door/context'

export type Wish = {
  skuId: string
  warehouseId: string
  holderId: string
  fulfilmentId: string
  quantity: number
  /** The pool whose units they are; none: general stock. */
  poolId?: string | null
}

/** Units of a place that balance `b` still counts as to be promised, though since today ($4) their batch is past its day. */
export const overdue = `case when exists (select 1 from stock_batches k where k.tenant_id = $1 and k.sellable and k.sell_until < $4::date)
  then (select coalesce(sum(x.quantity), 0)::int from batch_balances x
          join stock_batches k on k.tenant_id = $1 and k.id = x.batch_id and k.sellable and k.sell_until < $4::date
          join bins n on n.tenant_id = $1 and n.id = x.bin_id and n.warehouse_id = b.warehouse_id
          left join zones z on z.tenant_id = $1 and z.id = n.zone_id
         where x.tenant_id = $1 and x.sku_id = b.sku_id and z.kind is distinct from 'defective') else 0 end`

/** Locks and reads what is available; the answer stays true until the transaction ends. Keyed by SKU, then warehouse. */
export async function lockAvailable(
  ctx: Context,
  skuIds: readonly string[],
  warehouseIds: readonly string[],
): Promise<Map<string, Map<string, number>>> {
  const rows = await ctx.sql<{ sku_id: string; warehouse_id: string; available: number }>(
    `select b.sku_id, b.warehouse_id, greatest(0, ${available()} - ${overdue}) as available from stock_balances b
      where b.tenant_id = $1 and b.sku_id = any($2::uuid[]) and b.warehouse_id = any($3::uuid[])
      order by b.sku_id, b.warehouse_id for update of b`,
    [skuIds, warehouseIds, todayOf(ctx)],
    'available-lock',
  )
  const found = new Map<string, Map<string, number>>()
  for (const row of rows) {
    const places = found.get(row.sku_id) ?? new Map<string, number>()
    found.set(row.sku_id, places.set(row.warehouse_id, row.available))
  }
  return found
}

/** Reserves units that the caller saw available under lock; the CHECK on the balance refuses everything else. */
export async function reserveStock(ctx: Context, wishes: readonly Wish[]): Promise<void> {
  if (wishes.length === 0) return
  const opened = wishes.map((w) => ({ ...w, poolId: w.poolId ?? null, id: newId() }))
  await writePosting(ctx, { ...noPosting, opened })
}

export type Reservation = {
  id: string
  sku_id: string
  warehouse_id: string
  holder_id: string
  fulfilment_id: string
  quantity: number
  pool_id: string | null
  /** How much of it lies picked at the packing place. */
  staged: number
}

/** The open reservations of some fulfilments; their balances are locked first, in the house's order. */
export async function lockReservations(ctx: Context, fulfilmentIds: readonly string[]): Promise<Reservation[]> {
  const open = () =>
    ctx.sql<Reservation>(
      `select id, sku_id, warehouse_id, holder_id, fulfilment_id, quantity, pool_id, staged from reservations
        where tenant_id = $1 and fulfilment_id = any($2::uuid[]) and state = 'open'`,
      [fulfilmentIds],
      'reservations-open',
    )
  const found = await open()
  await lockBalances(
    ctx,
    found.map((r) => ({ skuId: r.sku_id, warehouseId: r.warehouse_id })),
  )
  // Read again under the lock: what another command closed in between is no longer ours to close.
  return open()
}

/** Gives back what fulfilments hold. Released units wake the orders that wait for them. */
export async function releaseStock(ctx: Context, fulfilmentIds: readonly string[]): Promise<void> {
  if (fulfilmentIds.length === 0) return
  const held = await lockReservations(ctx, fulfilmentIds)
  if (held.length === 0) return
  const closed = { ids: held.map((r) => r.id), state: 'released' as const }
  await writePosting(ctx, { ...noPosting, closed })
  ctx.emit(stockIncreased([...new Set(held.map((r) => r.sku_id))]))
}
