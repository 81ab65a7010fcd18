import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, businessDay, dayStart, fromLocal, isDay, isZone } from '@/lib/kernel/time'

// Half hours, a gap at midnight, a half-hour daylight saving, a day that was skipped whole, a year's end far from UTC.
const zones = [
  'UTC',
  'Asia/Shanghai',
  'Asia/Kathmandu',
  'America/Sao_Paulo',
  'Europe/Berlin',
  'Australia/Lord_Howe',
  'Pacific/Apia',
  'Pacific/Kiritimati',
  'America/New_York',
  'Africa/Casablanca',
  'America/Havana',
]
const from = Date.UTC(2000, 0, 3)
const to = Date.UTC(2040, 11, 28)
const zone = fc.constantFrom(...zones)
const instant = fc.integer({ min: from, max: to }).map((ms) => new Date(ms))
const day = fc
  .integer({ min: from / 864e5, max: to / 864e5 })
  .map((n) => new Date(n * 864e5).toISOString().slice(0, 10))

const walls = new Map<string, Intl.DateTimeFormat>()
/** The wall clock by another way than the code under test: whole dates instead of offsets. */
function wall(at: Date, timeZone: string): string {
  const format =
    walls.get(timeZone) ?? new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' })
  walls.set(timeZone, format)
  return format.format(at)
}

describe('zones and days', () => {
  it('are checked', () => {
    expect(zones.every(isZone)).toBe(true)
    expect(Intl.supportedValuesOf('timeZone').filter((name) => !isZone(name))).toEqual([])
    expect(['', 'Mars/Olympus', 'asia/shanghai', '+08:00', 'GMT+8', 'Asia/Shanghai\n'].filter(isZone)).toEqual([])
    expect(['2026-02-28', '2024-02-29', '0001-01-01'].every(isDay)).toBe(true)
    expect(['2026-02-29', '2026-13-01', '2026-1-1', '2026-00-10', '', 'today'].filter(isDay)).toEqual([])
  })
})

describe('businessDay and dayStart', () => {
  it('cut the day in its zone', () => {
    expect(businessDay(new Date('2026-11-21T16:00:00Z'), 'Asia/Shanghai')).toBe('2026-11-22')
    expect(businessDay(new Date('2026-11-21T15:59:59.999Z'), 'Asia/Shanghai')).toBe('2026-11-21')
    expect(dayStart('2026-11-22', 'Asia/Shanghai').toISOString()).toBe('2026-11-21T16:00:00.000Z')
    // Midnight does not exist: the day begins at one o'clock.
    expect(dayStart('2018-11-04', 'America/Sao_Paulo').toISOString()).toBe('2018-11-04T03:00:00.000Z')
    expect(businessDay(new Date('2018-11-04T02:59:59Z'), 'America/Sao_Paulo')).toBe('2018-11-03')
    // The day that Samoa left out is empty.
    expect(dayStart('2011-12-30', 'Pacific/Apia')).toEqual(dayStart('2011-12-31', 'Pacific/Apia'))
  })

  it('agree with the clock on the wall', () => {
    fc.assert(fc.property(instant, zone, (at, z) => businessDay(at, z) === wall(at, z).slice(0, 10)))
  })

  it('agree with each other: a day is what lies between its start and the next', () => {
    fc.assert(
      fc.property(instant, zone, (at, z) => {
        const today = businessDay(at, z)
        expect(dayStart(today, z).getTime()).toBeLessThanOrEqual(at.getTime())
        expect(dayStart(addDays(today, 1), z).getTime()).toBeGreaterThan(at.getTime())
      }),
    )
    fc.assert(
      fc.property(day, zone, (d, z) => {
        fc.pre(!(z === 'Pacific/Apia' && d === '2011-12-30'))
        const start = dayStart(d, z)
        expect(businessDay(start, z)).toBe(d)
        expect(businessDay(new Date(start.getTime() - 1), z) < d).toBe(true)
      }),
    )
  })

  it('are right on both sides of every change of the clocks in 40 years', () => {
    let changes = 0
    for (const z of zones) {
      for (let week = '2000-01-03'; week < '2040-12-24'; week = addDays(week, 7)) {
        if (dayStart(addDays(week, 7), z).getTime() - dayStart(week, z).getTime() === 7 * 864e5) continue
        changes++
        for (const d of [0, 1, 2, 3, 4, 5, 6].map((n) => addDays(week, n))) {
          const end = dayStart(addDays(d, 1), z).getTime()
          for (let ms = dayStart(d, z).getTime(); ms < end; ms += 9e5) {
            if (businessDay(new Date(ms), z) !== d || !wall(new Date(ms), z).startsWith(d)) {
              expect.fail(`${z} ${d} ${new Date(ms).toISOString()}`)
            }
          }
        }
      }
    }
    expect(changes).toBeGreaterThan(300)
  })

  it('is fast: a thousand orders of one list in under 20 ms', () => {
    const orders = Array.from({ length: 1_000 }, (_, i) => new Date(from + i * 977_777))
    businessDay(new Date(to), 'America/Chicago')
    const rounds = Array.from({ length: 3 }, () => {
      const started = performance.now()
      for (const at of orders) businessDay(at, 'America/Chicago')
      return performance.now() - started
    })
    expect(Math.min(...rounds)).toBeLessThan(20)
  })
})

