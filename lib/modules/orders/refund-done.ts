import { z } from 'zod'
import { id } from '@/lib/kernel/ids'
import { invalid } from '@/lib/kernel/refusal'
import { getOrder } from '@/lib/modules/orders/get-order'
import { lockOrder } from '@/lib/modules/orders/internal/lock-order'
import { logEvents } from '@/lib/modules/orders/internal/log-events'
import { refundDue } from '@/lib/modules/orders/internal/waiting-orders'
import { command } from '@/lib/platform/door/use-case'

/**
 * The house moves no money: what a cancelled order was paid stays a task until the channel says it is back, or a person who has given it
 * back outside says so here.
 */
export const refundDone = command({
  name: 'order.refund-done',
  summary: 'Say that the money of a cancelled order was paid back outside; done: false opens the task again',
  http: { method: 'POST', path: '/orders/{orderId}/refund-done' },
  input: z.strictObject({
    orderId: id('order'),
    done: z.boolean().default(true),
    reason: z.string().trim().max(500).default(''),
    version: z.int().optional(),
  }),
  example: { reason: 'Paid back by bank transfer' },
  async run(ctx, { orderId, done, reason, version }) {
    await lockOrder(ctx, orderId, version)
    const changed = await ctx.sql(
      `update orders o set refund_done_at = $4, updated_at = $3, version = o.version + 1
        where o.tenant_id = $1 and o.id = $2 and ${refundDue(done ? 'is null' : 'is not null')} returning 1`,
      [orderId, ctx.now, done ? ctx.now : null],
    )
    if (changed.length === 0) invalid([{ path: 'id', code: 'no_refund_due' }])
    await logEvents(ctx, [{ orderId, kind: 'flag', words: reason, data: { paidBack: done } }])
    return getOrder.within(ctx, { orderId })
  },
})
