import { z } from 'zod'
import { id } from '@/lib/kernel/ids'
import { ordersDelivered } from '@/lib/modules/orders/events'
import { getOrder } from '@/lib/modules/orders/get-order'
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
    await ctx.sql(
      `update fulfilments f set state = 'delivered', delivered_at = $3, updated_at = $3, version = f.version + 1
        where f.tenant_id = $1 and f.state = 'shipped'
          and f.id in (select l.fulfilment_id from fulfilment_lines l where l.tenant_id = $1 and l.order_id = $2)`,
      [orderId, ctx.now],
    )
    await moveOrders(ctx, [{ orderId, from: order.state, to: 'delivered', reason }])
    ctx.emit(ordersDelivered([orderId]))
    return getOrder.within(ctx, { orderId })
  },
})
