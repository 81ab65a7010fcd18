import { z } from 'zod'
import { decodeCursor, encodeCursor } from '@/lib/kernel/cursor'
import { selectWebhooks, viewOf, type WebhookRow } from '@/lib/modules/webhooks/internal/webhook-rows'
import { webhookView } from '@/lib/modules/webhooks/schema'
import { query } from '@/lib/platform/door/use-case'
import { pageFields, pageOf, pageView } from '@/lib/platform/paging'

export const listWebhooks = query({
  name: 'webhook.list',
  summary: 'List the webhooks and how their deliveries go',
  http: { method: 'GET', path: '/webhooks' },
  input: z.strictObject(pageFields),
  example: {},
  output: pageView(webhookView),
  async run(ctx, { limit, cursor }) {
    const rows = await ctx.sql<WebhookRow>(
      `${selectWebhooks} and ($3::uuid is null or w.id < $3) order by w.id desc limit $4`,
      [ctx.actor.scope.shopIds, cursor ? decodeCursor(cursor, z.tuple([z.uuid()]))[0] : null, limit + 1],
    )
    return pageOf(rows, limit, viewOf, (row) => encodeCursor([row.id]))
  },
})
