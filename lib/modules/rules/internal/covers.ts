import { type Atom, satisfiable } from '@/lib/modules/rules/internal/satisfiable'
import { type Condition, fieldDef } from '@/lib/modules/rules/schema'

/** Pieces looked at before the question is left open: the answer may take exponentially many. */
const mostPieces = 400

/** Whether every order that meets `group` meets one of `others`: what is left of it after each is taken away is nothing. */
export function covered(group: readonly Condition[], others: readonly (readonly Condition[])[]): 'yes' | 'no' | 'open' {
  let pieces: Atom[][] = satisfiable(group) ? [[...group]] : []
  for (const other of others) {
    const left: Atom[][] = []
    for (const piece of pieces) {
      if (!satisfiable([...piece, ...other])) left.push(piece)
      else left.push(...without(piece, other))
      if (left.length > mostPieces) return 'open'
    }
    pieces = left
    if (pieces.length === 0) return 'yes'
  }
  return pieces.length === 0 ? 'yes' : 'no'
}

/** A piece less a conjunction: it fails at its first condition, or meets that and fails at the second, … */
function without(piece: readonly Atom[], conditions: readonly Condition[]): Atom[][] {
  const before: Atom[] = [...piece]
  const parts: Atom[][] = []
  for (const condition of conditions) {
    for (const not of negated(condition)) {
      const part = [...before, not]
      if (satisfiable(part)) parts.push(part)
    }
    before.push(condition)
  }
  return parts
}

/** What holds where a condition does not: one of these. */
function negated(condition: Condition): Atom[] {
  if ('values' in condition) {
    const { field, values } = condition
    switch (condition.op) {
      case 'in':
        return [{ ...condition, op: 'not_in' }]
      case 'not_in':
        return [{ ...condition, op: 'in' }]
      case 'any':
        return [{ ...condition, op: 'none' }]
      case 'none':
        return [{ ...condition, op: 'any' }]
      case 'all':
        return values.map((value) => ({ ...condition, op: 'none', values: [value] }))
      default:
        return [{ field, op: 'beyond', values }]
    }
  }
  if (condition.op === 'is') return [{ ...condition, value: !condition.value }]
  const { field, value } = condition
  const unknown: Atom[] = fieldDef(field).optional ? [{ field, op: 'unknown' }] : []
  switch (condition.op) {
    case 'lt':
      return [{ field, op: 'gte', value }, ...unknown]
    case 'lte':
      return [{ field, op: 'gt', value }, ...unknown]
    case 'gt':
      return [{ field, op: 'lte', value }, ...unknown]
    case 'gte':
      return [{ field, op: 'lt', value }, ...unknown]
    case 'eq':
      return [{ field, op: 'lt', value }, { field, op: 'gt', value }, ...unknown]
    default:
      return [{ field, op: 'lt', value }, { field, op: 'gt', value: condition.to }, ...unknown]
  }
}
