import { z } from 'zod'
import { newId } from '@/lib/kernel/ids'
import { invalid } from '@/lib/kernel/refusal'
import { addressErrors, coverErrors, newSecret, viewOf, webhookRow } from '@/lib/modules/webhooks/internal/webhook-rows'
import { webhookFields, webhookView } from '@/lib/modules/webhooks/schema'
import { command } from '@/lib/platform/door/use-case'

const mostWebhooks = 50

export const createWebhook = command({
  name: 'webhook.create',
  summary: 'Let a program outside be told of what happens; the secret is told once',
  http: { method: 'POST', path: '/webhooks', status: 201 },
  input: z.strictObject({ ...webhookFields, shopIds: webhookFields.shopIds.default(null) }),
  example: {
    name: 'Data warehouse',
    url: 'https://example.com/hooks/caravan',
    events: ['order.created', 'order.shipped'],
  },
  output: webhookView.extend({ secret: z.string() }),
  async run(ctx, { name, url, events, shopIds }) {
    const errors = [...addressErrors(url), ...(await coverErrors(ctx, { shopIds, events }))]
    if (name === '') errors.push({ path: 'name', code: 'required' })
    if (errors.length > 0) invalid(errors)
    const others = await ctx.sql('select 1 from webhooks where tenant_id = $1 limit $2', [mostWebhooks])
    if (others.length === mostWebhooks) invalid([{ path: '', code: 'too_many' }])
    const id = newId()
    const { secret, sealed } = await newSecret(ctx, id)
    await ctx.sql(
      `insert into webhooks (tenant_id, id, name, url, events, shop_ids, secret, due_at, since, swept_at, created_by, created_at, updated_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $8, $8, $9, $8, $8)`,
      [id, name, url, events, shopIds, sealed, ctx.now, ctx.actor.name],
    )
    ctx.touch('webhook', id)
    ctx.tell({ events })
    return { ...viewOf(await webhookRow(ctx, id)), secret }
  },
})
