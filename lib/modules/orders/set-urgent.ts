import { z } from 'zod'
import { id } from '@/lib/kernel/ids'
import { refuse } from '@/lib/kernel/refusal'
import { getOrder } from '@/lib/modules/orders/get-order'
import { isOpen, lockOrder } from '@/lib/modules/orders/internal/lock-order'
import { logEvents } from '@/lib/modules/orders/internal/log-events'
import { command } from '@/lib/platform/door/use-case'

/** Urgent orders are allocated before all others, whatever was promised. Nothing is taken from an order that already has it. */
export const setUrgent = command({
  name: 'order.set-urgent',
  summary: 'Mark an order as urgent, or take the mark away',
  http: { method: 'POST', path: '/orders/{orderId}/urgent' },
  input: z.strictObject({ orderId: id('order'), urgent: z.boolean(), version: z.int().optional() }),
  example: { urgent: true },
  async run(ctx, { orderId, urgent, version }) {
    const order = await lockOrder(ctx, orderId, version)
    if (!isOpen(order.state)) refuse('illegal_transition', { from: order.state, to: order.state })
    if (order.urgent !== urgent) {
      await ctx.sql('update orders set urgent = $3 where tenant_id = $1 and id = $2', [orderId, urgent])
      await logEvents(ctx, [{ orderId, kind: 'flag', data: { urgent } }])
    }
    return getOrder.within(ctx, { orderId })
  },
})
