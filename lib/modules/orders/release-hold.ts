import { z } from 'zod'
import { id } from '@/lib/kernel/ids'
import { invalid, refuse } from '@/lib/kernel/refusal'
import { ordersApproved } from '@/lib/modules/orders/events'
import { getOrder } from '@/lib/modules/orders/get-order'
import { holdsOfOrder, lockOrder } from '@/lib/modules/orders/internal/lock-order'
import { dropHolds } from '@/lib/modules/orders/internal/set-holds'
import { unblockWork } from '@/lib/modules/orders/internal/stop-work'
import { holdCodes } from '@/lib/modules/orders/states'
import { command } from '@/lib/platform/door/use-case'

/** Lifts one hold. What only the facts can lift (an unpaid order, an unmapped SKU, no lines) is refused: cure the fact. */
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
    await lockOrder(ctx, orderId, version)
    if (code === 'unpaid' || code === 'unmapped_sku' || code === 'no_lines') refuse('on_hold', { holds: [code] })
    const dropped = await dropHolds(ctx, [{ orderId, code }], reason)
    if (dropped === 0) invalid([{ path: 'code', code: 'not_held' }])
    if ((await holdsOfOrder(ctx, orderId)).length === 0) await unblockWork(ctx, [orderId])
    // An approved order may have waited for nothing but this.
    ctx.emit(ordersApproved([orderId]))
    ctx.tell({ code })
    return getOrder.within(ctx, { orderId })
  },
})
