import { expect, it } from 'vitest'
import { newId } from '@/lib/kernel/ids'
import { inTenant } from '@/lib/platform/db/transaction'
import { setupWorkerDatabase } from '@/tests/support/database'
import { drainAll } from '@/tests/support/drain'
import { createTenant } from '@/tests/support/tenant'

await setupWorkerDatabase()

it('forgets answers after a day and told events and steps of tasks after a week, and nothing younger or untold', async () => {
  const { tenantId } = await createTenant()
  const other = await createTenant()
  const fill = (tenant: string) =>
    inTenant(tenant, 'write', async (client) => {
      await client.query(
        `insert into idempotency_keys (tenant_id, actor_id, key, request_hash, answer, created_at)
         select $1, $2, age::text, '\\x00', '\\x00', now() - age from unnest('{23 hours,25 hours,9 days}'::interval[]) age`,
        [tenant, newId()],
      )
      await client.query(
        `insert into outbox (tenant_id, id, event, payload, created_at, sent_at)
         select $1, gen_random_uuid(), age::text, '{}', now() - interval '30 days', now() - age
           from unnest('{1 day,6 days,8 days,20 days}'::interval[]) age`,
        [tenant],
      )
      await client.query(
        `insert into task_steps (tenant_id, task_key, step, answer, at)
         select $1, 'task', age::text, '\\x00', now() - age from unnest('{1 day,6 days,8 days,20 days}'::interval[]) age`,
        [tenant],
      )
    })
  await fill(tenantId)
  await fill(other.tenantId)
  const left = (tenant: string) =>
    inTenant(tenant, 'read', async (client) => {
      const { rows } = await client.query(
        `select (select count(*)::int from idempotency_keys where tenant_id = $1) as keys,
                (select array_agg(event order by event) from outbox where tenant_id = $1 and event like '%day%') as told,
                (select array_agg(step order by step) from task_steps where tenant_id = $1) as steps`,
        [tenant],
      )
      return rows[0]
    })
  await drainAll(tenantId, { sweep: true })
  expect(await left(tenantId)).toEqual({ keys: 1, told: ['1 day', '6 days'], steps: ['1 day', '6 days'] })
  expect(await left(other.tenantId)).toMatchObject({ keys: 3, steps: { length: 4 } })
})
