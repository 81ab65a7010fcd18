import { z } from 'zod'
import { id } from '@/lib/kernel/ids'
import { findMessages } from '@/lib/modules/dispatch/internal/find-messages'
import { messageView, type Wanted } from '@/lib/modules/dispatch/internal/message-rows'
import { oneMessage } from '@/lib/modules/dispatch/internal/one-message'
import { rehearse, replay } from '@/lib/modules/dispatch/internal/replay'
import { messageKinds, messageStates, type ReplayView, replayView } from '@/lib/modules/dispatch/schema'
import { command } from '@/lib/platform/door/use-case'

/** As many as one transaction does without anybody waiting for it. */
const most = 200
const instant = z.iso.datetime({ offset: true }).transform((text) => new Date(text))

export const replayMessages = command({
  name: 'message.replay',
  summary:
    'Do messages again: single ones, all of one order, or a range; as a rehearsal it only says what would happen',
  http: { method: 'POST', path: '/dispatch/replays' },
  input: z
    .strictObject({
      ids: z.array(z.string().max(200)).min(1).max(most).optional(),
      /** What of this order failed or waits; with a range only that of it. */
      orderId: id('order').optional(),
      range: z
        .strictObject({
          kind: z.enum(messageKinds),
          state: z.enum(messageStates).default('failed'),
          shopId: id('shop').optional(),
          trouble: z.string().max(200).optional(),
          name: z.string().max(100).optional(),
          from: instant.optional(),
          to: instant.optional(),
        })
        .optional(),
      dryRun: z.boolean().default(false),
    })
    .refine(({ ids, orderId, range }) => (ids ? !orderId && !range : Boolean(orderId || range)), {
      params: { code: 'ids_or_range' },
    }),
  example: { range: { kind: 'report' }, dryRun: true },
  output: replayView,
  async run(ctx, { ids, orderId, range, dryRun }): Promise<ReplayView> {
    const find = (wanted: Wanted) => findMessages(ctx, wanted, most + 1)
    const found = ids
      ? await Promise.all([...new Set(ids)].map((one) => oneMessage(ctx, one)))
      : range
        ? await find({ ...range, orderId })
        : [...(await find({ orderId, state: 'failed' })), ...(await find({ orderId, state: 'waiting' }))]
    const rows = found.slice(0, most)
    const able = new Set(rows.filter((row) => messageView(row).replayable))
    const items = dryRun ? await rehearse(ctx, rows, able) : await replay(ctx, rows, able)
    if (orderId) ctx.touch('order', orderId)
    ctx.tell({ dryRun, count: items.length, kinds: [...new Set(rows.map((row) => row.kind))] })
    return { dryRun, more: found.length > most, items }
  },
})
