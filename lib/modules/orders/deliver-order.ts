import { z } from 'zod'
import { id } from '@/lib/kernel/ids'
import { ordersDelivered } from '@/lib/modules/orders/events'
import { getOrder } from '@/lib/modules/orders/get-order'
import { deliverParcels } from '@/lib/modules/orders/internal/deliver-parcels'
import { lockOrder, refuseTransition } from '@/lib/modules/orders/internal/lock-order'
import { moveOrders } from '@/lib/modules/orders/internal/move-orders'
import { orderStates } from '@/lib/modules/orders/states'
import { command } from '@/lib/platform/door/use-case'

/** A person knows that the buyer has it, whatever the carrier says. */
export const deliverOrder = command({
  name: 'order.deliver',
  summary: 'Mark a shipped order as delivered',
  http: { method: 'POST', path: '/orders/{orderId}/deliver' },
  input: z.strictObject({
    orderId: id('order'),
    reason: z.string().trim().max(500).default(''),
    version: z.int().optional(),
  }),
  example: { reason: 'The buyer confirmed by message' },
  async run(ctx, { orderId, reason, version }) {
    const order = await lockOrder(ctx, orderId, version)
    if (!orderStates.can(order.state, 'delivered')) refuseTransition(order.state, 'delivered')
    await deliverParcels(ctx, [orderId])
    await moveOrders(ctx, [{ orderId, from: order.state, to: 'delivered', words: reason }])
    ctx.emit(ordersDelivered([orderId]))
    return getOrder.within(ctx, { orderId })
  },
})
