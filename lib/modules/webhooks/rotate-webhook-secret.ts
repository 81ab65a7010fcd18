import { z } from 'zod'
import { id } from '@/lib/kernel/ids'
import { lockWebhook, newSecret, viewOf, webhookRow } from '@/lib/modules/webhooks/internal/webhook-rows'
import { webhookView } from '@/lib/modules/webhooks/schema'
import { command } from '@/lib/platform/door/use-case'

const bothHours = 24

export const rotateWebhookSecret = command({
  name: 'webhook.rotate-secret',
  summary: 'Give a webhook a new secret, told once; the old one signs beside it for a day',
  http: { method: 'POST', path: '/webhooks/{webhookId}/secret' },
  input: z.strictObject({ webhookId: id('webhook') }),
  output: webhookView.extend({ secret: z.string() }),
  async run(ctx, { webhookId }) {
    await lockWebhook(ctx, webhookId)
    const { secret, sealed } = await newSecret(ctx, webhookId)
    await ctx.sql(
      `update webhooks set old_secret = secret, old_until = $4::timestamptz + interval '${bothHours} hours', secret = $3, updated_at = $4,
              version = version + 1 where tenant_id = $1 and id = $2`,
      [webhookId, sealed, ctx.now],
    )
    ctx.touch('webhook', webhookId)
    return { ...viewOf(await webhookRow(ctx, webhookId)), secret }
  },
})
