import { z } from 'zod'
import { id } from '@/lib/kernel/ids'
import { invalid } from '@/lib/kernel/refusal'
import { liftHold } from '@/lib/modules/orders/internal/lift-hold'
import { command } from '@/lib/platform/door/use-case'

/** The second review (二级审核), a permission of its own: who reviews first must not be able to do the second one, too. */
export const releaseFinanceReview = command({
  name: 'finance-review.release',
  summary: 'Pass the finance review of an order',
  http: { method: 'POST', path: '/orders/{orderId}/finance-review/release' },
  input: z.strictObject({
    orderId: id('order'),
    reason: z.string().trim().max(500).default(''),
    version: z.int().optional(),
  }),
  example: { reason: 'Payment received' },
  async run(ctx, { orderId, reason, version }) {
    return (
      (await liftHold(ctx, { orderId, code: 'finance_review', reason, version })) ??
      invalid([{ path: 'orderId', code: 'not_held' }])
    )
  },
})
