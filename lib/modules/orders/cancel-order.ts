import { z } from 'zod'
import { id } from '@/lib/kernel/ids'
import { refuse } from '@/lib/kernel/refusal'
import { ordersCancelled } from '@/lib/modules/orders/events'
import { getOrder } from '@/lib/modules/orders/get-order'
import { hasParcel, left } from '@/lib/modules/orders/internal/has-parcel'
import { lockOrder, refuseTransition } from '@/lib/modules/orders/internal/lock-order'
import { moveOrders } from '@/lib/modules/orders/internal/move-orders'
import { dropAllHolds } from '@/lib/modules/orders/internal/set-holds'
import { stopWork } from '@/lib/modules/orders/internal/stop-work'
import { orderStates } from '@/lib/modules/orders/states'
import { command } from '@/lib/platform/door/use-case'

/** Ends an order before it is shipped: what it holds is given back in the same moment. */
export const cancelOrder = command({
  name: 'order.cancel',
  summary: 'Cancel an order that has not been shipped',
  http: { method: 'POST', path: '/orders/{orderId}/cancel' },
  input: z.strictObject({
    orderId: id('order'),
    reason: z.string().trim().min(1).max(500),
    version: z.int().optional(),
  }),
  example: { reason: 'The buyer changed their mind' },
  async run(ctx, { orderId, reason, version }) {
    const order = await lockOrder(ctx, orderId, version)
    if (order.state === 'shipped' || order.state === 'delivered')
      refuse('already_shipped', { from: order.state, to: 'cancelled' })
    // One of several parcels has left: what follows for it is after-sales.
    if (await hasParcel(ctx, orderId, left)) refuse('already_shipped', { from: order.state, to: 'cancelled' })
    if (!orderStates.can(order.state, 'cancelled')) refuseTransition(order.state, 'cancelled')
    await stopWork(ctx, [orderId])
    await dropAllHolds(ctx, [orderId], 'cancelled')
    await moveOrders(ctx, [{ orderId, from: order.state, to: 'cancelled', words: reason }])
    ctx.emit(ordersCancelled([orderId]))
    ctx.tell({ from: order.state })
    return getOrder.within(ctx, { orderId })
  },
})
