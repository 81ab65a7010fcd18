import { secondsSince, windowStart } from '@/lib/modules/dispatch/internal/scope'
import type { StatusView } from '@/lib/modules/dispatch/schema'
import { seesAll } from '@/lib/platform/door/actor'
import type { Context } from '@/lib/platform/door/context'
import { queueNames } from '@/lib/platform/queue/tasks'

/** Of what is open the oldest are counted, of what was given up the newest: a backlog of a week must not slow down the page that shows it. */
const most = 5000

type Row = {
  queue: string
  waiting: number
  running: number
  held: number
  parked: number
  oldest: Date | null
  ended: number
  took_ms: number | null
  open_capped: boolean
  parked_capped: boolean
}
type DrainRow = {
  name: string
  ran_at: Date
  ok_at: Date | null
  failures: number
  trouble: string | null
  took_ms: number
}

/** The company's own share of each queue: the rest belongs to others. */
export async function queueFigures(ctx: Context): Promise<Pick<StatusView, 'queues' | 'drains'>> {
  const rows = await ctx.sql<Row>(
    `with seen as (
       (select queue, state, created_at, null::int as took_ms, 'open' as part from queue_jobs
         where tenant_id = $1 and state in ('queued', 'running', 'retrying', 'held') and ($2::uuid[] is null or shop_id = any($2::uuid[]))
         order by created_at limit ${most})
       union all
       (select queue, state, created_at, null, 'parked' from queue_jobs
         where tenant_id = $1 and state in ('parked', 'killed') and ($2::uuid[] is null or shop_id = any($2::uuid[]))
         order by event_id desc limit ${most})
       union all
       select queue, '', created_at, took_ms, 'ended' from queue_jobs
        where tenant_id = $1 and finished_at >= $3 and ($2::uuid[] is null or shop_id = any($2::uuid[]))
     )
     select queue, count(*) filter (where state in ('queued', 'retrying'))::int as waiting, count(*) filter (where state = 'running')::int as running,
            count(*) filter (where state = 'held')::int as held, count(*) filter (where part = 'parked')::int as parked,
            min(created_at) filter (where state in ('queued', 'retrying')) as oldest, count(*) filter (where part = 'ended')::int as ended,
            (percentile_cont(0.95) within group (order by took_ms))::int as took_ms,
            (select count(*) from seen where part = 'open') >= ${most} as open_capped,
            (select count(*) from seen where part = 'parked') >= ${most} as parked_capped
       from seen group by queue`,
    [ctx.actor.scope.shopIds, windowStart(ctx)],
  )
  const drains = seesAll(ctx.actor)
    ? await ctx.sql<DrainRow>(
        'select name, ran_at, ok_at, failures, trouble, took_ms from drain_runs where tenant_id = $1 order by failures desc, name',
      )
    : []
  return {
    queues: queueNames
      .filter((name) => name !== 'drains')
      .map((queue) => {
        const row = rows.find((r) => r.queue === queue)
        return {
          queue,
          waiting: row?.waiting ?? 0,
          running: row?.running ?? 0,
          held: row?.held ?? 0,
          parked: row?.parked ?? 0,
          oldestSeconds: secondsSince(ctx, row?.oldest ?? null),
          ended: row?.ended ?? 0,
          tookMs: row?.took_ms ?? null,
          openCapped: row?.open_capped ?? false,
          parkedCapped: row?.parked_capped ?? false,
        }
      }),
    drains: drains.map((d) => ({
      name: d.name,
      ranAt: d.ran_at.toISOString(),
      okAt: d.ok_at?.toISOString() ?? null,
      failures: d.failures,
      trouble: d.trouble,
      tookMs: d.took_ms,
    })),
  }
}
