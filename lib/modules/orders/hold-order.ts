import { z } from 'zod'
import { id } from '@/lib/kernel/ids'
import { refuse } from '@/lib/kernel/refusal'
import { getOrder } from '@/lib/modules/orders/get-order'
import { isOpen, lockOrder } from '@/lib/modules/orders/internal/lock-order'
import { putHolds } from '@/lib/modules/orders/internal/set-holds'
import { blockWork } from '@/lib/modules/orders/internal/stop-work'
import { command } from '@/lib/platform/door/use-case'

/** A person stops an order: it is not approved, allocated or shipped until the hold is released. */
export const holdOrder = command({
  name: 'order.hold',
  summary: 'Put an order on hold by hand',
  http: { method: 'POST', path: '/orders/{orderId}/hold' },
  input: z.strictObject({ orderId: id('order'), note: z.string().trim().min(1).max(500), version: z.int().optional() }),
  example: { note: 'The buyer asked us to wait until Monday' },
  async run(ctx, { orderId, note, version }) {
    const order = await lockOrder(ctx, orderId, version)
    if (!isOpen(order.state)) refuse('illegal_transition', { from: order.state, to: order.state })
    await putHolds(ctx, [{ orderId, code: 'manual', words: note }])
    await blockWork(ctx, [orderId], 'manual')
    return getOrder.within(ctx, { orderId })
  },
})
