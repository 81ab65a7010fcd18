import { describe, expect, test } from 'vitest'
import { mergeFields } from '@/components/form/merge-fields'

const base = { name: 'Main', contact: '', days: 7, shopIds: ['a'] as string[] | null, on: false }

describe('a form that a colleague has saved first', () => {
  test('keeps what only one of both has changed, and asks about nothing', () => {
    const mine = { ...base, name: 'Mine' }
    const theirs = { ...base, contact: 'Li', shopIds: null }
    expect(mergeFields(base, mine, theirs)).toEqual({
      clashes: [],
      merged: { ...base, name: 'Mine', contact: 'Li', shopIds: null },
    })
  })

  test('asks about what both have changed differently, and takes it as chosen, field by field', () => {
    const mine = { ...base, name: 'Mine', days: 14, on: true }
    const theirs = { ...base, name: 'Theirs', days: 30, on: true }
    const open = mergeFields(base, mine, theirs)
    expect(open.clashes).toEqual(['name', 'days'])
    expect(open.merged).toEqual(mine)
    expect(mergeFields(base, mine, theirs, { name: 'theirs', days: 'yours' }).merged).toEqual({
      ...mine,
      name: 'Theirs',
    })
  })

  test('does not ask about what both have changed alike, or about lists that are the same', () => {
    const both = { ...base, name: 'Same', shopIds: ['b'] }
    expect(mergeFields(base, both, { ...both, shopIds: ['b'] }).clashes).toEqual([])
  })

  test('takes nothing that the form does not show', () => {
    const theirs = { ...base, contact: 'Li' }
    const { version: _, ...shown } = { ...base, version: 1 }
    expect(Object.keys(mergeFields(base, shown, theirs).merged)).toEqual(Object.keys(base))
  })

  test('asks about what was typed where nobody can see what the colleague wrote, and leaves theirs when told to', () => {
    const shown = { phone: '', note: 'a' }
    const mine = { phone: '139', note: 'a' }
    const theirs = { phone: '', note: 'b' }
    expect(mergeFields(shown, mine, theirs, {}, ['phone'])).toEqual({
      clashes: ['phone'],
      merged: { phone: '139', note: 'b' },
    })
    expect(mergeFields(shown, mine, theirs, { phone: 'theirs' }, ['phone']).merged).toEqual({ phone: '', note: 'b' })
    expect(mergeFields(shown, shown, theirs, {}, ['phone']).clashes).toEqual([])
  })
})
