import { z } from 'zod'
import { id } from '@/lib/kernel/ids'
import { invalid, refuse } from '@/lib/kernel/refusal'
import { liftHold } from '@/lib/modules/orders/internal/lift-hold'
import { lockOrder } from '@/lib/modules/orders/internal/lock-order'
import { holdCodes, notLiftedByHand } from '@/lib/modules/orders/states'
import { command } from '@/lib/platform/door/use-case'

/**
 * Lifts one hold. What only the facts can lift (an unpaid order, an unmapped SKU, no lines) is refused: cure the fact.
 * So is the finance review, which has a use case and a permission of its own.
 */
export const releaseHold = command({
  name: 'order.release-hold',
  summary: 'Release a hold of an order',
  http: { method: 'POST', path: '/orders/{orderId}/release-hold' },
  input: z.strictObject({
    orderId: id('order'),
    code: z.enum(holdCodes),
    reason: z.string().trim().max(500).default(''),
    version: z.int().optional(),
  }),
  example: { code: 'address_incomplete', reason: 'Confirmed by phone' },
  async run(ctx, { orderId, code, reason, version }) {
    if (notLiftedByHand.includes(code) || code === 'finance_review') {
      // Only who sees the order learns what it is held by.
      await lockOrder(ctx, orderId, version)
      refuse('on_hold', { holds: [code] })
    }
    return (await liftHold(ctx, { orderId, code, reason, version })) ?? invalid([{ path: 'code', code: 'not_held' }])
  },
})
