import fc from 'fast-check'
import { expect, test } from 'vitest'
import { effectsOf, matching, meets, stepsOf } from '@/lib/modules/rules/evaluate'
import { covered } from '@/lib/modules/rules/internal/covers'
import { satisfiable } from '@/lib/modules/rules/internal/satisfiable'
import type { Action, Condition, Facts, Rule } from '@/lib/modules/rules/schema'

// ── a small world: few values per field, every combination of which is an order ──────────────────────────────────────

const shops = ['a', 'b', 'c']
const goods = ['tea', 'cup']
const words = ['a', 'b', 'ab']

/** Notes as they are written, the words they have being found in them; `-` is a note without any of the words. */
const notes = ['', '-', 'a', 'b', 'a b', 'ab']
const world: Facts[] = cross({
  shop: [...shops, 'fresh'],
  units: ['0', '1', '2', '3', '4'],
  hoursToShipBy: [null, '-1', '0', '0.25', '0.5', '0.75', '1'],
  sku: subsets([...goods, 'fresh']),
  note: notes,
}).map(({ note, ...rest }) => ({
  ...rest,
  note: words.filter((word) => String(note).includes(word)),
  hasNote: note !== '',
}))

function cross(values: Record<string, Facts[keyof Facts][]>): Facts[] {
  return Object.entries(values).reduce<Facts[]>(
    (made, [field, options]) => made.flatMap((facts) => options.map((value) => ({ ...facts, [field]: value }))),
    [{}],
  )
}

function subsets(of: readonly string[]): string[][] {
  return of.reduce<string[][]>((made, one) => made.concat(made.map((set) => set.concat(one))), [[]])
}

const some = (of: readonly string[]) => fc.subarray([...of], { minLength: 1 })
const bound = (...of: string[]) => fc.constantFrom(...of)
const number = (field: 'units' | 'hoursToShipBy', values: fc.Arbitrary<string>): fc.Arbitrary<Condition> =>
  fc.oneof(
    fc.record({
      field: fc.constant(field),
      op: fc.constantFrom('lt' as const, 'lte' as const, 'eq' as const, 'gte' as const, 'gt' as const),
      value: values,
    }),
    fc
      .tuple(values, values)
      .map(([a, b]) => (Number(a) <= Number(b) ? [a, b] : [b, a]))
      .map(([value = '', to = '']) => ({ field, op: 'between' as const, value, to })),
  )
const condition: fc.Arbitrary<Condition> = fc.oneof(
  fc.record({
    field: fc.constant('shop' as const),
    op: fc.constantFrom('in' as const, 'not_in' as const),
    values: some(shops),
  }),
  number('units', bound('0', '1', '2', '3')),
  number('hoursToShipBy', bound('0', '0.5')),
  fc.record({
    field: fc.constant('sku' as const),
    op: fc.constantFrom('any' as const, 'none' as const, 'all' as const, 'only' as const),
    values: some(goods),
  }),
  fc.record({
    field: fc.constant('note' as const),
    op: fc.constantFrom('any' as const, 'none' as const),
    values: some(words),
  }),
  fc.record({ field: fc.constant('hasNote' as const), op: fc.constant('is' as const), value: fc.boolean() }),
)
const group = fc.array(condition, { maxLength: 4 })
const groups = fc.array(group, { minLength: 1, maxLength: 3 })
const order = fc.constantFrom(...world)

// ── the reference: the meaning written down once more, by numbers and sets ───────────────────────────────────────────

function naive(c: Condition, facts: Facts): boolean {
  const fact = facts[c.field] ?? null
  if (fact === null) return false
  if (c.op === 'is') return fact === c.value
  if ('values' in c) {
    const has = new Set(Array.isArray(fact) ? fact : [String(fact)])
    const wanted = new Set(c.values)
    const common = [...has].filter((one) => wanted.has(one)).length
    if (c.op === 'in' || c.op === 'any') return common > 0
    if (c.op === 'not_in' || c.op === 'none') return common === 0
    return c.op === 'all' ? common === wanted.size : has.size > 0 && common === has.size
  }
  const [value, low] = [Number(fact), Number(c.value)]
  const high = c.op === 'between' ? Number(c.to) : low
  return {
    lt: value < low,
    lte: value <= low,
    eq: value === low,
    gte: value >= low,
    gt: value > low,
    between: low <= value && value <= high,
  }[c.op]
}

const naively = (all: readonly Condition[], facts: Facts) => all.every((c) => naive(c, facts))

test('a condition means what the reference says it means', () => {
  fc.assert(
    fc.property(condition, order, (c, facts) => {
      expect(meets(c, facts[c.field])).toBe(naive(c, facts))
    }),
    { numRuns: 5000 },
  )
})

const action: fc.Arbitrary<Action> = fc.constantFrom<Action>(
  { type: 'approve' },
  { type: 'contact' },
  { type: 'urgent' },
  { type: 'hold', code: 'manual', note: '' },
  { type: 'hold', code: 'blacklisted', note: '' },
)
const rules = fc.array(
  fc.record({
    when: groups,
    enabled: fc.boolean(),
    stop: fc.boolean(),
    actions: fc.array(action, { minLength: 1, maxLength: 2 }),
  }),
  { maxLength: 6 },
)

test('a set of rules does what the reference does: in sequence, up to the first that stops, the earlier wins', () => {
  fc.assert(
    fc.property(rules, order, (drafts, facts) => {
      const set = drafts.map((draft, i): Rule => ({ ...draft, id: String(i), name: `rule ${i}` }))
      const expected = { decision: null as string | null, holds: new Set<string>(), urgent: false }
      for (const rule of set) {
        if (!rule.enabled || !rule.when.some((all) => naively(all, facts))) continue
        for (const one of rule.actions) {
          if (one.type === 'hold') expected.holds.add(one.code)
          else if (one.type === 'urgent') expected.urgent = true
          else expected.decision ??= one.type
        }
        if (rule.stop) break
      }
      const { decision, holds, urgent } = effectsOf(stepsOf(matching(set, facts)))
      expect({ decision: decision?.type ?? null, holds, urgent }).toEqual({
        ...expected,
        holds: [...expected.holds].sort(),
      })
    }),
    { numRuns: 2000 },
  )
})

test('conditions are said to contradict each other exactly when no order of the world meets them', () => {
  fc.assert(
    fc.property(group, (all) => {
      expect(satisfiable(all)).toBe(world.some((facts) => naively(all, facts)))
    }),
    { numRuns: 1000 },
  )
})

test('a rule is said to be left nothing exactly when every order of the world that meets it meets an earlier one', () => {
  fc.assert(
    fc.property(group, groups, (mine, earlier) => {
      const left = world.some((facts) => naively(mine, facts) && !earlier.some((all) => naively(all, facts)))
      expect(covered(mine, earlier)).toBe(left ? 'no' : 'yes')
    }),
    { numRuns: 1000 },
  )
})
