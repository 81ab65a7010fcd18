import { firstIdAt } from '@/lib/kernel/ids'
import { secondsSince, windowStart } from '@/lib/modules/dispatch/internal/scope'
import type { EdgeView } from '@/lib/modules/dispatch/schema'
import type { Context } from '@/lib/platform/door/context'
import type { MailHealth } from '@/lib/platform/mail/mail-figures'

/** Waiting things are counted up to here; beyond it the exact number changes nothing about what is to be done. */
const most = 1000

/** What waits in one of the orders' states, by the list's own index. */
const ofState = (states: string, extra = '') => `
  select count(*)::int as waiting, min(ordered_at) as oldest from (
    select ordered_at from orders where tenant_id = $1 and state in (${states}) ${extra} and ($2::uuid[] is null or shop_id = any($2::uuid[]))
     limit ${most}) x`

/** Rows of each of these states by that state's own index: asked for together, the whole history would be read for them. */
function ofEach(rows: (state: string, order: string) => string, orders: Record<string, string>): string {
  return Object.entries(orders)
    .map(([state, order]) => `(${rows(state, order)} limit ${most})`)
    .join(' union all ')
}

/** How many shops of the scope fail at a flow. */
const failing = (flow: 'listings' | 'refunds') => `
  select count(*)::int as failing from shop_flows f join mine m on m.id = f.shop_id where f.tenant_id = $1 and f.flow = '${flow}' and f.failures > 0`

/** No file is worked on for longer; what is older need not be looked at for what ended just now. */
const longestImport = '7 days'

/** Requests of the open API that bring orders. */
const takesOrders = `route = '/orders/ingest' and method = 'POST'`

type Row = { edge: EdgeView['edge']; waiting: number; oldest: Date | null; failed: number }
type Passed = Partial<Record<EdgeView['edge'], number>>

/** What went between the modules in the last minutes, what waits before each, how long, and what failed; mails where they are in sight. */
export async function mapEdges(ctx: Context, inSight: Promise<MailHealth | undefined>): Promise<EdgeView[]> {
  const { shopIds } = ctx.actor.scope
  const rows = await ctx.sql<Row>(
    `with mine as (select id from shops where tenant_id = $1 and ($2::uuid[] is null or id = any($2::uuid[])))
     select 'pull' as edge, count(*) filter (where c.due_at < $3::timestamptz - interval '30 seconds')::int as waiting, min(c.cursor_at) as oldest,
            count(*) filter (where c.failures > 0 or c.state <> 'authorised')::int as failed
       from shop_connections c join mine m on m.id = c.shop_id where c.tenant_id = $1 and not c.paused
     union all
     select 'push', count(*) filter (where state = 'waiting')::int, min(received_at) filter (where state = 'waiting'),
            count(*) filter (where state = 'failed')::int
       from (${ofEach(
         (state, order) => `select d.state, d.received_at from channel_deliveries d
              where d.tenant_id = $1 and d.state = '${state}' and ($2::uuid[] is null or d.shop_id = any($2::uuid[])) order by ${order}`,
         { waiting: 'd.received_at', failed: 'd.id desc' },
       )}) x
     union all
     select 'review', o.waiting, o.oldest, (select count(*)::int from (select 1 from intake_rejects r join mine m on m.id = r.shop_id
              where r.tenant_id = $1 and r.state = 'open' limit ${most}) x)
       from (${ofState(`'pending_review', 'awaiting_contact'`)}) o
     union all
     select 'allocation', o.waiting, o.oldest, 0 from (${ofState(`'approved'`)}) o
     union all
     select 'warehouse', o.waiting, o.oldest, p.waiting from (${ofState(`'awaiting_shipment'`)}) o,
            (${ofState(`'awaiting_purchase'`)}) p
     union all
     select 'report', count(*) filter (where state = 'waiting')::int, min(created_at), count(*) filter (where state = 'failed' or trouble is not null)::int
       from (select r.state, r.trouble, r.created_at from shipment_reports r join mine m on m.id = r.shop_id
              where r.tenant_id = $1 and r.state in ('waiting', 'failed') limit ${most}) x
     union all
     select 'stock', count(*) filter (where due)::int, min(at) filter (where due), count(*) filter (where troubled)::int
       from (select l.push_due_at is not null and l.push_due_at <= $3 as due, l.trouble is not null as troubled, coalesce(l.dirty_at, l.push_due_at) as at
               from listings l join mine m on m.id = l.shop_id join shop_rules r on r.tenant_id = $1 and r.shop_id = l.shop_id and r.publish
              where l.tenant_id = $1 and (l.push_due_at is not null or l.trouble is not null) limit ${most}) x
     union all
     select 'tracking', o.waiting, null, 0 from (${ofState(`'shipped'`)}) o
     union all
     select 'intake', count(*) filter (where state in ('queued', 'running'))::int, min(created_at) filter (where state in ('queued', 'running')),
            count(*) filter (where state in ('failed', 'aborted') and finished_at >= $4)::int
              + (select count(*)::int from api_requests where tenant_id = $1 and at >= $4 and $2::uuid[] is null and ${takesOrders} and status >= 400)
       from (select state, created_at, finished_at from imports where tenant_id = $1 and ($2::uuid[] is null or shop_id = any($2::uuid[]))
              order by created_at desc, id desc limit ${most}) x
     union all
     select 'listings', l.n, l.oldest, f.failing from (select count(*)::int as n, min(created_at) as oldest from (
              select l.created_at from listings l join mine m on m.id = l.shop_id
               where l.tenant_id = $1 and l.sku_id is null and l.mapped_by = '' and l.state <> 'gone' limit ${most}) x) l, (${failing('listings')}) f
     union all
     select 'refunds', r.n, r.oldest, f.failing from (select count(*)::int as n, min(created_at) as oldest from (
              select r.created_at from channel_refunds r join mine m on m.id = r.shop_id
               where r.tenant_id = $1 and r.order_id is null limit ${most}) x) r, (${failing('refunds')}) f
     union all
     select 'returns', count(*) filter (where open)::int, min(requested_at) filter (where open), 0
       from (select r.requested_at, r.state = 'requested' and r.received < r.quantity as open from return_requests r join mine m on m.id = r.shop_id
              where r.tenant_id = $1 order by r.requested_at desc, r.id desc limit ${most}) x
     union all
     select 'webhooks', count(*) filter (where state = 'waiting')::int, min(created_at) filter (where state = 'waiting'),
            count(*) filter (where state = 'dead' or trouble is not null)::int
       from (${ofEach(
         (state, order) => `select w.state, w.trouble, w.created_at from webhook_messages w
              where w.tenant_id = $1 and w.state = '${state}' and ($2::uuid[] is null or w.shop_id = any($2::uuid[])) order by ${order}`,
         { waiting: 'w.webhook_id, w.due_at', dead: 'w.id desc' },
       )}) x`,
    [shopIds, ctx.now, windowStart(ctx)],
  )
  const passed = await passedOf(ctx)
  const mails = (await inSight)?.figures
  rows.push({ edge: 'mails', waiting: mails?.waiting ?? 0, oldest: mails?.oldest ?? null, failed: mails?.failed ?? 0 })
  if (mails) passed.mails = mails.sent
  return rows.map(({ edge, waiting, oldest, failed }) => ({
    edge,
    passed: passed[edge] ?? ((shopIds && !ofShops.has(edge)) || edge === 'mails' ? null : 0),
    waiting,
    capped: waiting >= most,
    // A pull's lag is how far the farthest cursor lies behind, whether anything waits there or not.
    lagSeconds: edge === 'pull' || waiting > 0 ? secondsSince(ctx, oldest) : null,
    failed,
  }))
}

