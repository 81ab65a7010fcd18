import { expect, test } from 'vitest'
import { Places } from '@/lib/platform/queue/places'

test('a shop holds a quarter of the places, and comes back one job after the other', () => {
  const places = new Places(12)
  expect([1, 2, 3, 4].map(() => places.take('a', 0))).toEqual([true, true, true, false])
  expect(places.take('b', 0)).toBe(true)
  places.give('a', { began: 0, now: 10, outside: 'answered' })
  expect(places.take('a', 10)).toBe(true)
  const times = [1, 2, 3].map(() => places.nextAt('a', 1000))
  expect(new Set(times).size).toBe(3)
  expect(Math.min(...times)).toBeGreaterThan(1000)
  // Five thousand parcels of one shop put nobody else back.
  for (let i = 0; i < 5000; i++) places.nextAt('a', 1000)
  expect(places.nextAt('b', 1000)).toBeLessThan(2000)
})

test('all shops of a silent marketplace hold half of the places; one that answers again is like the others', () => {
  const places = new Places(12)
  const silent = Array.from({ length: 60 }, (_, i) => `silent ${i}`)
  // Each of them waited a minute for nothing.
  for (const shop of silent) {
    places.take(shop, 0)
    places.give(shop, { began: 0, now: 60_000, outside: 'failed' })
  }
  expect(silent.filter((shop) => places.take(shop, 61_000))).toHaveLength(6)
  expect(places.take('another', 61_000)).toBe(true)
  // What is refused at once says that somebody is there.
  places.take('refused', 61_000)
  places.give('refused', { began: 61_000, now: 61_100, outside: 'failed' })
  expect(places.take('refused', 61_200)).toBe(true)
  const [first = '', ...others] = silent
  // A job that found nothing to do has asked nobody, so the silence stands: what answers ends it.
  places.give(first, { began: 61_000, now: 61_600 })
  expect([places.take(first, 61_700), places.take(others[10] ?? '', 61_700)]).toEqual([true, false])
  places.give(first, { began: 61_000, now: 62_000, outside: 'answered' })
  expect([places.take(first, 62_000), places.take(others[10] ?? '', 62_000)]).toEqual([true, true])
  expect(places.take(others[11] ?? '', 62_000)).toBe(false)
  // After a while nobody remembers.
  expect(places.take(others[11] ?? '', 700_000)).toBe(true)
})
