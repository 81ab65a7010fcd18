import { describe, expect, it } from 'vitest'
import { transitions } from '@/lib/kernel/states'

const wave = transitions({ open: ['picking', 'cancelled'], picking: ['done', 'cancelled'], done: [], cancelled: [] })

describe('transitions', () => {
  it('reads its table both ways', () => {
    expect(wave.states).toEqual(['open', 'picking', 'done', 'cancelled'])
    expect(wave.can('open', 'picking')).toBe(true)
    expect(wave.can('picking', 'open')).toBe(false)
    expect(wave.next('picking')).toEqual(['done', 'cancelled'])
    expect(wave.from('cancelled')).toEqual(['open', 'picking'])
  })

  it('knows its states and none that every object has', () => {
    expect(['open', 'toString', '__proto__', '', 7, null].map(wave.isState)).toEqual([
      true,
      false,
      false,
      false,
      false,
      false,
    ])
  })

  it('does not compile with a state that is not in the table', () => {
    // @ts-expect-error 'lost' has no row
    expect(transitions({ open: ['lost'] }).states).toEqual(['open'])
    // @ts-expect-error 'lost' is no state
    expect(wave.can('open', 'lost')).toBe(false)
  })
})
