import { z } from 'zod'
import { id } from '@/lib/kernel/ids'
import { invalid } from '@/lib/kernel/refusal'
import { getOrder } from '@/lib/modules/orders/get-order'
import { allocateWaiting, refuseNotWaiting } from '@/lib/modules/orders/internal/allocate-waiting'
import { lockOrder } from '@/lib/modules/orders/internal/lock-order'
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
    await refuseNotWaiting(ctx, order)
    const [sealed] = await ctx.sql('select 1 from orders where tenant_id = $1 and id = $2 and sealed', [orderId])
    if (sealed) invalid([{ path: 'id', code: 'sealed' }])
    const made = await allocateWaiting(ctx, order, reason, { operation: 'plan' })
    ctx.tell({ parcels: made.length })
    return getOrder.within(ctx, { orderId })
  },
})