describe('addDays', () => {
  it('counts calendar days', () => {
    expect(addDays('2024-02-28', 1)).toBe('2024-02-29')
    expect(addDays('2026-01-01', -1)).toBe('2025-12-31')
    expect(() => addDays('2026-02-30', 1)).toThrow('invalid')
    const n = fc.integer({ min: -4000, max: 4000 })
    fc.assert(fc.property(day, n, n, (d, a, b) => addDays(addDays(d, a), b) === addDays(d, a + b)))
  })
})

describe('fromLocal', () => {
  it('reads the wall clock', () => {
    expect(fromLocal('2016-10-04 10:41:17', 'America/Sao_Paulo').toISOString()).toBe('2016-10-04T13:41:17.000Z')
    expect(fromLocal('2026-11-22T10:41', 'Asia/Shanghai').toISOString()).toBe('2026-11-22T02:41:00.000Z')
    expect(fromLocal('2026-11-22 10:41:17.5', 'UTC').toISOString()).toBe('2026-11-22T10:41:17.500Z')
    expect(fromLocal('2026-11-22 10:41:17.123456', 'UTC').toISOString()).toBe('2026-11-22T10:41:17.123Z')
  })

  it('moves a time that does not exist forward by the gap', () => {
    expect(fromLocal('2018-11-04 00:30:00', 'America/Sao_Paulo').toISOString()).toBe('2018-11-04T03:30:00.000Z')
    expect(fromLocal('2026-03-29 02:30:00', 'Europe/Berlin').toISOString()).toBe('2026-03-29T01:30:00.000Z')
    expect(wall(fromLocal('2026-03-29 02:30:00', 'Europe/Berlin'), 'Europe/Berlin')).toBe('2026-03-29 03:30:00')
  })

  it('takes the first of two', () => {
    expect(fromLocal('2026-10-25 02:30:00', 'Europe/Berlin').toISOString()).toBe('2026-10-25T00:30:00.000Z')
    expect(fromLocal('2026-04-05 01:45:00', 'Australia/Lord_Howe').toISOString()).toBe('2026-04-04T14:45:00.000Z')
  })

  it('refuses what is no time', () => {
    for (const bad of ['', '2026-02-30 10:00:00', '2026-11-22', '2026-11-22 24:00:00', '2026-11-22 10:60:00', 'now']) {
      expect(() => fromLocal(bad, 'UTC'), bad).toThrow('invalid')
    }
  })

  it('undoes the wall clock: the same instant, or the first of the two that show the same time', () => {
    fc.assert(
      fc.property(instant, zone, (at, z) => {
        const second = new Date(Math.floor(at.getTime() / 1000) * 1000)
        const back = fromLocal(wall(second, z), z)
        expect(wall(back, z)).toBe(wall(second, z))
        expect(back.getTime()).toBeLessThanOrEqual(second.getTime())
      }),
    )
  })
})
