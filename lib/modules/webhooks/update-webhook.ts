import { z } from 'zod'
import { id } from '@/lib/kernel/ids'
import { invalid, refuse } from '@/lib/kernel/refusal'
import {
  addressErrors,
  coverErrors,
  dueOf,
  lockWebhook,
  viewOf,
  webhookRow,
} from '@/lib/modules/webhooks/internal/webhook-rows'
import { webhookFields, webhookView } from '@/lib/modules/webhooks/schema'
import { command } from '@/lib/platform/door/use-case'

export const updateWebhook = command({
  name: 'webhook.update',
  summary: 'Change a webhook, pause it, or let it go on; what is left out stays as it is',
  http: { method: 'PATCH', path: '/webhooks/{webhookId}' },
  input: z.strictObject({
    webhookId: id('webhook'),
    name: webhookFields.name.optional(),
    url: webhookFields.url.optional(),
    events: webhookFields.events.optional(),
    shopIds: webhookFields.shopIds.optional(),
    /** What waits is kept while it is paused; what happens meanwhile is not written down for it. */
    state: z.enum(['active', 'paused']).optional(),
    version: z.int().optional(),
  }),
  example: { state: 'paused' },
  output: webhookView,
  async run(ctx, { webhookId, version, ...wished }) {
    const before = await lockWebhook(ctx, webhookId)
    if (version !== undefined && version !== before.version) refuse('version_conflict', { version: before.version })
    const {
      name = before.name,
      url = before.url,
      events = before.events,
      shopIds = before.shop_ids,
      state = before.state,
    } = wished
    const scoped = wished.events !== undefined || wished.shopIds !== undefined
    const errors = [
      ...(wished.url === undefined ? [] : addressErrors(url)),
      ...(scoped ? await coverErrors(ctx, { shopIds, events }) : []),
      ...(name === '' ? [{ path: 'name', code: 'required' }] : []),
    ]
    if (errors.length > 0) invalid(errors)
    const woken = state === 'active' && before.state !== 'active'
    await ctx.sql(
      `update webhooks set name = $3, url = $4, events = $5, shop_ids = $6, state = $7, updated_at = $8, version = version + 1,
              due_at = case when $9 then $8 else due_at end, swept_at = case when $9 then $8 else swept_at end,
              since = case when $9 then $8 else since end,
              failures = case when $9 or url <> $4 then 0 else failures end,
              failing_since = case when $9 or url <> $4 then null else failing_since end
        where tenant_id = $1 and id = $2`,
      [webhookId, name, url, events, shopIds, state, ctx.now, woken],
    )
    if (woken) {
      // A person has looked: what waited for its next attempt goes now.
      await ctx.sql(
        `update webhook_messages set due_at = $3 where tenant_id = $1 and webhook_id = $2 and state = 'waiting'`,
        [webhookId, ctx.now],
      )
      ctx.emit(dueOf(webhookId))
    }
    ctx.touch('webhook', webhookId)
    ctx.tell({ changed: Object.keys(wished).sort() })
    return viewOf(await webhookRow(ctx, webhookId))
  },
})
