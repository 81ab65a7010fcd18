import { type FieldError, invalid } from '@/lib/kernel/refusal'
import { type Counted, countOrders } from '@/lib/modules/orders/internal/move-orders'
import { sqlState } from '@/lib/platform/db/errors'
import type { Context } from '@/lib/platform/door/context'

/** Tables whose rows need an order to be there, beside what intake itself writes. */
const dependents = [
  ...['fulfilment_lines', 'stock_demands', 'order_notes', 'order_calls', 'return_requests', 'channel_refunds'],
  ...['shipment_reports', 'presale_promises'],
]

/**
 * Orders that cannot vanish: somebody or the channel has changed them since they came, they have moved on, or something hangs on
 * them. What the house itself thought of them (a hold, a tag) goes with them. Numbers of the channel, for people.
 */
export async function orderBlockers(
  ctx: Context,
  orderIds: readonly string[],
  /** Return requests that are taken back with them. */
  returns: readonly string[] = [],
): Promise<FieldError[]> {
  if (orderIds.length === 0) return []
  const rows = await ctx.sql<{ no: string; changed: boolean }>(
    `select x.no, x.changed from (
       select o.channel_order_no as no,
              o.origin = 'live' and o.state <> 'pending_review' or exists (
                select 1 from order_events e where e.tenant_id = $1 and e.order_id = o.id and e.seq > 1
                   and (e.actor_kind not in ('system', 'rule') or e.kind not in ('hold', 'release', 'flag'))) as changed,
              ${dependents.map((table) => `exists (select 1 from ${table} d where d.tenant_id = $1 and d.order_id = o.id ${table === 'return_requests' ? 'and d.id <> all($3::uuid[])' : ''})`).join(' or ')} as needed
         from orders o where o.tenant_id = $1 and o.id = any($2::uuid[])) x
      where x.changed or x.needed order by x.no`,
    [orderIds, returns],
  )
  return rows.map(({ no, changed }) => ({ path: no, code: changed ? 'changed_since' : 'has_history' }))
}

/** Removes orders as if they had never come: out of search, counters and sums. Only what nothing depends on. */
export async function takeBackOrders(ctx: Context, orderIds: readonly string[]): Promise<void> {
  if (orderIds.length === 0) return
  const rows = await ctx.sql<Omit<Counted, 'sign'>>(
    `select shop_id, currency, units, goods_minor, discount_minor, freight_minor, ordered_at, state from orders
      where tenant_id = $1 and id = any($2::uuid[]) order by id for update`,
    [orderIds],
  )
  const blocked = await orderBlockers(ctx, orderIds)
  if (blocked.length > 0) invalid(blocked)
  await countOrders(
    ctx,
    rows.map((row) => ({ ...row, sign: -1 })),
  )
  try {
    await ctx.sql('select orders_take_back($2::uuid[]) from (select $1::uuid) as tenant', [orderIds])
  } catch (e) {
    // Somebody hung something on one of them in this very moment.
    if (sqlState(e) === '23503') invalid([{ path: 'importId', code: 'has_history' }])
    throw e
  }
}
