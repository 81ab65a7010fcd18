import { named } from '@/lib/platform/db/named'
import { inTenant } from '@/lib/platform/db/transaction'
import { log } from '@/lib/platform/log'
import { processWide } from '@/lib/platform/process-wide'

/** A drain that is well is written down this often at most: an idle company is looked at by many drains a minute. */
const seldomMs = 300_000

const lastWell = () => processWide('drain-ledger', () => new Map<string, number>())

export async function drainPaused(tenantId: string, name: string): Promise<boolean> {
  return inTenant(tenantId, 'read', async (client) => {
    const { rows } = await client.query({
      ...named('ledger-drain-paused'),
      text: `select 1 from job_pauses where tenant_id = $1 and ((kind = 'queue' and key = 'drains') or (kind = 'job' and key = $2))`,
      values: [tenantId, name],
    })
    return rows.length > 0
  })
}

/** `trouble`: null when all went well. What failed is written down each time, and so is the first time it is well again. */
export async function noteDrain(tenantId: string, name: string, tookMs: number, trouble: string | null): Promise<void> {
  const known = lastWell()
  const key = `${tenantId} ${name}`
  if (trouble === null && Date.now() - (known.get(key) ?? 0) < seldomMs) return
  if (known.size > 50_000) known.clear()
  if (trouble === null) known.set(key, Date.now())
  else known.delete(key)
  await inTenant(tenantId, 'write', (client) =>
    client.query({
      ...named('ledger-drain'),
      text: `insert into drain_runs as d (tenant_id, name, ran_at, ok_at, failures, trouble, took_ms)
             values ($1, $2, now(), case when $4::text is null then now() end, case when $4::text is null then 0 else 1 end, $4, $3)
             on conflict (tenant_id, name) do update
                set ran_at = now(), ok_at = coalesce(excluded.ok_at, d.ok_at), trouble = excluded.trouble, took_ms = excluded.took_ms,
                    failures = case when excluded.failures = 0 then 0 else d.failures + 1 end`,
      values: [tenantId, name, Math.round(tookMs), trouble],
    }),
  ).catch((e) => log.warn({ err: e, job: name }, 'the run of a drain could not be written down'))
}