/** Edges whose traffic can be told apart by shop. */
const ofShops = new Set<EdgeView['edge']>([
  'pull',
  'push',
  'report',
  'stock',
  'listings',
  'refunds',
  'returns',
  'webhooks',
])

/** Events name the orders they are about, and ids begin with their time: the newest are found by the key alone. */
async function passedOf(ctx: Context): Promise<Passed> {
  const from = windowStart(ctx)
  const rows = await ctx.sql<{ edge: EdgeView['edge']; passed: number }>(
    `with mine as (select id from shops where tenant_id = $1 and ($2::uuid[] is null or id = any($2::uuid[])))
     select case o.event when 'orders.created' then 'review' when 'orders.approved' then 'allocation'
                         when 'orders.allocated' then 'warehouse' else 'tracking' end as edge,
            sum(coalesce(jsonb_array_length(o.payload -> 'orderIds'), 1))::int as passed
       from outbox o where o.tenant_id = $1 and o.id >= $3 and $2::uuid[] is null
        and o.event in ('orders.created', 'orders.approved', 'orders.allocated', 'orders.delivered') group by 1
     union all
     select case j.name when 'connection.pull' then 'pull' else 'listings' end, coalesce(sum((j.result ->> 'seen')::int), 0)::int
       from queue_jobs j join mine m on m.id = j.shop_id
      where j.tenant_id = $1 and j.finished_at >= $4 and j.name in ('connection.pull', 'listing.pull') group by 1
     union all
     select 'intake', (select count(*)::int from api_requests where tenant_id = $1 and at >= $4 and ${takesOrders} and status < 400)
              + (select coalesce(sum(total), 0)::int from (select total from imports where tenant_id = $1 and finished_at >= $4
                  and created_at >= $4::timestamptz - interval '${longestImport}'
                  order by created_at desc, id desc limit ${most}) i) where $2::uuid[] is null
     union all
     select 'refunds', count(*)::int from channel_refunds r join mine m on m.id = r.shop_id where r.tenant_id = $1 and r.id >= $3
     union all
     select 'returns', count(*)::int from return_receipts p join return_requests r on r.tenant_id = $1 and r.id = p.return_request_id
              join mine m on m.id = r.shop_id where p.tenant_id = $1 and p.id >= $3
     union all
     select 'webhooks', count(*)::int from webhook_messages w
      where w.tenant_id = $1 and w.id >= $3 and w.state = 'taken' and ($2::uuid[] is null or w.shop_id = any($2::uuid[]))
     union all
     select 'push', count(*)::int from channel_deliveries d join mine m on m.id = d.shop_id where d.tenant_id = $1 and d.id >= $3
     union all
     select 'report', count(*)::int from shipment_reports r join mine m on m.id = r.shop_id
      where r.tenant_id = $1 and r.id >= $3 and r.state in ('reported', 'already')
     union all
     select 'stock', count(*)::int from stock_pushes p
      where p.tenant_id = $1 and p.id >= $3 and p.outcome = 'taken' and ($2::uuid[] is null
        or (select l.shop_id from listings l where l.tenant_id = $1 and l.id = p.listing_id) = any($2::uuid[]))`,
    [ctx.actor.scope.shopIds, firstIdAt(from), from],
  )
  return Object.fromEntries(rows.map(({ edge, passed }) => [edge, passed]))
}
