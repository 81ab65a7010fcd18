import { refuse } from '@/lib/kernel/refusal'
import { demandStock, forgetDemand } from '@/lib/modules/inventory/demand-stock'
import { ordersAllocated } from '@/lib/modules/orders/events'
import { explanationOf } from '@/lib/modules/orders/internal/explanation'
import { holdsOfOrder, type Locked, refuseTransition } from '@/lib/modules/orders/internal/lock-order'
import { logEvents } from '@/lib/modules/orders/internal/log-events'
import { makeParcels } from '@/lib/modules/orders/internal/make-parcels'
import { moveOrders } from '@/lib/modules/orders/internal/move-orders'
import { planRest } from '@/lib/modules/orders/internal/plan-rest'
import { keepRoutes } from '@/lib/modules/orders/internal/rules/route-orders'
import { overridableHolds } from '@/lib/modules/orders/states'
import type { Context } from '@/lib/platform/door/context'

/** Only an order that waits for goods, and that nothing else stops, is given some by hand. */
export async function refuseNotWaiting(ctx: Context, order: Locked): Promise<void> {
  if (order.state !== 'awaiting_purchase') refuseTransition(order.state, 'awaiting_shipment')
  const blocking = (await holdsOfOrder(ctx, order.id)).filter((code) => !overridableHolds.includes(code))
  if (blocking.length > 0) refuse('on_hold', { holds: blocking })
}

/** A waiting order takes what lies free now, in as many parcels as that takes; `told` stands on its time line. Answers them. */
export async function allocateWaiting(
  ctx: Context,
  order: Locked,
  words: string,
  told: Record<string, unknown>,
): Promise<string[]> {
  const { id: orderId, state, shop_id: shopId, province } = order
  const { parcels, rest, allocation, routes, places } = await planRest(
    ctx,
    { id: orderId, state, shopId, province },
    'hold',
  )
  if (parcels.length === 0) refuse('insufficient_stock', { short: allocation.short })
  const made = await makeParcels(ctx, [{ orderId, shopId, parcels, carrier: allocation.route?.carrier ?? null }])
  if (routes) await keepRoutes(ctx, routes, [orderId], places)
  await forgetDemand(ctx, [orderId])
  await demandStock(
    ctx,
    rest.map((want) => ({ ...want, orderId })),
  )
  const to = rest.length === 0 ? 'awaiting_shipment' : 'awaiting_purchase'
  const before = await explanationOf(ctx, orderId)
  const data = { ...told, warehouseCodes: parcels.map((p) => p.place.code), made, ...before }
  await logEvents(ctx, [{ orderId, kind: 'allocation', words, data }])
  await moveOrders(ctx, [{ orderId, from: state, to, words, allocation }])
  if (to === 'awaiting_shipment') ctx.emit(ordersAllocated([orderId]))
  return made
}
