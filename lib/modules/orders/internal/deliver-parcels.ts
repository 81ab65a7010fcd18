import { ordersDelivered } from '@/lib/modules/orders/events'
import { moveOrders } from '@/lib/modules/orders/internal/move-orders'
import type { Context } from '@/lib/platform/door/context'

/**
 * The parcels of these orders have arrived, as somebody other than their carrier says. What lay in them of other orders has arrived with
 * them: those go on too. The caller holds the rows of the orders and of those beside them.
 */
export async function deliverParcels(ctx: Context, orderIds: readonly string[]): Promise<void> {
  if (orderIds.length === 0) return
  const arrived = await ctx.sql<{ id: string }>(
    `update fulfilments f set state = 'delivered', delivered_at = $3, updated_at = $3, version = f.version + 1
      where f.tenant_id = $1 and f.state = 'shipped'
        and f.id in (select l.fulfilment_id from fulfilment_lines l where l.tenant_id = $1 and l.order_id = any($2::uuid[]))
      returning f.id`,
    [orderIds, ctx.now],
  )
  const inside = await ordersIn(
    ctx,
    arrived.map((f) => f.id),
  )
  const beside = inside.filter((id) => !orderIds.includes(id))
  await endJourneys(ctx, beside, 'with_parcel')
}

/** Whose goods are in these parcels. */
export async function ordersIn(ctx: Context, fulfilmentIds: readonly string[]): Promise<string[]> {
  if (fulfilmentIds.length === 0) return []
  const rows = await ctx.sql<{ id: string }>(
    'select distinct order_id as id from fulfilment_lines where tenant_id = $1 and fulfilment_id = any($2::uuid[])',
    [fulfilmentIds],
  )
  return rows.map((r) => r.id)
}

/** Shipped orders of which no parcel is on its way any more are delivered: an order is as far as the least advanced of its parcels. */
export async function endJourneys(ctx: Context, orderIds: readonly string[], reason: string): Promise<void> {
  if (orderIds.length === 0) return
  const done = await ctx.sql<{ id: string }>(
    `select o.id from unnest($2::uuid[]) as o(id) where not exists (
       select 1 from fulfilment_lines l join fulfilments f on f.tenant_id = $1 and f.id = l.fulfilment_id
        where l.tenant_id = $1 and l.order_id = o.id and f.state not in ('delivered', 'cancelled'))`,
    [orderIds],
  )
  const moved = await moveOrders(
    ctx,
    done.map((o) => ({ orderId: o.id, from: 'shipped', to: 'delivered', reason })),
  )
  if (moved.size > 0) ctx.emit(ordersDelivered([...moved]))
}
