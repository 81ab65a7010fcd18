import { z } from 'zod'
import { applyReview } from '@/lib/modules/orders/internal/rules/apply-review'
import { decide, outcomesOf } from '@/lib/modules/orders/internal/rules/decide'
import { readFacts } from '@/lib/modules/orders/internal/rules/read-facts'
import { keepTraces, outcomesBefore } from '@/lib/modules/orders/internal/rules/traces'
import { liveRules } from '@/lib/modules/rules/live-rules'
import { askedBy } from '@/lib/modules/rules/used-fields'
import { command } from '@/lib/platform/door/use-case'

const most = 1000

/**
 * The review rules' drain, right behind intake: takes the orders that are due, reads what the rules ask for, decides in memory and
 * writes everything in a few statements. Each version does a thing to an order once, however often the order is looked at.
 */
export const applyRules = command({
  name: 'rule.apply',
  summary: 'Apply the live review rules to new orders',
  audited: false,
  input: z.strictObject({}),
  async run(ctx) {
    // Orders whose row somebody holds stay due: the next turn finds them.
    const due = await ctx.sql<{ id: string; state: string }>(
      `select o.id, o.state from rule_dues d join orders o on o.tenant_id = $1 and o.id = d.order_id
        where d.tenant_id = $1 and d.due_at <= $2 order by d.due_at, d.order_id limit $3 for update of d, o skip locked`,
      [ctx.now, most],
      'rules-take',
    )
    if (due.length === 0) return { more: false }
    await ctx.sql('delete from rule_dues where tenant_id = $1 and order_id = any($2::uuid[])', [due.map((o) => o.id)])
    const live = await liveRules(ctx, 'review')
    const ids = due.filter((o) => o.state === 'pending_review').map((o) => o.id)
    if (live && ids.length > 0) {
      const orders = await readFacts(ctx, ids, askedBy(live.rules), 'now')
      const before = await outcomesBefore(ctx, 'review', live.version, ids)
      const verdicts = orders.map((order) => decide(order, live.rules, ctx.now, before.get(order.id)))
      await applyReview(ctx, live.version, verdicts)
      await keepTraces(
        ctx,
        { kind: 'review', version: live.version, cause: 'intake' },
        verdicts.map((verdict) => ({
          orderId: verdict.order.id,
          facts: verdict.order.facts,
          outcomes: outcomesOf(verdict, before.get(verdict.order.id)),
        })),
      )
    }
    return { more: due.length === most }
  },
})
