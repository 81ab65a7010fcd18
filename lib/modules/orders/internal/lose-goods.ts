import { demandStock } from '@/lib/modules/inventory/demand-stock'
import { stockIncreased } from '@/lib/modules/inventory/events'
import { ordersShort } from '@/lib/modules/orders/events'
import { boxesLost } from '@/lib/modules/orders/internal/boxes-lost'
import type { BrokenPromises } from '@/lib/modules/orders/internal/break-promises'
import { logEvents } from '@/lib/modules/orders/internal/log-events'
import { moveOrders } from '@/lib/modules/orders/internal/move-orders'
import type { OrderState } from '@/lib/modules/orders/states'
import type { Context } from '@/lib/platform/door/context'

export type OrderThatLost = { orderId: string; number: string; parcel: string; outcome: 'cancelled' | 'blocked' }

type Line = {
  fulfilment_id: string
  order_id: string
  order_number: string
  order_state: OrderState
  order_line_id: string
  sku_id: string
  quantity: number
}

/** Picked goods stay where they are until a person has looked; the rest of the parcel's way is closed meanwhile. */
const inHands = ['picking', 'packed']

/**
 * What follows from broken promises, in the transaction that broke them: parcels on the shelf are cancelled and their orders
 * wait for goods again, parcels in somebody's hands are blocked. Every order says so on its time line.
 */
export async function loseGoods(
  ctx: Context,
  { parcels, skuIds }: BrokenPromises,
  /** The adjustment or move that lost them. */
  documentId: string,
): Promise<OrderThatLost[]> {
  if (parcels.length === 0) return []
  const outcomes = new Map(
    parcels.map((p) => [p.id, inHands.includes(p.state) ? ('blocked' as const) : ('cancelled' as const)]),
  )
  const idsOf = (outcome: string) => parcels.filter((p) => outcomes.get(p.id) === outcome).map((p) => p.id)
  await ctx.sql(
    `update fulfilments f set state = case when f.id = any($2::uuid[]) then 'cancelled' else f.state end,
            block_reason = case when f.id = any($2::uuid[]) then null else 'stock_lost' end,
            blocked_at = case when f.id = any($2::uuid[]) then null else $4::timestamptz end, version = f.version + 1, updated_at = $4
      where f.tenant_id = $1 and (f.id = any($2::uuid[]) or f.id = any($3::uuid[]))`,
    [idsOf('cancelled'), idsOf('blocked'), ctx.now],
  )
  const lines = await ctx.sql<Line>(
    `select l.fulfilment_id, l.order_id, o.number as order_number, o.state as order_state, l.order_line_id, l.sku_id, l.quantity
       from fulfilment_lines l join orders o on o.tenant_id = $1 and o.id = l.order_id
      where l.tenant_id = $1 and l.fulfilment_id = any($2::uuid[]) order by o.number, l.id`,
    [parcels.map((p) => p.id)],
  )
  const lost = parcels.flatMap(({ id, number: parcel }) => {
    const own = new Map(lines.filter((l) => l.fulfilment_id === id).map((l) => [l.order_id, l]))
    return [...own.values()].map(({ order_id: orderId, order_number: number, order_state: state }) => ({
      ...{ orderId, number, parcel, state, fulfilmentId: id },
      outcome: outcomes.get(id) ?? ('cancelled' as const),
    }))
  })
  await logEvents(
    ctx,
    lost.map(({ orderId, parcel, fulfilmentId, outcome }) => ({
      orderId,
      kind: 'shipment',
      reason: 'stock_lost',
      data: { fulfilmentId, parcel, documentId, lost: outcome },
    })),
  )
  await waitAgain(
    ctx,
    lines.filter((l) => outcomes.get(l.fulfilment_id) === 'cancelled'),
  )
  // What broken parcels held beyond what is gone is free for others now.
  ctx.emit(stockIncreased(skuIds))
  for (const { orderId } of lost) ctx.touch('order', orderId)
  return lost.map(({ orderId, number, parcel, outcome }) => ({ orderId, number, parcel, outcome }))
}

/** A part of an order may wait already: what is lost now is added to that. */
async function waitAgain(ctx: Context, lines: readonly Line[]): Promise<void> {
  if (lines.length === 0) return
  const demands = new Map<string, { orderLineId: string; orderId: string; skuId: string; quantity: number }>()
  for (const l of lines) {
    const key = `${l.order_line_id} ${l.sku_id}`
    const quantity = (demands.get(key)?.quantity ?? 0) + l.quantity
    demands.set(key, { orderLineId: l.order_line_id, orderId: l.order_id, skuId: l.sku_id, quantity })
  }
  await demandStock(ctx, await boxesLost(ctx, [...demands.values()]), 'more')
  const orderIds = [...new Set(lines.map((l) => l.order_id))]
  // Where the goods would have come from is no longer true.
  await ctx.sql('update orders o set allocation = null where o.tenant_id = $1 and o.id = any($2::uuid[])', [orderIds])
  await moveOrders(
    ctx,
    orderIds.map((orderId) => ({ orderId, from: 'awaiting_shipment', to: 'awaiting_purchase', reason: 'stock_lost' })),
  )
  ctx.emit(ordersShort(orderIds))
}
