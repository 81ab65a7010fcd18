import { z } from 'zod'
import { id } from '@/lib/kernel/ids'
import { refuse } from '@/lib/kernel/refusal'
import { getOrder } from '@/lib/modules/orders/get-order'
import { isOpen, lockOrder } from '@/lib/modules/orders/internal/lock-order'
import { logEvents } from '@/lib/modules/orders/internal/log-events'
import { command } from '@/lib/platform/door/use-case'

/** A sealed order leaves whole and alone: it is neither split nor merged, by people or by allocation. */
export const setSealed = command({
  name: 'order.set-sealed',
  summary: 'Seal an order against splitting and merging, or take the seal away',
  http: { method: 'POST', path: '/orders/{orderId}/sealed' },
  input: z.strictObject({ orderId: id('order'), sealed: z.boolean(), version: z.int().optional() }),
  example: { sealed: true },
  async run(ctx, { orderId, sealed, version }) {
    const order = await lockOrder(ctx, orderId, version)
    if (!isOpen(order.state)) refuse('illegal_transition', { from: order.state, to: order.state })
    const changed = await ctx.sql(
      'update orders set sealed = $3 where tenant_id = $1 and id = $2 and sealed <> $3 returning id',
      [orderId, sealed],
    )
    if (changed.length > 0) await logEvents(ctx, [{ orderId, kind: 'flag', data: { sealed } }])
    return getOrder.within(ctx, { orderId })
  },
})
