import {
  type Action,
  type Condition,
  type FieldName,
  fieldDef,
  operators,
  type Rule,
  type RuleKind,
} from '@/lib/modules/rules/schema'

/** Names behind the codes that rules hold, for the reader; codes in lower case, as rules compare them. */
export type RuleNames = {
  shops: Readonly<Record<string, string>>
  categories: Readonly<Record<string, string>>
  warehouses: Readonly<Record<string, string>>
}

/** A refusal of the server, at its place in the draft: `rules.0.when.0.1.value`. */
export type DraftError = { path: string; code: string }

export function newRule(kind: RuleKind, name: string): Rule {
  const actions: Action[] = kind === 'review' ? [{ type: 'approve' }] : [{ type: 'prefer', warehouseCodes: [] }]
  return { id: crypto.randomUUID(), name, enabled: true, stop: false, when: [[newCondition('total')]], actions }
}

export function newCondition(field: FieldName): Condition {
  const { type } = fieldDef(field)
  const op = operators[type][0]
  const value = {
    choice: { values: [] },
    set: { values: [] },
    words: { values: [] },
    number: { value: '' },
    boolean: { value: true },
  }
  return { field, op, ...value[type] } as Condition
}

/** The same condition by another operator: what was typed stays. */
export function withOperator(condition: Condition, op: string): Condition {
  if (!('value' in condition) || typeof condition.value === 'boolean') return { ...condition, op } as Condition
  const { field, value } = condition
  return (op === 'between' ? { field, op, value, to: '' } : { field, op, value }) as Condition
}

export function newAction(type: Action['type']): Action {
  if (type === 'hold') return { type, code: 'manual', note: '' }
  if (type === 'tag') return { type, tag: '' }
  if (type === 'flag') return { type, flag: 'red' }
  if (type === 'gift') return { type, sku: '', quantity: 1 }
  if (type === 'carrier') return { type, carrierCode: 'sf' }
  if (type === 'prefer_region' || type === 'avoid_region') return { type, regions: [] }
  if (type === 'only' || type === 'avoid' || type === 'prefer') return { type, warehouseCodes: [] }
  return { type }
}

export const actionTypes = {
  review: ['approve', 'contact', 'invalid', 'hold', 'tag', 'flag', 'urgent', 'gift'],
  routing: ['prefer', 'only', 'avoid', 'prefer_region', 'avoid_region', 'keep_whole', 'carrier'],
} as const satisfies Record<RuleKind, readonly Action['type'][]>

/** What may stand in a rule at once: one decision, any holds, tags and gifts, each other action once. */
export function freeActions(kind: RuleKind, taken: readonly Action[]): Action['type'][] {
  const decided = taken.some(({ type }) => type === 'approve' || type === 'contact' || type === 'invalid')
  return actionTypes[kind].filter((type) => {
    if (type === 'approve' || type === 'contact' || type === 'invalid') return !decided
    return type === 'hold' || type === 'tag' || type === 'gift' || !taken.some((action) => action.type === type)
  })
}

/** A list with one element put elsewhere. */
export function moved<T>(list: readonly T[], from: number, to: number): T[] {
  const rest = list.filter((_, i) => i !== from)
  const one = list[from]
  return one === undefined || to < 0 || to >= list.length ? [...list] : [...rest.slice(0, to), one, ...rest.slice(to)]
}

export function replaced<T>(list: readonly T[], at: number, one: T): T[] {
  return list.map((old, i) => (i === at ? one : old))
}

export function without<T>(list: readonly T[], at: number): T[] {
  return list.filter((_, i) => i !== at)
}

/** Elements with their place: conditions and groups have no other identity, and their fields hold no state of their own. */
export function placed<T>(list: readonly T[]): { at: number; one: T }[] {
  return list.map((one, at) => ({ at, one }))
}

/** Errors below a place, with the rest of their path. */
export function errorsBelow(errors: readonly DraftError[], place: string): DraftError[] {
  return errors.flatMap(({ path, code }) =>
    path === place || path.startsWith(`${place}.`) ? [{ path: path.slice(place.length + 1), code }] : [],
  )
}

/** In the words of the API: the database gives the fields of an object back in another sequence. */
export function sameRule(a: Rule | undefined, b: Rule | undefined): boolean {
  return stable(a) === stable(b)
}

export function stable(value: unknown): string {
  return JSON.stringify(value, (_key, inner) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([x], [y]) => (x < y ? -1 : 1)))
      : inner,
  )
}
