import { z } from 'zod'
import { id } from '@/lib/kernel/ids'
import { refuse } from '@/lib/kernel/refusal'
import { viewOf, webhookRow } from '@/lib/modules/webhooks/internal/webhook-rows'
import { webhookView } from '@/lib/modules/webhooks/schema'
import { webhookMessagesAgain } from '@/lib/modules/webhooks/send-again'
import { command } from '@/lib/platform/door/use-case'

export const resendWebhookMessage = command({
  name: 'webhook.resend',
  summary: 'Send a message once more, whatever became of it, under the id it had',
  http: { method: 'POST', path: '/webhooks/{webhookId}/messages/{webhookMessageId}/resend' },
  input: z.strictObject({ webhookId: id('webhook'), webhookMessageId: id('webhook-message') }),
  output: webhookView,
  async run(ctx, { webhookId, webhookMessageId }) {
    await webhookRow(ctx, webhookId)
    const known = await ctx.sql('select 1 from webhook_messages where tenant_id = $1 and webhook_id = $2 and id = $3', [
      webhookId,
      webhookMessageId,
    ])
    if (known.length === 0) refuse('not_found')
    await webhookMessagesAgain(ctx, [webhookMessageId])
    ctx.touch('webhook', webhookId)
    ctx.tell({ webhookMessageId })
    return viewOf(await webhookRow(ctx, webhookId))
  },
})
