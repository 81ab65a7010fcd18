import { z } from 'zod'
import { versionField } from '@/lib/kernel/fields'
import { id } from '@/lib/kernel/ids'
import { refuse } from '@/lib/kernel/refusal'
import { getOrder } from '@/lib/modules/orders/get-order'
import { lockOrder } from '@/lib/modules/orders/internal/lock-order'
import { logEvents } from '@/lib/modules/orders/internal/log-events'
import { noteAad } from '@/lib/modules/orders/internal/order-parts'
import { command } from '@/lib/platform/door/use-case'
import { expectVersion } from '@/lib/platform/version'

/** The text before stays on the order's time line, sealed like the note: an edited promise must be traceable. */
export const editNote = command({
  name: 'order.edit-note',
  summary: 'Change an internal note of an order',
  http: { method: 'PATCH', path: '/orders/{orderId}/notes/{noteId}' },
  input: z.strictObject({
    orderId: id('order'),
    noteId: id('note'),
    text: z.string().trim().min(1).max(2000),
    version: versionField,
  }),
  example: { text: 'Send the gift box', version: 1 },
  async run(ctx, { orderId, noteId, text, version }) {
    await lockOrder(ctx, orderId)
    const [note] = await ctx.sql<{ body: Buffer; version: number }>(
      'select body, version from order_notes where tenant_id = $1 and id = $2 and order_id = $3 for update',
      [noteId, orderId],
    )
    if (!note) return refuse('not_found')
    expectVersion(note, version)
    const crypt = await ctx.crypt()
    const before = crypt.open(noteAad(noteId), note.body)
    if (before !== text) {
      await ctx.sql(
        'update order_notes set body = $3, edited_at = $4, version = version + 1 where tenant_id = $1 and id = $2',
        [noteId, crypt.seal(noteAad(noteId), text), ctx.now],
      )
      await logEvents(ctx, [{ orderId, kind: 'note', words: before, data: { noteId, edited: true } }])
    }
    return getOrder.within(ctx, { orderId })
  },
})
