import { z } from 'zod'
import { id } from '@/lib/kernel/ids'
import { viewOf, webhookRow } from '@/lib/modules/webhooks/internal/webhook-rows'
import { webhookView } from '@/lib/modules/webhooks/schema'
import { query } from '@/lib/platform/door/use-case'

export const getWebhook = query({
  name: 'webhook.get',
  summary: 'Show one webhook',
  http: { method: 'GET', path: '/webhooks/{webhookId}' },
  input: z.strictObject({ webhookId: id('webhook') }),
  output: webhookView,
  async run(ctx, { webhookId }) {
    return viewOf(await webhookRow(ctx, webhookId))
  },
})
