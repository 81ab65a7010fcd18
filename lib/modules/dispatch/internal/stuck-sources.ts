import { causeOf } from '@/lib/modules/dispatch/internal/cause-of'
import { overWith } from '@/lib/modules/dispatch/internal/message-rows'
import { type ShopRow, shopColumns, shopOf } from '@/lib/modules/dispatch/internal/scope'
import type { StuckView } from '@/lib/modules/dispatch/schema'
import { seesAll } from '@/lib/platform/door/actor'
import type { Context } from '@/lib/platform/door/context'

/** Of each source this many of its newest rows are looked at: a thousand alike are one line here. */
const most = 1000

type Found = Omit<StuckView, 'muted'>
type Row = ShopRow & {
  kind: StuckView['kind']
  name: string | null
  code: string | null
  count: number
  since: Date
  newest: string | null
}

/** Everything of the shops that does not go on by itself, or not as it should: one line per shop, kind and code. */
export async function stuckOfShops(ctx: Context): Promise<Found[]> {
  const rows = await ctx.sql<Row>(
    `with mine as (select * from shops where tenant_id = $1 and ($2::uuid[] is null or id = any($2::uuid[]))),
     found as (
       select case when c.state in ('expired', 'stopped') then 'connection' else 'pull' end as kind, c.shop_id, null as name,
              coalesce(c.trouble, case c.state when 'expired' then 'token' when 'stopped' then 'permission' end) as code,
              greatest(c.failures, 1) as count, coalesce(c.pulled_at, c.created_at) as since, null as newest
         from shop_connections c where c.tenant_id = $1 and not c.paused and (c.state in ('expired', 'stopped') or c.failures > 0)
       union all
       select 'flow', f.shop_id, f.flow, f.trouble, f.failures, coalesce(f.done_at, f.tried_at, f.due_at), null
         from shop_flows f where f.tenant_id = $1 and f.failures > 0
       union all
       select 'report', r.shop_id, null, r.trouble, count(*)::int, min(r.created_at), 'report.' || max(r.id::text)
         from (select * from shipment_reports where tenant_id = $1 and state in ('waiting', 'failed')
                  and (trouble is not null or created_at < $3::timestamptz - interval '5 minutes') order by created_at desc limit ${most}) r
        group by r.shop_id, r.trouble
       union all
       select 'delivery', d.shop_id, null, d.trouble, count(*)::int, min(d.received_at), 'delivery.' || max(d.id::text)
         from ((select id, shop_id, trouble, received_at from channel_deliveries where tenant_id = $1 and state = 'failed' order by id desc limit ${most})
               union all
               (select id, shop_id, trouble, received_at from channel_deliveries where tenant_id = $1 and state = 'waiting'
                   and (trouble is not null or received_at < $3::timestamptz - interval '5 minutes') order by received_at limit ${most})) d
        group by d.shop_id, d.trouble
       union all
       select 'listing', l.shop_id, null, l.trouble, count(*)::int, min(coalesce(l.pushed_at, l.updated_at)), null
         from (select * from listings where tenant_id = $1 and trouble is not null order by id desc limit ${most}) l
        group by l.shop_id, l.trouble
       union all
       select 'reject', r.shop_id, null, coalesce(r.errors -> 0 ->> 'code', ''), count(*)::int, min(r.created_at),
              'reject.' || max(r.id::text)
         from (select * from intake_rejects where tenant_id = $1 and state = 'open' order by created_at desc, id desc limit ${most}) r
        group by r.shop_id, r.errors -> 0 ->> 'code'
     )
     select f.*, ${shopColumns} from found f join mine s on s.id = f.shop_id`,
    [ctx.actor.scope.shopIds, ctx.now],
  )
  return rows.map((row) => {
    const cause = row.kind === 'reject' ? 'data' : row.code === null ? 'lost' : causeOf(row.code)
    const permit = row.kind === 'connection' || cause === 'token' || cause === 'permission'
    return {
      key: [row.kind, row.shop_id, row.name ?? '', row.code ?? ''].join(' '),
      kind: row.kind,
      cause,
      code: row.code,
      shop: shopOf(row),
      name: row.name,
      count: row.count,
      capped: row.count >= most,
      since: row.since.toISOString(),
      messageId: row.newest,
      repair: permit && row.kind !== 'report' ? 'go' : row.kind === 'listing' ? 'run' : 'replay',
      href: hrefOf(row),
    }
  })
}

function hrefOf({ kind, shop_id, newest }: Row): string {
  if (kind === 'listing') return `/listings?shopId=${shop_id}&show=trouble`
  if (newest) return `/dispatch/messages?look=${newest}`
  return `/settings/shops/${shop_id}`
}

type JobRow = Row & { state: string; queue: string }

