import { z } from 'zod'
import { refuse } from '@/lib/kernel/refusal'
import { openDelivery } from '@/lib/modules/channels/send-again'
import { oneMessage } from '@/lib/modules/dispatch/internal/one-message'
import { openReject } from '@/lib/modules/orders/open-reject'
import { command } from '@/lib/platform/door/use-case'

/** What a marketplace sent, as it came, for a stated purpose. A command, because every look is written down. */
export const revealMessage = command({
  name: 'message.reveal',
  summary: 'Show what a marketplace sent as it came, with what it says of a buyer; audited',
  http: { method: 'POST', path: '/dispatch/messages/{messageId}/reveal' },
  input: z.strictObject({ messageId: z.string().max(200), purpose: z.string().trim().min(2).max(200) }),
  remembered: false,
  example: { purpose: 'Find out why the order cannot be read' },
  async run(ctx, { messageId, purpose }) {
    const { kind, id } = await oneMessage(ctx, messageId)
    const open = kind === 'delivery' ? openDelivery : kind === 'reject' ? openReject : undefined
    const body = open && (await open(ctx, id))
    if (body === undefined) return refuse('not_found')
    ctx.touch(kind, id)
    ctx.tellWords({ purpose })
    return { messageId, body }
  },
})
