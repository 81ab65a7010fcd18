import { z } from 'zod'
import { id, newId } from '@/lib/kernel/ids'
import { refuse } from '@/lib/kernel/refusal'
import { getOrder } from '@/lib/modules/orders/get-order'
import { lockOrder } from '@/lib/modules/orders/internal/lock-order'
import { logEvents } from '@/lib/modules/orders/internal/log-events'
import { callAad } from '@/lib/modules/orders/internal/order-parts'
import { callResults } from '@/lib/modules/orders/schema'
import { command } from '@/lib/platform/door/use-case'

/** Result of one call to a buyer, and when to call again. Deciding on the order is review's work. */
export const recordCall = command({
  name: 'call.record',
  summary: 'Record a call to the buyer of an order that awaits contact',
  http: { method: 'POST', path: '/orders/{orderId}/calls', status: 201 },
  input: z.strictObject({
    orderId: id('order'),
    result: z.enum(callResults),
    nextCallAt: z.iso
      .datetime({ offset: true })
      .transform((t) => new Date(t))
      .nullish(),
    note: z.string().trim().max(2000).default(''),
    version: z.int().optional(),
  }),
  example: { result: 'no_answer', nextCallAt: '2026-11-23T10:00:00+08:00' },
  async run(ctx, { orderId, result, nextCallAt, note, version }) {
    const order = await lockOrder(ctx, orderId, version)
    if (order.state !== 'awaiting_contact') refuse('illegal_transition', { from: order.state, to: 'awaiting_contact' })
    const callId = newId()
    const crypt = await ctx.crypt()
    await ctx.sql(
      'insert into order_calls (tenant_id, id, order_id, result, next_call_at, note, caller, caller_id, at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)',
      [
        callId,
        orderId,
        result,
        nextCallAt ?? null,
        note ? crypt.seal(callAad(callId), note) : null,
        ctx.actor.name,
        ctx.actor.id,
        ctx.now,
      ],
    )
    await ctx.sql('update orders set call_count = call_count + 1, next_call_at = $3 where tenant_id = $1 and id = $2', [
      orderId,
      nextCallAt ?? null,
    ])
    await logEvents(ctx, [{ orderId, kind: 'call', data: { callId, result } }])
    return getOrder.within(ctx, { orderId })
  },
})
