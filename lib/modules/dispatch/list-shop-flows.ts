import { z } from 'zod'
import { connectors } from '@/lib/adapters/marketplaces/connectors'
import { isMarketplace } from '@/lib/adapters/marketplaces/parsers'
import { decodeCursor, encodeCursor } from '@/lib/kernel/cursor'
import {
  type ShopRow,
  secondsSince,
  shopColumns,
  windowMinutes,
  windowStart,
} from '@/lib/modules/dispatch/internal/scope'
import { type ShopFlowView, shopFlowView } from '@/lib/modules/dispatch/schema'
import { query } from '@/lib/platform/door/use-case'
import { pageFields, pageOf, pageView } from '@/lib/platform/paging'

type FailingFlow = { flow: 'stock' | 'listings' | 'refunds'; failures: number; trouble: string | null; nextAt: string }

type Row = ShopRow & {
  shop_id: string
  state: string
  paused: boolean
  pulled_at: Date | null
  cursor_at: Date
  due_at: Date
  failures: number
  trouble: string | null
  calls: Record<string, number> | null
  failing: FailingFlow[] | null
  /** Reports and single orders wait, for the marketplace did not answer the ones before. */
  resting: boolean | null
  unreported: number
  pending: number
  refused: number
  drifting: number
  deliveries: number
}

export const listShopFlows = query({
  name: 'dispatch.shops',
  summary:
    'Per connected shop: last pull, lag, cursor, calls used of the limit, pending pushes, drift and whether its breaker is open',
  http: { method: 'GET', path: '/dispatch/shops' },
  input: z.strictObject(pageFields),
  example: { limit: 50 },
  output: pageView(shopFlowView),
  async run(ctx, { limit, cursor }) {
    // The shops of one page first: everything beside them is asked by their own indexes.
    const rows = await ctx.sql<Row>(
      `with mine as (
         select ${shopColumns}, c.state, c.paused, c.pulled_at, c.cursor_at, c.due_at, c.failures, c.trouble, c.call_failures > 0 and c.calls_after > $6 as resting
           from shop_connections c join shops s on s.tenant_id = $1 and s.id = c.shop_id
          where c.tenant_id = $1 and ($2::uuid[] is null or c.shop_id = any($2::uuid[])) and ($3::uuid is null or c.shop_id < $3)
          order by c.shop_id desc limit $4
       )
       select m.*, j.calls, f.failing, coalesce(r.n, 0) as unreported, coalesce(l.pending, 0) as pending,
              coalesce(l.refused, 0) as refused, coalesce(l.drifting, 0) as drifting, coalesce(d.n, 0) as deliveries
         from mine m
         left join lateral (select jsonb_object_agg(b.bucket, b.calls) as calls from (
                     select bucket, sum(calls)::int as calls from channel_calls
                      where tenant_id = $1 and shop_id = m.shop_id and minute >= date_trunc('minute', $5::timestamptz) group by bucket) b) j on true
         left join lateral (select jsonb_agg(jsonb_build_object('flow', flow, 'failures', failures, 'trouble', trouble, 'nextAt', due_at) order by flow) as failing
                              from shop_flows where tenant_id = $1 and shop_id = m.shop_id and failures > 0) f on true
         left join (select shop_id, count(*)::int as n from shipment_reports
                     where tenant_id = $1 and state in ('waiting', 'failed') group by shop_id) r on r.shop_id = m.shop_id
         left join (select shop_id, count(*)::int as n from channel_deliveries
                     where tenant_id = $1 and state = 'waiting' group by shop_id) d on d.shop_id = m.shop_id
         left join lateral (select count(*) filter (where push_due_at <= $6)::int as pending, count(*) filter (where trouble is not null)::int as refused,
                                   count(*) filter (where drift <> 0)::int as drifting
                              from listings where tenant_id = $1 and shop_id = m.shop_id) l on true
        order by m.shop_id desc`,
      [
        ctx.actor.scope.shopIds,
        cursor ? decodeCursor(cursor, z.tuple([z.uuid()]))[0] : null,
        limit + 1,
        windowStart(ctx),
        ctx.now,
      ],
    )
    const view = (row: Row): ShopFlowView => ({
      shop: { id: row.shop_id, code: row.shop_code, name: row.shop_name, channel: row.channel },
      // One breaker of several: an open one of the stock pushes is no less open for pulls that go well.
      breaker: row.paused
        ? 'paused'
        : row.state !== 'authorised'
          ? 'stopped'
          : row.failures > 0 || row.failing || row.resting
            ? 'open'
            : 'closed',
      state: row.state,
      lastPull: row.pulled_at?.toISOString() ?? null,
      cursor: row.cursor_at.toISOString(),
      lagSeconds: row.pulled_at ? secondsSince(ctx, row.cursor_at) : null,
      nextAt: row.paused || row.state !== 'authorised' ? null : row.due_at.toISOString(),
      failures: row.failures,
      trouble: row.trouble,
      flows: (row.failing ?? []).map((one) => ({ ...one, nextAt: new Date(one.nextAt).toISOString() })),
      calls: Object.values(row.calls ?? {}).reduce((sum, n) => sum + n, 0),
      limits: limitsOf(row.channel, row.calls ?? {}),
      unreported: row.unreported,
      pendingPushes: row.pending,
      refusedPushes: row.refused,
      drifting: row.drifting,
      deliveries: row.deliveries,
    })
    return pageOf(rows, limit, view, (row) => encodeCursor([row.shop_id]))
  },
})

/** Each of the marketplace's limits that was used in the window, the one that is used up most first. */
function limitsOf(channel: string, calls: Readonly<Record<string, number>>): ShopFlowView['limits'] {
  if (!isMarketplace(channel)) return []
  const { rates } = connectors[channel].declared
  return Object.entries(calls)
    .map(([operation, used]) => {
      const { perSecond, burst } = rates[operation] ?? rates.default
      return { operation, calls: used, granted: Math.round(perSecond * windowMinutes * 60 + burst) }
    })
    .sort((a, b) => b.calls / b.granted - a.calls / a.granted || (a.operation < b.operation ? -1 : 1))
}
