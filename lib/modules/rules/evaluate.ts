import {
  type Action,
  type Condition,
  type Effects,
  type Fact,
  type Facts,
  keysOf,
  type Outcome,
  type Rule,
  type RuleTrace,
  slotOf,
} from '@/lib/modules/rules/schema'

/** Decimals as ten-thousandths, so that they are compared exactly. */
export function scaled(text: string): bigint {
  const [whole = '0', part = ''] = text.replace('-', '').split('.')
  const size = BigInt(whole) * 10_000n + BigInt(part.padEnd(4, '0').slice(0, 4))
  return text.startsWith('-') ? -size : size
}

/** Facts are keys already; an unknown one meets nothing. */
export function meets(condition: Condition, actual: Fact | undefined): boolean {
  if (actual === undefined || actual === null) return false
  if ('values' in condition) {
    const keys = keysOf(condition)
    if (typeof actual === 'string') return keys.includes(actual) === (condition.op === 'in')
    return Array.isArray(actual) && meetsSet(condition.op, keys, actual)
  }
  if (typeof condition.value === 'boolean') return actual === condition.value
  if (typeof actual !== 'string') return false
  const value = scaled(actual)
  const bound = scaled(condition.value)
  switch (condition.op) {
    case 'lt':
      return value < bound
    case 'lte':
      return value <= bound
    case 'eq':
      return value === bound
    case 'gte':
      return value >= bound
    case 'gt':
      return value > bound
    case 'between':
      return value >= bound && value <= scaled(condition.to)
    default:
      return false
  }
}

function meetsSet(op: string, keys: readonly string[], actual: readonly string[]): boolean {
  switch (op) {
    case 'any':
      return keys.some((key) => actual.includes(key))
    case 'none':
      return keys.every((key) => !actual.includes(key))
    case 'all':
      return keys.every((key) => actual.includes(key))
    default:
      // Only these, and something at all: an order without lines holds nothing but tea, but nobody means it.
      return actual.length > 0 && actual.every((key) => keys.includes(key))
  }
}

export function matches(rule: Pick<Rule, 'when'>, facts: Facts): boolean {
  return rule.when.some((group) => group.every((condition) => meets(condition, facts[condition.field])))
}

/** The rules that match, in their sequence, up to the first that ends the work. */
export function matching(rules: readonly Rule[], facts: Facts): Rule[] {
  const found: Rule[] = []
  for (const rule of rules) {
    if (!rule.enabled || !matches(rule, facts)) continue
    found.push(rule)
    if (rule.stop) break
  }
  return found
}

/** One thing that a rule sets. `wins`: no earlier rule has set the same. */
export type Step = { rule: Rule; index: number; action: Action; wins: boolean }

export function stepsOf(matched: readonly Rule[]): Step[] {
  const set = new Set<string>()
  return matched.flatMap((rule) =>
    rule.actions.map((action, index) => {
      const slot = slotOf(action)
      const wins = !set.has(slot)
      set.add(slot)
      return { rule, index, action, wins }
    }),
  )
}

export const noEffects: Effects = {
  decision: null,
  holds: [],
  urgent: false,
  tags: [],
  flag: null,
  only: null,
  avoid: null,
  prefer: null,
  keepWhole: false,
  gifts: [],
  avoidRegion: null,
  preferRegion: null,
  carrier: null,
}

export function effectsOf(steps: readonly Step[]): Effects {
  const effects: Effects = { ...noEffects, holds: [], tags: [], gifts: [] }
  for (const { action, rule, wins } of steps) {
    if (!wins) continue
    switch (action.type) {
      case 'hold':
        effects.holds.push(action.code)
        break
      case 'urgent':
        effects.urgent = true
        break
      case 'tag':
        effects.tags.push(action.tag)
        break
      case 'flag':
        effects.flag = action.flag
        break
      case 'gift':
        effects.gifts.push(`${action.sku} × ${action.quantity}`)
        break
      case 'carrier':
        effects.carrier = action.carrierCode
        break
      case 'avoid_region':
        effects.avoidRegion = action.regions
        break
      case 'prefer_region':
        effects.preferRegion = action.regions
        break
      case 'keep_whole':
        effects.keepWhole = true
        break
      case 'only':
      case 'avoid':
      case 'prefer':
        effects[action.type] = action.warehouseCodes
        break
      default:
        effects.decision = { type: action.type, rule: rule.name }
    }
  }
  effects.holds.sort()
  effects.tags.sort()
  effects.gifts.sort()
  return effects
}

/** For a person to read: each rule, each condition with the actual value, what became of each action. Facts hold nothing personal. */
export function ruleTraces(rules: readonly Rule[], facts: Facts, outcomes: readonly Outcome[]): RuleTrace[] {
  const matched = new Set(matching(rules, facts))
  const end = rules.findIndex((rule) => rule.stop && matched.has(rule))
  const results = new Map(outcomes.map((o) => [`${o.ruleId} ${o.action}`, o.result]))
  return rules.map((rule, place) => ({
    id: rule.id,
    name: rule.name,
    enabled: rule.enabled,
    stop: rule.stop,
    reached: rule.enabled && (end < 0 || place <= end),
    matched: matched.has(rule),
    groups: rule.when.map((group) =>
      group.map((condition) => {
        const actual = facts[condition.field] ?? null
        return { condition, actual, met: meets(condition, actual) }
      }),
    ),
    actions: rule.actions.map((action, i) => ({ action, result: results.get(`${rule.id} ${i}`) ?? null })),
  }))
}
