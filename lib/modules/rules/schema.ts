import { z } from 'zod'
import { carrierCodes } from '@/lib/kernel/carriers'
import { codeField, nameField, textField } from '@/lib/kernel/fields'
import { type FieldName, fieldDef, fieldNames, fieldsOf, isWhole, keyOf } from '@/lib/modules/rules/fields'

export type { FieldName, FieldType } from '@/lib/modules/rules/fields'
export { fieldDef, fieldNames, isWhole }

/** Review rules look at new orders; routing rules say which warehouses an order may leave from, and which first. */
export const ruleKinds = ['review', 'routing'] as const
export type RuleKind = (typeof ruleKinds)[number]

/** A decimal in words: money is never a binary fraction. */
const decimal = z
  .string()
  .trim()
  .regex(/^-?(0|[1-9]\d{0,11})(\.\d{1,4})?$/)
const values = z.array(nameField(100)).min(1).max(200)

export const operators = {
  choice: ['in', 'not_in'],
  set: ['any', 'none', 'all', 'only'],
  number: ['lt', 'lte', 'eq', 'gte', 'gt', 'between'],
  boolean: ['is'],
  words: ['any', 'none'],
} as const

export const conditionShape = z.union([
  z.strictObject({ field: z.enum(fieldsOf('choice')), op: z.enum(operators.choice), values }),
  z.strictObject({ field: z.enum(fieldsOf('set')), op: z.enum(operators.set), values }),
  z.strictObject({
    field: z.enum(fieldsOf('number')),
    op: z.enum(['lt', 'lte', 'eq', 'gte', 'gt']),
    value: decimal,
  }),
  z.strictObject({ field: z.enum(fieldsOf('number')), op: z.literal('between'), value: decimal, to: decimal }),
  z.strictObject({ field: z.enum(fieldsOf('boolean')), op: z.literal('is'), value: z.boolean() }),
  z.strictObject({ field: z.enum(fieldsOf('words')), op: z.enum(operators.words), values }),
])
export type Condition = z.output<typeof conditionShape>

/** Holds that a rule may put on an order; the others are facts that only intake knows. */
export const ruleHolds = [
  'manual',
  'suspected_fraud',
  'suspected_duplicate',
  'blacklisted',
  'below_margin',
  'finance_review',
] as const

/** The colours of an order's flag. */
export const ruleFlags = ['red', 'yellow', 'green', 'blue', 'purple'] as const

const warehouseCodes = z.array(codeField(40)).min(1).max(50)

export const decisions = ['approve', 'contact', 'invalid'] as const
export type Decision = (typeof decisions)[number]

export const reviewAction = z.discriminatedUnion('type', [
  z.strictObject({ type: z.enum(decisions) }),
  z.strictObject({ type: z.literal('hold'), code: z.enum(ruleHolds), note: textField(200).default('') }),
  z.strictObject({ type: z.literal('urgent') }),
  /** By name; one that is not there is made. */
  z.strictObject({ type: z.literal('tag'), tag: nameField(30) }),
  z.strictObject({ type: z.literal('flag'), flag: z.enum(ruleFlags) }),
  /** A present; an order that has one of the SKU already gets none. */
  z.strictObject({ type: z.literal('gift'), sku: codeField(100), quantity: z.int().min(1).max(100) }),
])
export const routingAction = z.discriminatedUnion('type', [
  z.strictObject({ type: z.enum(['only', 'avoid', 'prefer']), warehouseCodes }),
  z.strictObject({ type: z.literal('keep_whole') }),
  /** Warehouses that name one of these provinces among those they serve. */
  z.strictObject({ type: z.enum(['prefer_region', 'avoid_region']), regions: z.array(nameField(60)).min(1).max(50) }),
  /** Offered to whoever ships the parcel. */
  z.strictObject({ type: z.literal('carrier'), carrierCode: z.enum(carrierCodes) }),
])
export type ReviewAction = z.output<typeof reviewAction>
export type RoutingAction = z.output<typeof routingAction>
export type Action = ReviewAction | RoutingAction

/** Conditions of one group are all true, of several groups one is; a group without conditions is true for every order. */
const whenShape = z.array(z.array(conditionShape).max(20)).min(1).max(10)

function ruleOf<A extends z.ZodType<Action>>(action: A) {
  return z.strictObject({
    id: z.string().regex(/^[a-z0-9-]{1,40}$/),
    name: nameField(80),
    enabled: z.boolean().default(true),
    /** No later rule looks at an order that this one has matched. */
    stop: z.boolean().default(false),
    when: whenShape,
    actions: z.array(action).min(1).max(10),
  })
}

const ruleShapes = { review: ruleOf(reviewAction), routing: ruleOf(routingAction) } as const

export type Rule = {
  id: string
  name: string
  enabled: boolean
  stop: boolean
  when: Condition[][]
  actions: Action[]
}

/** How many rules a set may hold: each order is held against each of them. */
export const mostRules = 100

const listOf = (kind: RuleKind) => z.array(ruleShapes[kind] as z.ZodType<Rule>).max(mostRules)
const lists = { review: listOf('review'), routing: listOf('routing') }

