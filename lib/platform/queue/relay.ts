import { named } from '@/lib/platform/db/named'
import { pool } from '@/lib/platform/db/pools'
import { inTenant } from '@/lib/platform/db/transaction'
import { log } from '@/lib/platform/log'
import type { Job } from '@/lib/platform/queue/jobs'
import { noteQueued } from '@/lib/platform/queue/ledger'
import { type OutboxEvent, type Task, tasksFor } from '@/lib/platform/queue/tasks'

const batch = 500

/** Tenants with events nobody has been told of. Ids only: the function behind it sees all tenants, we do not. */
export async function unsentTenants(limit = 10_000): Promise<string[]> {
  const { rows } = await pool('app').query<{ id: string }>('select relay_unsent_tenants($1) as id', [limit])
  return rows.map((row) => row.id)
}

/**
 * Tells one batch of one tenant's events and answers how many. By the rows themselves and never by a watermark: ids of
 * transactions that commit late lie behind those already sent. Sent before committed, so a crash between the two tells again.
 */
export async function relayTenant(
  jobs: readonly Job[],
  tenantId: string,
  enqueue: (tasks: Task[]) => Promise<void>,
  /** Hears of the batch once it is committed; what it makes of it is no part of the promise. */
  tell: (tenantId: string, events: readonly OutboxEvent[]) => Promise<void> = async () => undefined,
): Promise<number> {
  const told = await inTenant(tenantId, 'write', async (client) => {
    const { rows } = await client.query<{ id: string; event: string; payload: OutboxEvent['payload'] }>({
      ...named('relay-claim'),
      text: `select id, event, payload from outbox where tenant_id = $1 and sent_at is null
              order by id limit ${batch} for update skip locked`,
      values: [tenantId],
    })
    if (rows.length === 0) return []
    const events = rows.map(({ id, event, payload }) => ({ id, name: event, payload }))
    const tasks = tasksFor(jobs, tenantId, events)
    await noteQueued(client, tenantId, tasks)
    if (tasks.length > 0) await enqueue(tasks)
    await client.query({
      ...named('relay-sent'),
      text: 'update outbox set sent_at = now() where tenant_id = $1 and id = any($2)',
      values: [tenantId, rows.map((row) => row.id)],
    })
    return events
  })
  if (told.length > 0) await tell(tenantId, told).catch((e) => log.warn({ err: e, tenantId }, 'news could not be told'))
  return told.length
}
