import { expect, test } from 'vitest'
import { mergeRules, sequenceKey } from '@/components/rules/merge-rules'
import type { Rule } from '@/lib/modules/rules/schema'

const rule = (id: string, name = id): Rule => {
  return { id, name, enabled: true, stop: false, when: [[]], actions: [{ type: 'approve' }] }
}
const list = (...ids: string[]) => ids.map((id) => rule(id))
const names = (rules: readonly Rule[]) => rules.map(({ name }) => name).join(' ')
const base = list('a', 'b', 'c', 'd')

test('of two people’s rules all is kept that only one of them changed, added, removed or moved', () => {
  const mine = [rule('a', 'A'), rule('b'), rule('mine'), rule('d')]
  const theirs = [rule('d'), rule('theirs'), rule('a'), rule('b', 'B'), rule('c')]
  const { clashes, sequence, merged } = mergeRules(base, mine, theirs)
  expect([clashes, sequence]).toEqual([[], false])
  // In their sequence; what I added stands behind the same rule, what I removed is gone.
  expect(names(merged)).toBe('d theirs A B mine')
  expect(names(mergeRules(base, theirs, mine).merged)).toBe('d theirs A B mine')
})

test('rules that both changed are asked about one by one, also one that only one of them removed', () => {
  const mine = [rule('a', 'A1'), rule('b', 'B'), rule('d', 'D1')]
  const theirs = [rule('a', 'A2'), rule('b', 'B'), rule('c', 'C2')]
  const open = mergeRules(base, mine, theirs)
  expect(open.clashes).toEqual([
    { id: 'a', yours: rule('a', 'A1'), theirs: rule('a', 'A2') },
    { id: 'd', yours: rule('d', 'D1'), theirs: undefined },
    { id: 'c', yours: undefined, theirs: rule('c', 'C2') },
  ])
  expect(names(open.merged)).toBe('A1 B D1')
  expect(names(mergeRules(base, mine, theirs, { a: 'theirs', c: 'theirs', d: 'theirs' }).merged)).toBe('A2 B C2')
  expect(names(mergeRules(base, mine, theirs, { a: 'yours', c: 'theirs', d: 'yours' }).merged)).toBe('A1 B C2 D1')
})

test('a sequence that both changed is asked about; alike it is not, nor where the database wrote a rule’s fields in its own order', () => {
  const turned = Object.fromEntries(Object.entries(rule('b')).reverse()) as Rule
  const [mine, theirs] = [list('b', 'a', 'c', 'd'), [...list('d', 'a'), turned, ...list('c')]]
  const open = mergeRules(base, mine, theirs)
  expect(open).toMatchObject({ clashes: [], sequence: true })
  expect(names(open.merged)).toBe('b a c d')
  expect(names(mergeRules(base, mine, theirs, { [sequenceKey]: 'theirs' }).merged)).toBe('d a b c')
  expect(mergeRules(base, mine, mine).sequence).toBe(false)
})
