import { z } from 'zod'
import { decodeCursor, encodeCursor } from '@/lib/kernel/cursor'
import { id } from '@/lib/kernel/ids'
import { webhookRow } from '@/lib/modules/webhooks/internal/webhook-rows'
import { messageStates, type WebhookMessageView, webhookMessageView } from '@/lib/modules/webhooks/schema'
import { query } from '@/lib/platform/door/use-case'
import { pageFields, pageOf, pageView } from '@/lib/platform/paging'

type Row = {
  id: string
  event: string
  state: (typeof messageStates)[number]
  attempts: number
  status: number | null
  trouble: string | null
  took_ms: number | null
  created_at: Date
  due_at: Date
  done_at: Date | null
  body: Record<string, unknown>
}

export const listWebhookMessages = query({
  name: 'webhook.messages',
  summary: 'What a webhook was told and is to be told, newest first, with attempts and answers; kept for a month',
  http: { method: 'GET', path: '/webhooks/{webhookId}/messages' },
  input: z.strictObject({ webhookId: id('webhook'), state: z.enum(messageStates).optional(), ...pageFields }),
  example: { state: 'dead' },
  output: pageView(webhookMessageView),
  async run(ctx, { webhookId, state, limit, cursor }) {
    await webhookRow(ctx, webhookId)
    const rows = await ctx.sql<Row>(
      `select id, event, state, attempts, status, trouble, took_ms, created_at, due_at, done_at, body::jsonb as body from webhook_messages
        where tenant_id = $1 and webhook_id = $2 and ($3::text is null or state = $3) and ($4::uuid is null or id < $4) order by id desc limit $5`,
      [webhookId, state ?? null, cursor ? decodeCursor(cursor, z.tuple([z.uuid()]))[0] : null, limit + 1],
    )
    return pageOf(rows, limit, viewOf, (row) => encodeCursor([row.id]))
  },
})

function viewOf(row: Row): WebhookMessageView {
  return {
    id: row.id,
    event: row.event,
    state: row.state,
    attempts: row.attempts,
    status: row.status,
    trouble: row.trouble,
    tookMs: row.took_ms,
    createdAt: row.created_at.toISOString(),
    nextAt: row.state === 'waiting' ? row.due_at.toISOString() : null,
    doneAt: row.done_at?.toISOString() ?? null,
    body: row.body,
  }
}
