import { z } from 'zod'
import { ordersApproved } from '@/lib/modules/orders/events'
import { logEvents } from '@/lib/modules/orders/internal/log-events'
import { command } from '@/lib/platform/door/use-case'

/**
 * Presale orders whose promised goods have all arrived are allocated like any other. What one lost of its promise
 * it waits for like any other.
 */
export const letPresaleGo = command({
  name: 'presale.let-go',
  summary: 'Let presale orders go whose promised goods have arrived',
  audited: false,
  input: z.strictObject({ orderIds: z.array(z.uuid()).optional() }),
  async run(ctx, { orderIds }) {
    const gone = await ctx.sql<{ id: string }>(
      `update orders o set presale = false, presale_until = null
        where o.tenant_id = $1 and o.presale and o.state in ('approved', 'awaiting_purchase') and o.id in (
          select r.order_id from presale_promises r where r.tenant_id = $1 and r.state = 'arrived' and ($2::uuid[] is null or r.order_id = any($2::uuid[]))
             and not exists (select 1 from presale_promises w where w.tenant_id = $1 and w.order_id = r.order_id and w.state = 'open'))
        returning o.id`,
      [orderIds ?? null],
      'presale-let-go',
    )
    if (gone.length > 0) {
      const ids = gone.map((o) => o.id)
      await logEvents(
        ctx,
        ids.map((orderId) => ({ orderId, kind: 'flag', data: { presale: false } })),
      )
      ctx.emit(ordersApproved(ids))
    }
    return { more: false }
  },
})
