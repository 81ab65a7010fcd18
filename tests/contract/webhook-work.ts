import { newId } from '@/lib/kernel/ids'
import { inTenant } from '@/lib/platform/db/transaction'
import type { TestTenant } from '@/tests/support/tenant'

type Call = (name: string, input: object) => Promise<{ id: string }>

/** A webhook of one shop that is paused, so that nobody calls its address, and a message that waits for it. */
export async function webhookWork(call: Call, { tenantId }: TestTenant, shopId: string) {
  const url = 'http://127.0.0.1:9/hook'
  const { id } = await call('webhook.create', { name: 'Books', url, events: ['order.created'], shopIds: [shopId] })
  await call('webhook.update', { webhookId: id, state: 'paused' })
  const messageId = newId()
  await inTenant(tenantId, 'write', (client) =>
    client.query(
      `insert into webhook_messages (tenant_id, id, webhook_id, event, subject, shop_id, dedupe, body, due_at, created_at)
       values ($1, $2, $3, 'order.created', $4, $5, 'contract', '{"data":{}}', now(), now()) returning id`,
      [tenantId, messageId, id, newId(), shopId],
    ),
  )
  return { webhookId: id, webhookMessageId: messageId }
}
