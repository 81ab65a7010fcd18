import { scaled } from '@/lib/modules/rules/evaluate'
import { type Condition, type FieldName, fieldDef, isWhole, keysOf } from '@/lib/modules/rules/schema'

/** A condition, or what is left when one is not met: a fact that is not known, a set that is empty or has more than these. */
export type Atom =
  | Condition
  | { field: FieldName; op: 'unknown' }
  | { field: FieldName; op: 'beyond'; values: readonly string[] }

/**
 * Whether some order could meet all of these. Fields are independent of each other and their values are open (a shop or a SKU
 * may come tomorrow); under these two assumptions the answer is exact.
 */
export function satisfiable(atoms: readonly Atom[]): boolean {
  const byField = new Map<FieldName, Atom[]>()
  for (const atom of atoms.map(plainly)) {
    const own = byField.get(atom.field)
    if (own) own.push(atom)
    else byField.set(atom.field, [atom])
  }
  // A note that has a word is a note.
  if (byField.get('note')?.some((atom) => atom.op === 'any')) {
    const noted: Atom = { field: 'hasNote', op: 'is', value: true }
    byField.set('hasNote', [...(byField.get('hasNote') ?? []), noted])
  }
  return [...byField].every(([field, own]) => possible[fieldDef(field).type](own, field))
}

/** The address's hold by another name. */
function plainly(atom: Atom): Atom {
  if (atom.field !== 'addressIncomplete' || atom.op !== 'is') return atom
  return { field: 'hold', op: atom.value ? 'any' : 'none', values: ['address_incomplete'] }
}

const possible = { choice, set, number, boolean, words } as const

function choice(atoms: readonly Atom[]): boolean {
  let allowed: string[] | undefined
  const banned = new Set<string>()
  for (const atom of atoms) {
    if (!('values' in atom)) continue
    const keys = keysOf(atom)
    if (atom.op === 'in') allowed = allowed ? allowed.filter((key) => keys.includes(key)) : keys
    else for (const key of keys) banned.add(key)
  }
  return allowed === undefined || allowed.some((key) => !banned.has(key))
}

function set(atoms: readonly Atom[]): boolean {
  let allowed: string[] | undefined
  const banned = new Set<string>()
  const required = new Set<string>()
  const anys: string[][] = []
  const beyonds: string[][] = []
  for (const atom of atoms) {
    if (!('values' in atom)) continue
    const keys = keysOf(atom)
    if (atom.op === 'only') allowed = allowed ? allowed.filter((key) => keys.includes(key)) : keys
    if (atom.op === 'none') for (const key of keys) banned.add(key)
    if (atom.op === 'all') for (const key of keys) required.add(key)
    if (atom.op === 'any') anys.push(keys)
    if (atom.op === 'beyond') beyonds.push(keys)
  }
  const may = (key: string) => !banned.has(key) && (allowed === undefined || allowed.includes(key))
  if (![...required].every(may) || !anys.every((keys) => keys.some(may))) return false
  if (allowed !== undefined && !allowed.some(may)) return false
  const mayBeEmpty = allowed === undefined && required.size === 0 && anys.length === 0
  const outside = (keys: readonly string[]) => allowed === undefined || allowed.some((k) => may(k) && !keys.includes(k))
  return mayBeEmpty || beyonds.every(outside)
}

/** On the grid of ten-thousandths that facts are kept on; counts, grams, minutes and points on that of whole numbers from nothing up. */
function number(atoms: readonly Atom[], field: FieldName): boolean {
  const step = isWhole(field) ? 10_000n : 1n
  const { most } = fieldDef(field)
  let low: bigint | undefined = isWhole(field) ? 0n : undefined
  let high: bigint | undefined = most === undefined ? undefined : scaled(String(most))
  const above = (bound: bigint) => {
    low = low === undefined || bound > low ? bound : low
  }
  const below = (bound: bigint) => {
    high = high === undefined || bound < high ? bound : high
  }
  const unknown = atoms.some((atom) => atom.op === 'unknown')
  if (unknown) return atoms.every((atom) => atom.op === 'unknown')
  for (const atom of atoms) {
    if (!('value' in atom) || typeof atom.value === 'boolean') continue
    const bound = scaled(atom.value)
    if (atom.op === 'gt') above(bound + 1n)
    if (atom.op === 'gte' || atom.op === 'eq' || atom.op === 'between') above(bound)
    if (atom.op === 'lt') below(bound - 1n)
    if (atom.op === 'lte' || atom.op === 'eq') below(bound)
    if (atom.op === 'between') below(scaled(atom.to))
  }
  if (low === undefined || high === undefined) return true
  return ceilTo(low, step) <= high
}

function ceilTo(value: bigint, step: bigint): bigint {
  const rest = value % step
  return rest === 0n ? value : value < 0n ? value - rest : value - rest + step
}

function boolean(atoms: readonly Atom[]): boolean {
  const values = new Set(atoms.flatMap((atom) => ('value' in atom ? [atom.value] : [])))
  return values.size < 2
}

/** A note that has a long word has the shorter ones inside it, too. */
function words(atoms: readonly Atom[]): boolean {
  const wordsOf = (op: string) => atoms.flatMap((a) => ('values' in a && a.op === op ? [keysOf(a)] : []))
  const banned = wordsOf('none').flat()
  return wordsOf('any').every((words) => words.some((word) => !banned.some((part) => word.includes(part))))
}
