import { z } from 'zod'
import { id, newId } from '@/lib/kernel/ids'
import { getOrder } from '@/lib/modules/orders/get-order'
import { lockOrder } from '@/lib/modules/orders/internal/lock-order'
import { logEvents } from '@/lib/modules/orders/internal/log-events'
import { noteAad } from '@/lib/modules/orders/internal/order-parts'
import { command } from '@/lib/platform/door/use-case'

/** An internal note; sealed, because people write phone numbers into notes. */
export const addNote = command({
  name: 'order.add-note',
  summary: 'Add an internal note to an order',
  http: { method: 'POST', path: '/orders/{orderId}/notes', status: 201 },
  input: z.strictObject({
    orderId: id('order'),
    text: z.string().trim().min(1).max(2000),
    version: z.int().optional(),
  }),
  example: { text: 'Send the gift box' },
  async run(ctx, { orderId, text, version }) {
    await lockOrder(ctx, orderId, version)
    const noteId = newId()
    const crypt = await ctx.crypt()
    await ctx.sql(
      'insert into order_notes (tenant_id, id, order_id, body, author, author_id, at) values ($1, $2, $3, $4, $5, $6, $7)',
      [noteId, orderId, crypt.seal(noteAad(noteId), text), ctx.actor.name, ctx.actor.id, ctx.now],
    )
    await logEvents(ctx, [{ orderId, kind: 'note', data: { noteId } }])
    return getOrder.within(ctx, { orderId })
  },
})
