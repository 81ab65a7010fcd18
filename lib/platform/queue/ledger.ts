import { hostname } from 'node:os'
import type pg from 'pg'
import { named } from '@/lib/platform/db/named'
import { inTenant } from '@/lib/platform/db/transaction'
import { log } from '@/lib/platform/log'
import { pausedWhere } from '@/lib/platform/queue/paused-where'
import type { EachData, QueueName, Task } from '@/lib/platform/queue/tasks'

/**
 * What a company may know of its jobs. The queue belongs to all companies, forgets what is done, and can be asked only by
 * counting through it; so the house writes down itself what it put in and what came of it, in the company's own rows.
 */
const worker = `${hostname()}:${process.pid}`
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
const mostRefs = 100

export type JobKey = { readonly tenantId: string; readonly eventId: string; readonly name: string }
export type JobEnd = {
  /** `failed`: it ran to its end and the outside said no; its own clock looks after that. */
  readonly state: 'done' | 'failed' | 'retrying' | 'parked' | 'killed'
  readonly trouble: string | null
  readonly result: object | null
  readonly tookMs: number
}

/** The job of one event, by the id its task was given; undefined for drains, whose wake-ups are worth nothing by themselves. */
export function jobKey(tenantId: string, name: string, jobId: string): JobKey | undefined {
  const eventId = jobId.slice(0, 36)
  return uuid.test(eventId) && jobId.slice(37) === name ? { tenantId, eventId, name } : undefined
}

/** Within the transaction in which the relay tells: a job is written down if and only if its event counts as told. */
export async function noteQueued(client: pg.PoolClient, tenantId: string, tasks: readonly Task[]): Promise<void> {
  const mine = tasks.filter((task) => task.queue !== 'drains')
  if (mine.length === 0) return
  const events = mine.map((task) => (task.data as EachData).event)
  await client.query({
    ...named('ledger-queued'),
    text: `insert into queue_jobs (tenant_id, event_id, name, queue, event, payload, refs, shop_id)
           select $1, u.event_id, u.name, u.queue, u.event, u.payload, u.refs::uuid[], u.shop_id
             from unnest($2::uuid[], $3::text[], $4::text[], $5::text[], $6::jsonb[], $7::text[], $8::uuid[])
                  as u(event_id, name, queue, event, payload, refs, shop_id)
           on conflict (tenant_id, event_id, name) do nothing`,
    values: [
      tenantId,
      mine.map((task) => task.opts.jobId?.slice(0, 36)),
      mine.map((task) => task.name),
      mine.map((task) => task.queue),
      events.map((event) => event.name),
      events.map((event) => JSON.stringify(event.payload)),
      events.map((event) => `{${refsOf(event.payload).join(',')}}`),
      events.map((event) => shopOf(event.payload)),
    ],
  })
}

/** What a person has stopped is held, what was killed stays so; everything else begins. */
export async function beginJob(key: JobKey, queue: QueueName, { event }: EachData): Promise<'run' | 'held' | 'killed'> {
  return inTenant(key.tenantId, 'write', async (client) => {
    const { rows } = await client.query<{ state: string }>({
      ...named('ledger-begin'),
      // A worker may be faster than the commit of the relay that told it, so the row may not be there yet.
      text: `insert into queue_jobs as j (tenant_id, event_id, name, queue, event, payload, refs, shop_id, state, attempts, worker, started_at, finished_at)
             select $1, $2, $3, $4, $5, $6, $7::uuid[], $8, s.state, 1, $9, now(), case when s.state = 'replayed' then now() end
               from (select case when not ${pausedWhere({ queue: '$4', name: '$3', shopId: '$8::uuid' })} then 'running'
                       -- The sweeps ask for the same again and again; of what is held once, once more is enough.
                       when exists (select 1 from queue_jobs h where h.tenant_id = $1 and h.state = 'held' and h.name = $3 and h.event = $5
                                       and h.payload = $6::jsonb and h.event_id <> $2) then 'replayed'
                       else 'held' end as state) s
             on conflict (tenant_id, event_id, name) do update
                set state = case when j.state in ('killed', 'replayed') then j.state else excluded.state end,
                    attempts = j.attempts + case when excluded.state = 'running' then 1 else 0 end,
                    worker = excluded.worker, started_at = now(),
                    -- What ended unbegun has ended all the same, or nobody would ever forget it.
                    finished_at = case when j.state in ('killed', 'replayed') then coalesce(j.finished_at, now()) else excluded.finished_at end
             returning state`,
      values: [
        key.tenantId,
        key.eventId,
        key.name,
        queue,
        event.name,
        JSON.stringify(event.payload),
        refsOf(event.payload),
        shopOf(event.payload),
        worker,
      ],
    })
    const state = rows[0]?.state
    return state === 'held' ? 'held' : state === 'running' ? 'run' : 'killed'
  })
}

/** What came of it. Should this be lost, the job counts as running until somebody looks: the work itself is done all the same. */
export async function endJob(key: JobKey, end: JobEnd): Promise<void> {
  await inTenant(key.tenantId, 'write', (client) =>
    client.query({
      ...named('ledger-end'),
      text: `update queue_jobs set state = case when state = 'killed' then state else $4 end, trouble = $5, result = $6, took_ms = $7,
                    finished_at = case when $4 = 'retrying' then null else now() end
              where tenant_id = $1 and event_id = $2 and name = $3`,
      values: [
        key.tenantId,
        key.eventId,
        key.name,
        end.state,
        end.trouble?.slice(0, 200) ?? null,
        end.result && JSON.stringify(end.result),
        Math.round(end.tookMs),
      ],
    }),
  ).catch((e) => log.warn({ err: e, job: key.name }, 'the end of a job could not be written down'))
}

/** Whether a person wants a running job to end. */
export async function killAsked({ tenantId, eventId, name }: JobKey): Promise<boolean> {
  return inTenant(tenantId, 'read', async (client) => {
    const { rows } = await client.query(
      `select 1 from queue_jobs where tenant_id = $1 and event_id = $2 and name = $3 and state = 'killed'`,
      [tenantId, eventId, name],
    )
    return rows.length > 0
  })
}

function refsOf(payload: Readonly<Record<string, unknown>>): string[] {
  const texts = Object.values(payload).flatMap((value) => (Array.isArray(value) ? value : [value]))
  return [...new Set(texts.filter((one): one is string => typeof one === 'string' && uuid.test(one)))].slice(
    0,
    mostRefs,
  )
}

function shopOf({ shopId }: Readonly<Record<string, unknown>>): string | null {
  return typeof shopId === 'string' && uuid.test(shopId) ? shopId : null
}
