import { z } from 'zod'
import { id } from '@/lib/kernel/ids'
import { refuseUnseen } from '@/lib/modules/orders/internal/refuse-unseen'
import { ruleTraces } from '@/lib/modules/rules/evaluate'
import type { Facts, Outcome, Rule, RuleKind, TraceView } from '@/lib/modules/rules/schema'
import { query } from '@/lib/platform/door/use-case'

type Row = {
  kind: RuleKind
  version: number
  cause: TraceView['cause']
  facts: Facts
  outcomes: Outcome[]
  at: Date
  actor: string
  rules: Rule[]
}

/** Why rules did to an order what they did: each rule of each version that looked at it, each condition with the order's own value. */
export const getRuleTraces = query({
  name: 'rule.trace',
  summary: 'What rules found on an order and did to it',
  http: { method: 'GET', path: '/orders/{orderId}/rules' },
  input: z.strictObject({ orderId: id('order') }),
  async run(ctx, { orderId }) {
    const reading = ctx.sql<Row>(
      `select t.kind, t.version, t.cause, t.facts, t.outcomes, t.at, t.actor, v.rules
         from rule_traces t join rule_versions v on v.tenant_id = $1 and v.kind = t.kind and v.version = t.version
        where t.tenant_id = $1 and t.order_id = $2 order by t.at desc, t.kind, t.version desc limit 50`,
      [orderId],
      'rules-traces',
    )
    const [rows] = await Promise.all([reading, refuseUnseen(ctx, orderId)])
    const items = rows.map(
      ({ rules, facts, outcomes, at, ...row }): TraceView => ({
        ...row,
        at: at.toISOString(),
        rules: ruleTraces(rules, facts, outcomes),
      }),
    )
    return { items }
  },
})
