import { z } from 'zod'
import { id } from '@/lib/kernel/ids'
import { refuse } from '@/lib/kernel/refusal'
import { ordersApproved } from '@/lib/modules/orders/events'
import { getOrder } from '@/lib/modules/orders/get-order'
import { holdsOfOrder, lockOrder, refuseTransition } from '@/lib/modules/orders/internal/lock-order'
import { moveOrders } from '@/lib/modules/orders/internal/move-orders'
import { dropHolds } from '@/lib/modules/orders/internal/set-holds'
import { type OrderState, orderStates, overridableHolds } from '@/lib/modules/orders/states'
import { command } from '@/lib/platform/door/use-case'

const target = { approve: 'approved', contact: 'awaiting_contact', invalid: 'invalid' } as const satisfies Record<
  string,
  OrderState
>

/** Customer service decides on one order. Approving needs an order free of holds; those that only warn are overridden by who approves. */
export const reviewOrder = command({
  name: 'order.review',
  summary: 'Review an order: approve it, send it to the call list, or declare it invalid',
  http: { method: 'POST', path: '/orders/{orderId}/review' },
  input: z.strictObject({
    orderId: id('order'),
    decision: z.enum(['approve', 'contact', 'invalid']),
    reason: z.string().trim().max(500).default(''),
    version: z.int().optional(),
  }),
  example: { decision: 'approve' },
  async run(ctx, { orderId, decision, reason, version }) {
    const order = await lockOrder(ctx, orderId, version)
    const to = target[decision]
    if (!orderStates.can(order.state, to)) refuseTransition(order.state, to)
    if (decision === 'approve' && order.hold_count > 0) {
      const holds = await holdsOfOrder(ctx, orderId)
      const blocking = holds.filter((code) => !overridableHolds.includes(code))
      if (blocking.length > 0) refuse('on_hold', { holds: blocking })
      await dropHolds(
        ctx,
        holds.map((code) => ({ orderId, code })),
        { reason: 'approved' },
      )
    }
    await moveOrders(ctx, [{ orderId, from: order.state, to, words: reason }])
    if (decision === 'approve') ctx.emit(ordersApproved([orderId]))
    ctx.tell({ decision, from: order.state })
    return getOrder.within(ctx, { orderId })
  },
})