/** Jobs that were given up, held, killed, or of which nothing was heard for long. */
export async function stuckJobs(ctx: Context): Promise<Found[]> {
  const rows = await ctx.sql<JobRow>(
    `with seen as (
       select * from (select * from queue_jobs where tenant_id = $1 and state in ('parked', 'killed') order by event_id desc limit ${most}) p
       union all
       select * from (select * from queue_jobs where tenant_id = $1 and state in ('queued', 'running', 'retrying', 'held')
          order by created_at limit ${most}) o
        where state in ('held', 'retrying') or (state = 'queued' and created_at < $3::timestamptz - interval '5 minutes')
           or (state = 'running' and started_at < $3::timestamptz - interval '30 minutes')
     )
     select 'job' as kind, j.state, j.queue, j.name, j.trouble as code, count(*)::int as count, min(j.created_at) as since,
            max('job.' || j.event_id::text || '.' || j.name) as newest, s.id as shop_id, max(s.code) as shop_code, max(s.name) as shop_name,
            max(s.channel) as channel
       from seen j left join shops s on s.tenant_id = $1 and s.id = j.shop_id
      where $2::uuid[] is null or j.shop_id = any($2::uuid[])
      group by j.state, j.queue, j.name, j.trouble, s.id`,
    [ctx.actor.scope.shopIds, ctx.now],
  )
  return rows.map((row) => ({
    key: ['job', row.shop_id ?? '', row.name, row.state, row.code ?? ''].join(' '),
    kind: 'job' as const,
    cause:
      row.state === 'held' ? 'paused' : row.state === 'queued' || row.state === 'running' ? 'lost' : causeOf(row.code),
    code: row.code,
    shop: shopOf(row),
    name: row.name,
    count: row.count,
    capped: row.count >= most,
    since: row.since.toISOString(),
    messageId: row.newest,
    repair: row.state === 'held' || overWith(row.name, row.state) ? ('none' as const) : ('replay' as const),
    href: row.newest ? `/dispatch/messages?look=${row.newest}` : null,
  }))
}

type HouseRow = {
  workers: number
  unsent: number
  oldest: Date | null
  drains: { name: string; failures: number; trouble: string | null; since: string }[] | null
  broken: number | null
  checked: Date | null
}

/** Programs outside that do not take what they are told: one line for each, for its log is its own. */
export async function stuckWebhooks(ctx: Context): Promise<Found[]> {
  if (!seesAll(ctx.actor)) return []
  const rows = await ctx.sql<{
    id: string
    name: string
    state: string
    failures: number
    trouble: string | null
    since: Date
  }>(
    `select id, name, state, failures, trouble, coalesce(failing_since, updated_at) as since from webhooks
      where tenant_id = $1 and (state = 'disabled' or (state = 'active' and failures > 0)) order by since desc limit ${most}`,
  )
  return rows.map(({ id, name, state, failures, trouble, since }) => ({
    key: `webhook ${id}`,
    kind: 'webhook' as const,
    cause: state === 'disabled' ? ('receiver_off' as const) : ('receiver' as const),
    code: trouble,
    shop: null,
    name,
    count: Math.max(1, failures),
    capped: false,
    since: since.toISOString(),
    messageId: null,
    repair: 'go' as const,
    href: `/settings/webhooks/${id}`,
  }))
}

/** What concerns the whole company: workers, the relay, drains, invariants. Nothing of it for who sees some shops only. */
export async function stuckOfHouse(ctx: Context): Promise<{ workers: number; stuck: Found[] }> {
  const [row] = await ctx.sql<HouseRow>(
    `select (select count(*)::int from worker_heartbeats where beat_at > now() - interval '15 seconds') as workers,
            (select count(*)::int from (select 1 from outbox where tenant_id = $1 and sent_at is null limit ${most}) x) as unsent,
            (select created_at from outbox where tenant_id = $1 and sent_at is null order by id limit 1) as oldest,
            (select json_agg(json_build_object('name', name, 'failures', failures, 'trouble', trouble, 'since', coalesce(ok_at, ran_at)))
               from drain_runs where tenant_id = $1 and failures > 0) as drains,
            c.broken, c.finished_at as checked
       from (select 1) one left join lateral (
            select broken, finished_at from invariant_checks where tenant_id = $1 and state = 'done' order by created_at desc limit 1) c on true`,
  )
  if (!row || !seesAll(ctx.actor)) return { workers: row?.workers ?? 0, stuck: [] }
  const stuck: Found[] = []
  const none = { shop: null, code: null, capped: false, messageId: null, href: null, name: null }
  const now = ctx.now.toISOString()
  if (row.workers === 0)
    stuck.push({ ...none, key: 'workers', kind: 'workers', cause: 'silent', count: 0, since: now, repair: 'none' })
  if (row.oldest && ctx.now.getTime() - row.oldest.getTime() > 30_000)
    stuck.push({
      ...none,
      key: 'outbox',
      kind: 'outbox',
      cause: 'silent',
      count: row.unsent,
      capped: row.unsent >= most,
      since: row.oldest.toISOString(),
      repair: 'none',
    })
  for (const { name, failures, trouble, since } of row.drains ?? [])
    stuck.push({
      ...none,
      key: `drain ${name}`,
      kind: 'drain',
      cause: causeOf(trouble),
      code: trouble,
      name,
      count: failures,
      since: new Date(since).toISOString(),
      repair: 'run',
    })
  if (row.broken)
    stuck.push({
      ...none,
      key: 'invariant',
      kind: 'invariant',
      cause: 'broken',
      count: row.broken,
      since: (row.checked ?? ctx.now).toISOString(),
      repair: 'go',
      href: '/proofs',
    })
  return { workers: row.workers, stuck }
}
