import { rulesDue } from '@/lib/modules/orders/events'
import type { Context } from '@/lib/platform/door/context'

/**
 * Has the review rules look at orders that came in or changed: the paid ones that nobody has reviewed, once their wait is over. One
 * small look where no rules were ever published.
 */
export async function dueForRules(ctx: Context, orderIds: readonly string[]): Promise<void> {
  if (orderIds.length === 0) return
  const live = await ctx.sql(
    `select 1 from rule_sets where tenant_id = $1 and kind = 'review' and live_version is not null`,
    [],
    'rules-any',
  )
  if (live.length === 0) return
  // Each order is looked up by itself: a page is a few index probes, whatever the statistics say.
  const due = await ctx.sql<{ due_at: Date }>(
    `insert into rule_dues (tenant_id, order_id, due_at)
     select $1, o.id, greatest($3::timestamptz, h.until) from unnest($2::uuid[]) as k(id)
      cross join lateral (
        select o.id from orders o
         where o.tenant_id = $1 and o.id = k.id and o.state = 'pending_review' and o.payment_status = 'paid' limit 1) o
       left join lateral (
        select w.until from order_holds w
         where w.tenant_id = $1 and w.order_id = k.id and w.code = 'review_wait' limit 1) h on true
     on conflict (tenant_id, order_id) do update set due_at = excluded.due_at returning due_at`,
    [orderIds, ctx.now],
    'rules-due',
  )
  // Those that wait are found by the clock.
  if (due.some((row) => row.due_at <= ctx.now)) ctx.emit(rulesDue())
}
