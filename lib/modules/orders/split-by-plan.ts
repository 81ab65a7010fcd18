import { z } from 'zod'
import { id } from '@/lib/kernel/ids'
import { invalid, refuse } from '@/lib/kernel/refusal'
import { demandStock, forgetDemand } from '@/lib/modules/inventory/demand-stock'
import { ordersAllocated } from '@/lib/modules/orders/events'
import { getOrder } from '@/lib/modules/orders/get-order'
import { holdsOfOrder, lockOrder, refuseTransition } from '@/lib/modules/orders/internal/lock-order'
import { logEvents } from '@/lib/modules/orders/internal/log-events'
import { makeParcels } from '@/lib/modules/orders/internal/make-parcels'
import { moveOrders } from '@/lib/modules/orders/internal/move-orders'
import { planRest } from '@/lib/modules/orders/internal/plan-rest'
import { keepRoutes } from '@/lib/modules/orders/internal/rules/route-orders'
import { overridableHolds } from '@/lib/modules/orders/states'
import { command } from '@/lib/platform/door/use-case'

/** A waiting order leaves from several warehouses as allocation would split it, though the company's rule keeps orders whole. */
export const splitByPlan = command({
  name: 'order.split-by-plan',
  summary: 'Split a waiting order over warehouses as allocation suggests',
  http: { method: 'POST', path: '/orders/{orderId}/split-by-plan' },
  input: z.strictObject({
    orderId: id('order'),
    reason: z.string().trim().max(500).default(''),
    version: z.int().optional(),
  }),
  example: { reason: 'The buyer prefers two parcels to waiting' },
  async run(ctx, { orderId, reason, version }) {
    const order = await lockOrder(ctx, orderId, version)
    if (order.state !== 'awaiting_purchase') refuseTransition(order.state, 'awaiting_shipment')
    const blocking = (await holdsOfOrder(ctx, orderId)).filter((code) => !overridableHolds.includes(code))
    if (blocking.length > 0) refuse('on_hold', { holds: blocking })
    const [sealed] = await ctx.sql('select 1 from orders where tenant_id = $1 and id = $2 and sealed', [orderId])
    if (sealed) invalid([{ path: 'id', code: 'sealed' }])
    const held = { id: orderId, state: order.state, shopId: order.shop_id, province: order.province }
    const { parcels, rest, allocation, routes, places } = await planRest(ctx, held, 'hold')
    if (parcels.length === 0) refuse('insufficient_stock', { short: allocation.short })
    const carrier = allocation.route?.carrier ?? null
    await makeParcels(ctx, [{ orderId, shopId: order.shop_id, parcels, carrier }])
    if (routes) await keepRoutes(ctx, routes, [orderId], places)
    await forgetDemand(ctx, [orderId])
    await demandStock(
      ctx,
      rest.map((want) => ({ ...want, orderId })),
    )
    const to = rest.length === 0 ? 'awaiting_shipment' : 'awaiting_purchase'
    const data = { operation: 'plan', warehouseCodes: parcels.map((p) => p.place.code) }
    await logEvents(ctx, [{ orderId, kind: 'allocation', words: reason, data }])
    await moveOrders(ctx, [{ orderId, from: order.state, to, words: reason, allocation }])
    if (to === 'awaiting_shipment') ctx.emit(ordersAllocated([orderId]))
    ctx.tell({ parcels: parcels.length })
    return getOrder.within(ctx, { orderId })
  },
})
