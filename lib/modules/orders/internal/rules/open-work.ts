import { groupBy } from '@/lib/kernel/group'
import { byHand } from '@/lib/modules/orders/internal/by-hand.sql'
import { promiseSequence } from '@/lib/modules/orders/internal/promise-sequence.sql'
import { binder, visible } from '@/lib/modules/orders/internal/visible-orders'
import type { Rerouting } from '@/lib/modules/orders/schema'
import { type FulfilmentState, inWork, type OrderState, overridableHolds } from '@/lib/modules/orders/states'
import type { Context } from '@/lib/platform/door/context'

export type WorkedOrder = {
  id: string
  number: string
  state: OrderState
  shopId: string
  province: string
  sealed: boolean
  promisedShipAt: Date | null
  held: boolean
  presale: boolean
}

export type WorkedParcel = {
  id: string
  order_id: string
  warehouse_id: string
  state: FulfilmentState
  preferred_carrier: string | null
  blocked: boolean
  merged: boolean
  staged: boolean
  pooled: boolean
  labelled: boolean
  by_hand: boolean
}

export type CarriedLine = {
  fulfilmentId: string
  orderId: string
  warehouseId: string
  orderLineId: string
  skuId: string
  quantity: number
}

/**
 * Picked orders in the sequence in which allocation would serve them, those the actor sees. `hold`: locked, in the house's sequence of
 * ids and the parcels after them.
 */
export async function workedOrders(ctx: Context, orderIds: readonly string[], hold: boolean): Promise<WorkedOrder[]> {
  const { bind, params } = binder()
  const ids = bind([...new Set(orderIds)])
  const where = `o.tenant_id = $1 and o.id = any(${ids}::uuid[]) and ${visible(ctx, bind)}`
  if (hold) {
    const locked = await ctx.sql<{ id: string }>(
      `select o.id from orders o where ${where} order by o.id for update of o`,
      params,
    )
    await ctx.sql(
      `select f.id from fulfilments f where f.tenant_id = $1 and f.state <> 'cancelled' and f.id in (
         select l.fulfilment_id from fulfilment_lines l where l.tenant_id = $1 and l.order_id = any($2::uuid[])) order by f.id for update of f`,
      [locked.map((order) => order.id)],
    )
  }
  return ctx.sql<WorkedOrder>(
    `select o.id, o.number, o.state, o.shop_id as "shopId", o.province, o.sealed, o.promised_ship_at as "promisedShipAt",
            exists (select 1 from order_holds h where h.tenant_id = $1 and h.order_id = o.id and h.code <> all(${bind(overridableHolds)})) as held,
            o.presale and (o.presale_until is null or o.presale_until > ${bind(ctx.now)}) as presale
       from orders o where ${where} order by ${promiseSequence}`,
    params,
  )
}

/** Their parcels that are not cancelled, with all that keeps rules from sending one elsewhere, and what is in those. */
export async function workOf(
  ctx: Context,
  orderIds: readonly string[],
): Promise<{ parcels: Map<string, WorkedParcel[]>; lines: Map<string, CarriedLine[]> }> {
  const parcels = await ctx.sql<WorkedParcel>(
    `select f.id, x.order_id, f.warehouse_id, f.state, f.preferred_carrier, f.block_reason is not null as blocked,
            exists (select 1 from fulfilment_lines l where l.tenant_id = $1 and l.fulfilment_id = f.id and l.order_id <> x.order_id) as merged,
            exists (select 1 from reservations r where r.tenant_id = $1 and r.fulfilment_id = f.id and r.state = 'open' and r.staged > 0) as staged,
            exists (select 1 from reservations r where r.tenant_id = $1 and r.fulfilment_id = f.id and r.state = 'open' and r.pool_id is not null) as pooled,
            exists (select 1 from waybills b where b.tenant_id = $1 and b.fulfilment_id = f.id and b.voided_at is null) as labelled,
            ${byHand('x.order_id', 'f.id')} as by_hand
       from (select distinct l.order_id, l.fulfilment_id from fulfilment_lines l where l.tenant_id = $1 and l.order_id = any($2::uuid[])) x
       join fulfilments f on f.tenant_id = $1 and f.id = x.fulfilment_id and f.state <> 'cancelled'
      order by f.id`,
    [orderIds],
  )
  const lines = await ctx.sql<CarriedLine>(
    `select l.fulfilment_id as "fulfilmentId", l.order_id as "orderId", f.warehouse_id as "warehouseId", l.order_line_id as "orderLineId",
            l.sku_id as "skuId", l.quantity
       from fulfilment_lines l join fulfilments f on f.tenant_id = $1 and f.id = l.fulfilment_id and f.state <> 'cancelled'
      where l.tenant_id = $1 and l.order_id = any($2::uuid[]) order by l.id`,
    [orderIds],
  )
  return { parcels: groupBy(parcels, (p) => p.order_id), lines: groupBy(lines, (l) => l.orderId) }
}

/** What keeps rules away from the order; undefined where nothing does. Of an approved one allocation asks them anyway. */
export function keptBy(order: WorkedOrder, parcels: readonly WorkedParcel[]): Rerouting | undefined {
  const any = (is: (parcel: WorkedParcel) => boolean) => parcels.some(is)
  if (!inWork.includes(order.state) || order.state === 'approved') return 'not_waiting'
  if (any(({ state, staged }) => staged || !['waiting', 'allocated', 'released'].includes(state))) return 'begun'
  if (order.held || any((parcel) => parcel.blocked)) return 'held'
  if (order.presale) return 'presale'
  if (any(({ state }) => state === 'released')) return 'in_wave'
  if (any((parcel) => parcel.merged)) return 'merged'
  if (any((parcel) => parcel.labelled)) return 'labelled'
  if (any((parcel) => parcel.by_hand)) return 'by_hand'
  return any((parcel) => parcel.pooled) ? 'pooled' : undefined
}
