import { expect, test } from 'vitest'
import { momentsOf } from '@/components/stock/moments'

const zone = 'Asia/Shanghai'
const now = new Date('2026-11-12T04:00:00Z')
const asked = (at: string, to?: string) => momentsOf(at, to, zone, now)

test('two moments are wall-clock times of the company; without the second one it is now', () => {
  const from = new Date('2026-11-10T16:00:00Z')
  expect(asked('2026-11-11T00:00', '2026-11-11T12:30')).toEqual({
    kind: 'asked',
    from,
    to: new Date('2026-11-11T04:30:00Z'),
  })
  expect(asked('2026-11-11T00:00')).toEqual({ kind: 'asked', from, to: now })
  expect(asked('2026-11-11T00:00', '')).toEqual({ kind: 'asked', from, to: now })
})

test('nothing is asked of the future, and what is no question says why', () => {
  expect(asked('2026-12-01T00:00', '2026-12-02T00:00')).toEqual({ kind: 'asked', from: now, to: now })
  expect(asked('2026-12-01T00:00')).toEqual({ kind: 'asked', from: now, to: now })
  expect(asked('2026-11-11T12:00', '2026-11-11T11:59')).toEqual({ kind: 'order' })
  for (const wrong of ['', '2026-02-30T10:00', '2026-11-11T24:00', '2026-11-11']) {
    expect(asked(wrong)).toEqual({ kind: 'wrong' })
    if (wrong) expect(asked('2026-11-11T00:00', wrong)).toEqual({ kind: 'wrong' })
  }
})
