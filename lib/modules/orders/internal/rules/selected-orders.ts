import { decide, type Verdict } from '@/lib/modules/orders/internal/rules/decide'
import { readFacts } from '@/lib/modules/orders/internal/rules/read-facts'
import { binder, visible } from '@/lib/modules/orders/internal/visible-orders'
import { type LiveRules, liveRules } from '@/lib/modules/rules/live-rules'
import { askedBy } from '@/lib/modules/rules/used-fields'
import type { Context } from '@/lib/platform/door/context'

export type Selected = { live: LiveRules | undefined; verdicts: Map<string, Verdict> }

/** What the live review rules would do now to orders that somebody has picked: those the actor sees, in one pass. */
export async function judgeSelected(ctx: Context, orderIds: readonly string[], lock: boolean): Promise<Selected> {
  const { bind, params } = binder()
  const ids = bind([...new Set(orderIds)])
  const seen = await ctx.sql<{ id: string }>(
    `select o.id from orders o where o.tenant_id = $1 and o.id = any(${ids}::uuid[]) and ${visible(ctx, bind)}
      order by o.id ${lock ? 'for update of o' : ''}`,
    params,
  )
  const live = await liveRules(ctx, 'review')
  const rules = live?.rules ?? []
  const orders = await readFacts(
    ctx,
    seen.map((o) => o.id),
    askedBy(rules),
    'now',
  )
  // A person asks for it: what was done and undone before is done again.
  return { live, verdicts: new Map(orders.map((order) => [order.id, decide(order, rules, ctx.now)])) }
}

/** One picked order as it is answered: what each step of each matching rule comes to. */
export function rowOf({ order, steps }: Verdict) {
  return {
    orderId: order.id,
    number: order.number,
    state: order.state,
    changes: steps.some((step) => step.result === 'done'),
    steps: steps.map(({ rule, action, result }) => ({ ruleId: rule.id, rule: rule.name, action, result })),
  }
}
