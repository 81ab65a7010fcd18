import { z } from 'zod'
import { id } from '@/lib/kernel/ids'
import { refuse } from '@/lib/kernel/refusal'
import { getOrder } from '@/lib/modules/orders/get-order'
import { hasParcel, left, picked } from '@/lib/modules/orders/internal/has-parcel'
import { lockOrder, refuseTransition } from '@/lib/modules/orders/internal/lock-order'
import { moveOrders } from '@/lib/modules/orders/internal/move-orders'
import { stopWork } from '@/lib/modules/orders/internal/stop-work'
import { orderStates } from '@/lib/modules/orders/states'
import { command } from '@/lib/platform/door/use-case'

/** Takes an order back to review: from the call list, from invalid (reopen), or from work that has not been picked or whose goods are lost. */
export const unapproveOrder = command({
  name: 'order.unapprove',
  summary: 'Take an order back to review; what it held is released',
  http: { method: 'POST', path: '/orders/{orderId}/unapprove' },
  input: z.strictObject({
    orderId: id('order'),
    reason: z.string().trim().max(500).default(''),
    version: z.int().optional(),
  }),
  example: { reason: 'The buyer asked for another colour' },
  async run(ctx, { orderId, reason, version }) {
    const order = await lockOrder(ctx, orderId, version)
    if (!orderStates.can(order.state, 'pending_review')) refuseTransition(order.state, 'pending_review')
    if (await hasParcel(ctx, orderId, [...picked, ...left]))
      refuse('illegal_transition', { from: order.state, to: 'pending_review' })
    await stopWork(ctx, [orderId])
    await moveOrders(ctx, [{ orderId, from: order.state, to: 'pending_review', words: reason }])
    ctx.tell({ from: order.state })
    return getOrder.within(ctx, { orderId })
  },
})
