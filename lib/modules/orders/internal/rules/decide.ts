import type { HeldBy, RuledOrder } from '@/lib/modules/orders/internal/rules/read-facts'
import { beforeShipped, type HoldCode, type OrderState } from '@/lib/modules/orders/states'
import { effectsOf, matching, type Step, stepsOf } from '@/lib/modules/rules/evaluate'
import { keyOf as valueKey } from '@/lib/modules/rules/fields'
import type { Decision, Effects, Outcome, OutcomeResult, Rule, ruleHolds } from '@/lib/modules/rules/schema'

export const decided = {
  approve: 'approved',
  contact: 'awaiting_contact',
  invalid: 'invalid',
} as const satisfies Record<Decision, OrderState>

/** Rules put only holds that the house knows. */
const ruleHold = (code: (typeof ruleHolds)[number]): HoldCode => code

export type Verdict = { order: RuledOrder; steps: (Step & { result: OutcomeResult })[] }

/**
 * What a set makes of an order: every step of every rule that matches, with what becomes of it. `done`: what the same version did to
 * the order before, which is not done again, for a person may have undone it since.
 */
export function decide(order: RuledOrder, rules: readonly Rule[], now: Date, done: readonly Outcome[] = []): Verdict {
  const before = new Set(done.filter((o) => o.result === 'done' || o.result === 'before').map(keyOf))
  const steps = stepsOf(matching(rules, order.facts))
  const open = beforeShipped.includes(order.state)
  const put = new Set<HoldCode>()
  // Holds come first: what one rule stops, no other approves, whatever their sequence.
  const held = steps.map((step): OutcomeResult | undefined => {
    if (!step.wins) return 'superseded'
    if (before.has(keyOf({ ruleId: step.rule.id, action: step.index }))) return 'before'
    if (step.action.type !== 'hold') return undefined
    const code = ruleHold(step.action.code)
    if (order.holds.some((hold) => hold.code === code)) return 'already'
    if (!open) return 'state'
    put.add(code)
    return 'done'
  })
  // What was given before and taken away by a person is not given again under another code.
  const given = new Set(
    steps.flatMap(({ action }, i) =>
      held[i] === 'before' && action.type === 'gift' ? giftIds(order, action.sku) : [],
    ),
  )
  const judged = steps.map((step, i) => ({ ...step, result: held[i] ?? judge(order, step, { open, put, given, now }) }))
  return { order, steps: judged }
}

/** What the steps before have come to. */
type SoFar = { open: boolean; put: ReadonlySet<HoldCode>; given: Set<string>; now: Date }

function judge(order: RuledOrder, { action }: Step, { open, put, given, now }: SoFar): OutcomeResult {
  if (action.type === 'urgent') return order.urgent ? 'already' : open ? 'done' : 'state'
  // Marks are for people to find orders by, whatever state those are in.
  if (action.type === 'tag') return order.tags.includes(valueKey('tag', action.tag)) ? 'already' : 'done'
  if (action.type === 'flag') return order.flag === action.flag ? 'already' : 'done'
  if (action.type === 'gift') return judgeGift(order, action.sku, given)
  if (action.type !== 'approve' && action.type !== 'contact' && action.type !== 'invalid') return 'state'
  if (order.state === decided[action.type]) return 'already'
  if (order.state !== 'pending_review' && order.state !== 'awaiting_contact') return 'state'
  if (action.type === 'approve' && (put.size > 0 || order.holds.some((hold) => blocks(hold, now)))) return 'held'
  return 'done'
}

const giftIds = ({ gifts }: RuledOrder, code: string): string[] => {
  const sku = gifts.known.get(valueKey('sku', code))
  return sku ? [sku.id] : []
}

/** Rules give before goods are set aside; what waits or lies packed is a person's to change. One of a kind is enough, by whichever code. */
function judgeGift({ state, gifts }: RuledOrder, code: string, given: Set<string>): OutcomeResult {
  const sku = gifts.known.get(valueKey('sku', code))
  if (!sku) return 'state'
  if (gifts.had.includes(sku.id)) return 'already'
  if (given.has(sku.id)) return 'superseded'
  const early = state === 'pending_review' || state === 'awaiting_contact' || state === 'approved'
  if (!early || !sku.active) return 'state'
  given.add(sku.id)
  return 'done'
}

/** A wait that is over holds nothing; every other hold does: only a person overrides one. */
export function blocks({ code, until }: HeldBy, now: Date): boolean {
  return code !== 'review_wait' || until === null || until > now
}

export function keyOf({ ruleId, action }: { ruleId: string; action: number }): string {
  return `${ruleId} ${action}`
}

/** For the trace: what became of each step, and what the version did before by rules that match no more. */
export function outcomesOf({ steps }: Verdict, done: readonly Outcome[] = []): Outcome[] {
  const now = steps.map(({ rule, index, result }) => ({ ruleId: rule.id, action: index, result }))
  const told = new Set(now.map(keyOf))
  const earlier = done.filter((o) => (o.result === 'done' || o.result === 'before') && !told.has(keyOf(o)))
  return [...now, ...earlier.map((o): Outcome => ({ ...o, result: 'before' }))]
}

/** What really comes of it: steps that are done, or were so already. */
export function effectsDone({ steps }: Verdict): Effects {
  return effectsOf(steps.filter(({ result }) => result === 'done' || result === 'already' || result === 'before'))
}

/** The same from a trace and the version that left it. */
export function effectsTraced(rules: readonly Rule[], outcomes: readonly Outcome[]): Effects {
  const byId = new Map(rules.map((rule) => [rule.id, rule]))
  return effectsOf(
    outcomes.flatMap(({ ruleId, action: index, result }) => {
      const rule = byId.get(ruleId)
      const action = rule?.actions[index]
      const counts = result === 'done' || result === 'already' || result === 'before'
      return rule && action && counts ? [{ rule, index, action, wins: true }] : []
    }),
  )
}
