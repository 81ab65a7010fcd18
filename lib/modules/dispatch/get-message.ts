import { z } from 'zod'
import { causeOfMessage } from '@/lib/modules/dispatch/internal/cause-of'
import { messageParts } from '@/lib/modules/dispatch/internal/message-parts'
import { messageView as view } from '@/lib/modules/dispatch/internal/message-rows'
import { oneMessage } from '@/lib/modules/dispatch/internal/one-message'
import { type MessageDetail, messageDetail } from '@/lib/modules/dispatch/schema'
import { query } from '@/lib/platform/door/use-case'

export const getMessage = query({
  name: 'message.get',
  summary: 'One message with its input, result, attempts and duration; what may show a buyer stays sealed',
  http: { method: 'GET', path: '/dispatch/messages/{messageId}' },
  input: z.strictObject({ messageId: z.string().max(200) }),
  output: messageDetail,
  async run(ctx, { messageId }): Promise<MessageDetail> {
    const row = await oneMessage(ctx, messageId)
    const seen = view(row)
    const cause = row.trouble === null ? null : causeOfMessage(row.kind, row.trouble)
    const killable =
      (row.kind === 'job' || row.kind === 'pull') && ['queued', 'running', 'retrying', 'held'].includes(row.exact)
    return { ...seen, cause, killable, ...(await messageParts(ctx, row)) }
  },
})
