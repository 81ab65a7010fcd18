import { dueOf } from '@/lib/modules/webhooks/internal/webhook-rows'
import type { Context } from '@/lib/platform/door/context'

/** A person wants these sent once more, under the ids they had: their attempts are counted anew. Answers which there are. */
export async function webhookMessagesAgain(ctx: Context, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return []
  const rows = await ctx.sql<{ id: string; webhook_id: string }>(
    `update webhook_messages set state = 'waiting', attempts = 0, trouble = null, done_at = null, due_at = $3
      where tenant_id = $1 and id = any($2::uuid[]) returning id, webhook_id`,
    [ids, ctx.now],
  )
  const webhookIds = [...new Set(rows.map((row) => row.webhook_id))]
  await ctx.sql(
    'update webhooks set due_at = least(due_at, $3) where tenant_id = $1 and id = any($2::uuid[]) returning id',
    [webhookIds, ctx.now],
  )
  for (const webhookId of webhookIds) ctx.emit(dueOf(webhookId))
  return rows.map((row) => row.id)
}
