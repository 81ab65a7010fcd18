import { ordersApproved } from '@/lib/modules/orders/events'
import { logEvents } from '@/lib/modules/orders/internal/log-events'
import { dueForRules } from '@/lib/modules/orders/internal/rules/due-for-rules'
import { dropHolds, putHolds } from '@/lib/modules/orders/internal/set-holds'
import { blockWork, unblockWork } from '@/lib/modules/orders/internal/stop-work'
import { beforeShipped, type OrderState } from '@/lib/modules/orders/states'
import type { Context } from '@/lib/platform/door/context'

/** Who puts the hold that follows a refund: only what it has put it takes away again. */
const owner = 'channel'

type Row = {
  id: string
  state: OrderState
  before: string
  open: boolean
  back: bigint
  told: number
  returning: boolean
}

/**
 * Brings orders in line with the refunds that are known of them. Asked for and not shipped: held, the stations refuse the parcels.
 * Withdrawn: what this had stopped goes on. Paid back: the amount is noted, and a hold stays until a person has looked.
 */
export async function settleRefunds(ctx: Context, orderIds: readonly string[]): Promise<void> {
  if (orderIds.length === 0) return
  await ctx.sql('select id from orders where tenant_id = $1 and id = any($2::uuid[]) order by id for update', [
    orderIds,
  ])
  await ctx.sql(
    `update channel_refunds r set order_id = o.id from orders o
      where r.tenant_id = $1 and o.tenant_id = $1 and o.id = any($2::uuid[]) and r.shop_id = o.shop_id
        and r.channel_order_no = o.channel_order_no and r.order_id is null`,
    [orderIds],
  )
  const rows = await ctx.sql<Row>(
    `select o.id, o.state, o.refund_status as before, r.open, r.back, r.told,
            exists (select 1 from return_requests q where q.tenant_id = $1 and q.order_id = o.id) as returning
       from orders o cross join lateral (
         select count(*)::int as told, coalesce(bool_or(x.status in ('requested', 'agreed')), false) as open,
                coalesce(sum(x.amount_minor) filter (where x.status = 'refunded' and x.currency = o.currency), 0)::bigint as back
           from channel_refunds x where x.tenant_id = $1 and x.order_id = o.id) r
      where o.tenant_id = $1 and o.id = any($2::uuid[]) and r.told > 0`,
    [orderIds],
  )
  const seen = rows.map((row) => ({
    ...row,
    status: row.open ? 'requested' : row.back > 0n ? 'refunded' : row.returning ? row.before : 'none',
  }))
  await ctx.sql(
    `update orders o set refund_status = u.status, refunded_minor = greatest(o.refunded_minor, least(u.back, o.paid_minor)), updated_at = $5,
            version = o.version + 1
       from unnest($2::uuid[], $3::text[], $4::bigint[]) as u(id, status, back)
      where o.tenant_id = $1 and o.id = u.id and (o.refund_status <> u.status or o.refunded_minor < least(u.back, o.paid_minor))`,
    [seen.map((s) => s.id), seen.map((s) => s.status), seen.map((s) => s.back), ctx.now],
  )
  await logEvents(
    ctx,
    seen
      .filter((s) => s.status !== s.before)
      .map((s) => ({ orderId: s.id, kind: 'channel', data: { refund: s.status } })),
  )
  const ours = seen.filter((s) => beforeShipped.includes(s.state))
  const stopped = ours.filter((s) => s.open).map((s) => s.id)
  await putHolds(
    ctx,
    stopped.map((orderId) => ({ orderId, code: 'refund_requested', owner })),
  )
  await blockWork(ctx, stopped, 'refund_requested')
  await letGo(
    ctx,
    ours.filter((s) => s.status === 'none').map((s) => s.id),
  )
}

async function letGo(ctx: Context, orderIds: readonly string[]): Promise<void> {
  const held = await ctx.sql<{ order_id: string }>(
    `select order_id from order_holds where tenant_id = $1 and order_id = any($2::uuid[]) and code = 'refund_requested' and owner = $3`,
    [orderIds, owner],
  )
  if (held.length === 0) return
  const freed = held.map((h) => h.order_id)
  await dropHolds(
    ctx,
    freed.map((orderId) => ({ orderId, code: 'refund_requested' })),
    { reason: 'refund_withdrawn' },
  )
  await unblockWork(ctx, freed)
  await dueForRules(ctx, freed)
  // An approved order may have waited for nothing but this.
  ctx.emit(ordersApproved(freed))
}
