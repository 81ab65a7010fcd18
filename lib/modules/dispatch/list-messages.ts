import { z } from 'zod'
import { decodeCursor, encodeCursor } from '@/lib/kernel/cursor'
import { id } from '@/lib/kernel/ids'
import { findMessages } from '@/lib/modules/dispatch/internal/find-messages'
import { messageView as view } from '@/lib/modules/dispatch/internal/message-rows'
import { messageKinds, messageStates, messageView } from '@/lib/modules/dispatch/schema'
import { query } from '@/lib/platform/door/use-case'
import { pageFields, pageOf, pageView } from '@/lib/platform/paging'

const place = z.tuple([z.uuid(), z.string().max(100)])
const instant = z.iso.datetime({ offset: true }).transform((text) => new Date(text))

export const listMessages = query({
  name: 'message.list',
  summary: 'Everything that went between the company and its marketplaces, and between the modules, newest first',
  http: { method: 'GET', path: '/dispatch/messages' },
  input: z.strictObject({
    ...pageFields,
    kind: z.enum(messageKinds).optional(),
    state: z.enum(messageStates).optional(),
    shopId: id('shop').optional(),
    orderId: id('order').optional(),
    /** The code the outside gave. */
    trouble: z.string().max(200).optional(),
    name: z.string().max(100).optional(),
    from: instant.optional(),
    to: instant.optional(),
  }),
  example: { state: 'failed' },
  output: pageView(messageView),
  async run(ctx, { limit, cursor, ...wanted }) {
    const after = cursor ? decodeCursor(cursor, place) : undefined
    const rows = await findMessages(ctx, { ...wanted, after }, limit + 1)
    return pageOf(rows, limit, view, (row) => encodeCursor([row.id, row.sub]))
  },
})
