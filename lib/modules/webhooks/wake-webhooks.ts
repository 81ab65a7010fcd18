import { z } from 'zod'
import { firstIdAt } from '@/lib/kernel/ids'
import { dueOf, mayGo } from '@/lib/modules/webhooks/internal/webhook-rows'
import { command } from '@/lib/platform/door/use-case'

const most = 500
const keptMs = 30 * 86_400_000

/** What waited for its next attempt, or whose worker died; what was taken or given up a month ago is forgotten. */
export const wakeWebhooks = command({
  name: 'webhook.wake',
  summary: 'Start the webhooks that are due, forget old messages',
  audited: false,
  input: z.strictObject({}),
  async run(ctx) {
    const due = await ctx.sql<{ id: string }>(
      `select w.id from webhooks w where w.tenant_id = $1 and w.state = 'active' and w.due_at <= $2 and (w.lease_until is null or w.lease_until <= $2)
          and exists (select 1 from webhook_messages m where m.webhook_id = w.id and ${mayGo('m', '$2')})`,
      [ctx.now],
    )
    for (const { id } of due) ctx.emit(dueOf(id))
    const gone = await ctx.sql(
      `delete from webhook_messages where tenant_id = $1 and id in (
         select id from webhook_messages where tenant_id = $1 and id < $2 and state <> 'waiting' order by id limit ${most}) returning id`,
      [firstIdAt(new Date(ctx.now.getTime() - keptMs))],
    )
    return { more: gone.length === most }
  },
})
