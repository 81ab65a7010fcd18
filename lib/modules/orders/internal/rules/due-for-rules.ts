import { rulesDue } from '@/lib/modules/orders/events'
import type { Context } from '@/lib/platform/door/context'

/**
 * Has the review rules look at orders that came in or changed: the paid ones that nobody has reviewed, once their wait is over. One
 * statement, which ends before it reads an order where no rules were ever published.
 */
export async function dueForRules(ctx: Context, orderIds: readonly string[]): Promise<void> {
  if (orderIds.length === 0) return
  const due = await ctx.sql<{ due_at: Date }>(
    `insert into rule_dues (tenant_id, order_id, due_at)
     select $1, o.id, greatest($3::timestamptz, h.until) from orders o
       left join order_holds h on h.tenant_id = $1 and h.order_id = o.id and h.code = 'review_wait'
      where o.tenant_id = $1 and o.id = any($2::uuid[]) and o.state = 'pending_review' and o.payment_status = 'paid'
        and exists (select 1 from rule_sets s where s.tenant_id = $1 and s.kind = 'review' and s.live_version is not null)
     on conflict (tenant_id, order_id) do update set due_at = excluded.due_at returning due_at`,
    [orderIds, ctx.now],
    'rules-due',
  )
  // Those that wait are found by the clock.
  if (due.some((row) => row.due_at <= ctx.now)) ctx.emit(rulesDue())
}