/** The rules of one kind as they are kept and sent, with what the types alone cannot say. */
export function rulesShape(kind: RuleKind) {
  return lists[kind].superRefine((rules, found) => {
    const tell = (path: (string | number)[], code: string) =>
      found.addIssue({ code: 'custom', path, params: { code }, message: code })
    const ids = new Set<string>()
    rules.forEach((rule, i) => {
      if (ids.has(rule.id)) tell([i, 'id'], 'duplicate')
      ids.add(rule.id)
      rule.when.forEach((group, g) => {
        group.forEach((condition, c) => {
          for (const { key, code } of wrongIn(condition)) tell([i, 'when', g, c, key], code)
        })
      })
      const types = rule.actions.map(slotOf)
      types.forEach((slot, a) => {
        if (types.indexOf(slot) < a) tell([i, 'actions', a], 'duplicate')
      })
    })
  })
}

export const exampleRule = {
  id: 'small-orders',
  name: 'Small orders need no person',
  when: [
    [
      { field: 'total', op: 'lt', value: '500' },
      { field: 'hasNote', op: 'is', value: false },
    ],
  ],
  actions: [{ type: 'approve' }],
}

/** What an action sets: of two that set the same, one rule may hold one, and of two rules the earlier wins. */
export function slotOf(action: Action): string {
  if (action.type === 'hold') return `hold ${action.code}`
  if (action.type === 'gift') return `gift ${keyOf('sku', action.sku)}`
  if (action.type === 'tag') return `tag ${keyOf('tag', action.tag)}`
  return (decisions as readonly string[]).includes(action.type) ? 'decision' : action.type
}

function wrongIn(condition: Condition): { key: string; code: string }[] {
  if (!('value' in condition) || typeof condition.value === 'boolean') return []
  const bounds = [['value', condition.value], ...(condition.op === 'between' ? [['to', condition.to]] : [])]
  const parts = bounds.flatMap(([key = '', text = '']) =>
    isWhole(condition.field) && text.includes('.') ? [{ key, code: 'not_whole' }] : [],
  )
  const upside = condition.op === 'between' && Number(condition.value) > Number(condition.to)
  return upside ? [...parts, { key: 'to', code: 'before_start' }] : parts
}

const known = new WeakMap<readonly string[], string[]>()

/** Values as they are compared: one spelling, each once. Worked out once for the thousand orders that are held against them. */
export function keysOf({ field, values }: { field: FieldName; values: readonly string[] }): string[] {
  let keys = known.get(values)
  if (!keys) {
    keys = [...new Set(values.map((value) => keyOf(field, value)))]
    known.set(values, keys)
  }
  return keys
}

// ── what is answered ────────────────────────────────────────────────────────────────────────────────────────────────

/** A fact about an order as a trace keeps it: text, texts, a decimal, yes or no; null: not known. */
export type Fact = string | string[] | boolean | null
export type Facts = Partial<Record<(typeof fieldNames)[number], Fact>>

/**
 * What became of an action: done now, done before by the same version, not needed because it was so already, superseded by an earlier
 * rule, or not possible as the order stands.
 */
export const outcomeResults = ['done', 'before', 'already', 'superseded', 'held', 'state'] as const
export type OutcomeResult = (typeof outcomeResults)[number]
/** `action`: the place of the action in its rule. */
export type Outcome = { ruleId: string; action: number; result: OutcomeResult }

export type ConditionTrace = { condition: Condition; actual: Fact; met: boolean }
export type RuleTrace = {
  id: string
  name: string
  enabled: boolean
  stop: boolean
  /** false: an earlier rule had ended the work. */
  reached: boolean
  matched: boolean
  groups: ConditionTrace[][]
  actions: { action: Action; result: OutcomeResult | null }[]
}

export type TraceView = {
  kind: RuleKind
  version: number
  cause: 'intake' | 'rerun' | 'allocation'
  at: string
  actor: string
  rules: RuleTrace[]
}

export type VersionView = {
  version: number
  note: string
  fromVersion: number | null
  publishedAt: string
  publishedBy: string
  rules: number
  live: boolean
}

export const findingCodes = [
  'never_matches',
  'shadowed',
  'opposite',
  'superseded',
  'unknown_value',
  'currency_open',
] as const
export type FindingCode = (typeof findingCodes)[number]

/** Something to look at before a draft goes live. `sure`: proved; else it may be. `otherId`: the rule it is about beside this one. */
export type Finding = {
  code: FindingCode
  sure: boolean
  ruleId: string
  otherId: string | null
  /** Group of the rule, where only that is meant. */
  group: number | null
  detail: string
}

export type RuleSetView = {
  kind: RuleKind
  draft: Rule[]
  live: { version: number; rules: Rule[]; publishedAt: string; publishedBy: string } | null
  /** The draft says something else than what runs. */
  changed: boolean
  findings: Finding[]
  updatedAt: string | null
  updatedBy: string
  version: number
}

/** What rules make of one order, in short: the decision and the rule behind it, and what else is set. */
export type Effects = {
  decision: { type: Decision; rule: string } | null
  holds: string[]
  urgent: boolean
  tags: string[]
  flag: string | null
  only: string[] | null
  avoid: string[] | null
  prefer: string[] | null
  keepWhole: boolean
  /** `SKU × n`. */
  gifts: string[]
  avoidRegion: string[] | null
  preferRegion: string[] | null
  carrier: string | null
}

export type DryRunView = {
  id: string
  kind: RuleKind
  state: 'running' | 'done' | 'cancelled'
  since: string
  total: number
  seen: number
  changed: number
  startedAt: string
  startedBy: string
  finishedAt: string | null
}
