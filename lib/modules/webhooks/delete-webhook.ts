import { z } from 'zod'
import { id } from '@/lib/kernel/ids'
import { lockWebhook } from '@/lib/modules/webhooks/internal/webhook-rows'
import { command } from '@/lib/platform/door/use-case'

export const deleteWebhook = command({
  name: 'webhook.delete',
  summary: 'Remove a webhook and what waits for it',
  http: { method: 'DELETE', path: '/webhooks/{webhookId}' },
  input: z.strictObject({ webhookId: id('webhook') }),
  output: z.object({ id: z.string() }),
  async run(ctx, { webhookId }) {
    await lockWebhook(ctx, webhookId)
    await ctx.sql('delete from webhook_messages where tenant_id = $1 and webhook_id = $2', [webhookId])
    await ctx.sql('delete from webhooks where tenant_id = $1 and id = $2', [webhookId])
    ctx.touch('webhook', webhookId)
    return { id: webhookId }
  },
})
