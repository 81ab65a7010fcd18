import { z } from 'zod'
import { nameField } from '@/lib/kernel/fields'
import { refuse } from '@/lib/kernel/refusal'
import { decide, effectsDone, outcomesOf } from '@/lib/modules/orders/internal/rules/decide'
import { readFacts } from '@/lib/modules/orders/internal/rules/read-facts'
import { binder, visible } from '@/lib/modules/orders/internal/visible-orders'
import { effectsOf, matching, ruleTraces, stepsOf } from '@/lib/modules/rules/evaluate'
import { kindField, kindOf } from '@/lib/modules/rules/kind-field'
import { rulesToTry } from '@/lib/modules/rules/rules-to-try'
import { mostRules } from '@/lib/modules/rules/schema'
import { askedBy } from '@/lib/modules/rules/used-fields'
import { command } from '@/lib/platform/door/use-case'

/** What a draft would make of one order as it stands now; nothing is changed. A command all the same: rules are too long for an address. */
export const testRules = command({
  name: 'rule.test',
  summary: 'Test rules on one order, without changing it',
  http: { method: 'POST', path: '/rules/{kind}/test' },
  input: z.strictObject({
    kind: kindField,
    /** The order's number, ours or the channel's. */
    order: nameField(100),
    /** The rules to test; the saved draft without. */
    rules: z.array(z.unknown()).max(mostRules).optional(),
  }),
  example: { order: 'SO-000007' },
  remembered: false,
  async run(ctx, { kind: named, order: asked, rules: raw }) {
    const kind = kindOf(named)
    const rules = await rulesToTry(ctx, kind, raw)
    const { bind, params } = binder()
    const [number, own] = [bind(asked), visible(ctx, bind)]
    const [found] = await ctx.sql<{ id: string }>(
      `select o.id from orders o where o.tenant_id = $1 and (o.number = ${number} or o.channel_order_no = ${number}) and ${own}
        order by o.number = ${number} desc, o.id desc limit 1`,
      params,
    )
    const [order] = found ? await readFacts(ctx, [found.id], askedBy(rules), 'now') : []
    if (!order) return refuse('not_found')
    const { id, state, facts } = order
    ctx.touch('order', id)
    ctx.tell({ kind, rules: rules.length })
    if (kind === 'review') {
      const verdict = decide(order, rules, ctx.now)
      const traces = ruleTraces(rules, facts, outcomesOf(verdict))
      return { orderId: id, number: order.number, state, rules: traces, effects: effectsDone(verdict) }
    }
    const steps = stepsOf(matching(rules, facts))
    const outcomes = steps.map(({ rule, index, wins }) => ({
      ruleId: rule.id,
      action: index,
      result: wins ? ('done' as const) : ('superseded' as const),
    }))
    const traces = ruleTraces(rules, facts, outcomes)
    return { orderId: id, number: order.number, state, rules: traces, effects: effectsOf(steps) }
  },
})
