import { z } from 'zod'
import { id } from '@/lib/kernel/ids'
import { invalid, refuse } from '@/lib/kernel/refusal'
import { dropPresale } from '@/lib/modules/inventory/drop-presale'
import { ordersApproved } from '@/lib/modules/orders/events'
import { getOrder } from '@/lib/modules/orders/get-order'
import { isOpen, lockOrder } from '@/lib/modules/orders/internal/lock-order'
import { logEvents } from '@/lib/modules/orders/internal/log-events'
import { command } from '@/lib/platform/door/use-case'

/** Sold before it is there (预售): allocation leaves the order alone until a moment, or until somebody lets it go. */
export const setPresale = command({
  name: 'order.set-presale',
  summary: 'Keep an order back as presale, or let it go',
  http: { method: 'POST', path: '/orders/{orderId}/presale' },
  input: z.strictObject({
    orderId: id('order'),
    presale: z.boolean(),
    until: z.iso
      .datetime({ offset: true })
      .transform((t) => new Date(t))
      .nullish(),
    version: z.int().optional(),
  }),
  example: { presale: true, until: '2026-12-01T00:00:00+08:00' },
  async run(ctx, { orderId, presale, until = null, version }) {
    const order = await lockOrder(ctx, orderId, version)
    // What is reserved already has its goods; whoever wants them back un-approves.
    if (!isOpen(order.state) || (presale && order.state === 'awaiting_shipment'))
      refuse('illegal_transition', { from: order.state, to: order.state })
    if (!presale && until) invalid([{ path: 'until', code: 'invalid' }])
    const [was] = await ctx.sql<{ presale: boolean; until: Date | null }>(
      'select presale, presale_until as until from orders where tenant_id = $1 and id = $2',
      [orderId],
    )
    const changed = await ctx.sql(
      `update orders set presale = $3, presale_until = $4 where tenant_id = $1 and id = $2
          and (presale, presale_until) is distinct from ($3, $4::timestamptz) returning id`,
      [orderId, presale, until],
    )
    if (changed.length > 0) {
      const data = { presale, ...(until && { until: until.toISOString() }), ...(was && { was }) }
      await logEvents(ctx, [{ orderId, kind: 'flag', data }])
      if (!presale) await dropPresale(ctx, [orderId])
      if (!presale) ctx.emit(ordersApproved([orderId]))
    }
    return getOrder.within(ctx, { orderId })
  },
})
