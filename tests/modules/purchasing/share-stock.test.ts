import { expect, test } from 'vitest'
import { shared } from '@/lib/modules/purchasing/internal/share-stock'
import { seeded } from '@/tests/support/random'

const place = (warehouseCode: string, available: number, daily: number, incoming = 0) => ({
  warehouseCode,
  available,
  daily,
  incoming,
  ...{ waiting: 0, safety: 0 },
})
const brief = (places: ReturnType<typeof place>[], target = 14, keep = 30) =>
  shared(places, target, keep).map(({ from, to, quantity }) => `${from.warehouseCode}>${to.warehouseCode} ${quantity}`)

test('what one warehouse sells comes from where it lies too long', () => {
  expect(brief([place('A', 500, 1), place('B', 4, 2)])).toEqual(['A>B 24'])
  // 20 are on their way to B already.
  expect(brief([place('A', 500, 1), place('B', 4, 2, 20)])).toEqual(['A>B 4'])
  expect(brief([place('A', 31, 1), place('B', 0, 2)])).toEqual(['A>B 1'])
  expect(brief([place('A', 30, 1), place('B', 0, 2)])).toEqual([])
  expect(brief([place('A', 0, 1), place('B', 0, 2)])).toEqual([])
  // What orders wait for comes beside; a safety stock is wanted even where nothing sells, and is kept.
  expect(brief([place('A', 500, 1), { ...place('B', 0, 2), waiting: 3, safety: 5 }])).toEqual(['A>B 31'])
  expect(
    brief([
      { ...place('A', 50, 1), safety: 45 },
      { ...place('B', 0, 0), safety: 9 },
    ]),
  ).toEqual(['A>B 5'])
})

test('the greatest lack is filled first, out of the greatest surplus', () => {
  expect(brief([place('A', 40, 0), place('B', 0, 1), place('C', 0, 3), place('D', 10, 0)])).toEqual([
    'A>C 40',
    'D>C 2',
    'D>B 8',
  ])
})

test('nobody is made short by giving, and nobody is given more than it lacks (500 seeds)', () => {
  for (let seed = 1; seed <= 500; seed++) {
    const random = seeded(seed)
    const places = Array.from({ length: 1 + random.int(6) }, (_, i) =>
      place(`W${i}`, random.int(120), random.int(500) / 100, random.int(3) === 0 ? random.int(40) : 0),
    )
    const [target, keep] = [1 + random.int(30), 1 + random.int(60)]
    const shares = shared(places, target, keep)
    for (const one of places) {
      const given = shares.filter(({ from }) => from === one).reduce((sum, s) => sum + s.quantity, 0)
      const got = shares.filter(({ to }) => to === one).reduce((sum, s) => sum + s.quantity, 0)
      const kept = Math.ceil(one.daily * Math.max(keep, target))
      if (given > 0) expect(one.available - given, `seed ${seed}`).toBeGreaterThanOrEqual(kept)
      const lack = Math.max(0, Math.ceil(one.daily * target) - one.available - one.incoming)
      expect(got, `seed ${seed}`).toBeLessThanOrEqual(lack)
      expect(given * got, `seed ${seed}`).toBe(0)
    }
    expect(shares.every(({ quantity }) => quantity > 0)).toBe(true)
  }
})
