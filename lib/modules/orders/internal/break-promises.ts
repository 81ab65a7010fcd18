import { lockReservations } from '@/lib/modules/inventory/reserve-stock'
import { type Loss, type Place, type Shortfall, shortfalls } from '@/lib/modules/inventory/shortfalls'
import { shrinkPools } from '@/lib/modules/inventory/shrink-pools'
import type { FulfilmentState } from '@/lib/modules/orders/states'
import type { Context } from '@/lib/platform/door/context'

export type BrokenParcel = { id: string; number: string; state: FulfilmentState }
export type BrokenPromises = {
  parcels: BrokenParcel[]
  reservationIds: string[]
  skuIds: string[]
  /** Losses of more than there is: nothing was decided. */
  impossible: Loss[]
}

type Promised = {
  fulfilment_id: string
  number: string
  state: FulfilmentState
  sku_id: string
  warehouse_id: string
  quantity: number
}

const none: BrokenPromises = { parcels: [], reservationIds: [], skuIds: [], impossible: [] }

/**
 * Which parcels can no longer leave once these units are gone: of each place the youngest promises, until the rest fits.
 * Everything it names is locked until the end. Locks go the house's way, orders before parcels before balances: who will lose
 * is guessed first and then judged again under the lock. Whoever only then turns out to lose as well is not waited for: the
 * transaction starts over when somebody else is at work on that order. What lies free gives way before any promise, general stock before
 * pools; pools that no longer have their units are made smaller at once, with a document that names `reference`.
 */
export async function breakPromises(
  ctx: Context,
  losses: readonly Loss[],
  reference = '',
  /** Places that the caller is about to change, too: locked together with the others, in the house's one order. */
  also: readonly Place[] = [],
): Promise<BrokenPromises> {
  if (losses.length === 0) return none
  const locked = new Set<string>()
  const guessed = await youngest(ctx, await shortfalls(ctx, losses, 'look'))
  await lockParcels(ctx, guessed, locked, 'wait')
  const short = await shortfalls(ctx, losses, 'lock', [...(await placesOf(ctx, guessed)), ...also])
  const impossible = losses.filter((_, i) => (short[i]?.left ?? 0) < 0)
  if (impossible.length > 0) return { ...none, impossible }
  let parcels = await youngest(ctx, short)
  for (;;) {
    const late = parcels.filter((p) => !locked.has(p.id))
    if (late.length === 0) break
    await lockParcels(ctx, late, locked, 'nowait')
    parcels = await youngest(ctx, short)
  }
  const held =
    parcels.length === 0
      ? []
      : await lockReservations(
          ctx,
          parcels.map((p) => p.id),
        )
  await shrinkPools(ctx, short, held, reference)
  if (parcels.length === 0) return none
  return { ...none, parcels, reservationIds: held.map((r) => r.id), skuIds: [...new Set(held.map((r) => r.sku_id))] }
}

/** The parcels that give way at places where promises exceed what is left: those on the shelf before those already in somebody's hands. */
async function youngest(ctx: Context, short: readonly Shortfall[]): Promise<BrokenParcel[]> {
  const places = short.filter((s) => s.missing > 0 && s.left >= 0)
  if (places.length === 0) return []
  const promised = await ctx.sql<Promised>(
    `select r.fulfilment_id, f.number, f.state, r.sku_id, r.warehouse_id, sum(r.quantity)::int as quantity
       from reservations r
       join unnest($2::uuid[], $3::uuid[]) as u(sku, warehouse) on r.sku_id = u.sku and r.warehouse_id = u.warehouse
       join fulfilments f on f.tenant_id = $1 and f.id = r.fulfilment_id
       join fulfilment_lines l on l.tenant_id = $1 and l.id = r.holder_id
       join orders o on o.tenant_id = $1 and o.id = l.order_id
       left join pools p on p.tenant_id = $1 and p.id = r.pool_id
      where r.tenant_id = $1 and r.state = 'open'
      group by r.fulfilment_id, f.number, f.state, r.sku_id, r.warehouse_id
      -- General stock's promises before those of pools, the least important pool's first. A parcel of several orders is as old as the
      -- oldest promise in it.
      order by f.state in ('picking', 'packed'), max(p.priority) desc nulls first, min(o.promised_ship_at) desc nulls first, min(o.paid_at) desc nulls first, min(o.id::text) desc,
               r.fulfilment_id desc`,
    [places.map((p) => p.skuId), places.map((p) => p.warehouseId)],
    'promises-youngest',
  )
  const found = new Map<string, BrokenParcel>()
  for (const { skuId, warehouseId, missing } of places) {
    const here = promised.filter((p) => p.sku_id === skuId && p.warehouse_id === warehouseId)
    // What gives way at one place gives back its units at the others, too.
    let open = missing - here.reduce((n, p) => n + (found.has(p.fulfilment_id) ? p.quantity : 0), 0)
    for (const { fulfilment_id: id, number, state, quantity } of here) {
      if (open <= 0) break
      if (found.has(id)) continue
      found.set(id, { id, number, state })
      open -= quantity
    }
  }
  return [...found.values()]
}

async function lockParcels(
  ctx: Context,
  parcels: readonly BrokenParcel[],
  locked: Set<string>,
  how: 'wait' | 'nowait',
): Promise<void> {
  if (parcels.length === 0) return
  const ids = parcels.map((p) => p.id)
  const wait = how === 'nowait' ? 'nowait' : ''
  await ctx.sql(
    `select o.id from orders o where o.tenant_id = $1
        and o.id in (select l.order_id from fulfilment_lines l where l.tenant_id = $1 and l.fulfilment_id = any($2::uuid[]))
      order by o.id for update ${wait}`,
    [ids],
  )
  await ctx.sql(
    `select id from fulfilments where tenant_id = $1 and id = any($2::uuid[]) order by id for update ${wait}`,
    [ids],
  )
  for (const id of ids) locked.add(id)
}

/** Where these parcels hold anything: cancelling them changes those balances, too. */
async function placesOf(ctx: Context, parcels: readonly BrokenParcel[]) {
  if (parcels.length === 0) return []
  return ctx.sql<{ skuId: string; warehouseId: string }>(
    `select distinct sku_id as "skuId", warehouse_id as "warehouseId" from reservations
      where tenant_id = $1 and fulfilment_id = any($2::uuid[]) and state = 'open'`,
    [parcels.map((p) => p.id)],
  )
}
