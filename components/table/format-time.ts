const STEPS: readonly [Intl.RelativeTimeFormatUnit, number][] = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
]
const WEEK_MS = 7 * 86_400_000

const cache = new Map<string, Intl.DateTimeFormat | Intl.RelativeTimeFormat>()

function cached<F extends Intl.DateTimeFormat | Intl.RelativeTimeFormat>(key: string, make: () => F): F {
  const known = cache.get(key) as F | undefined
  if (known) return known
  const made = make()
  cache.set(key, made)
  return made
}

/** 2026-11-22 14:03:09 in the given zone: the same order of parts in both languages, so that columns line up. */
export function exactTime(at: Date, timeZone: string): string {
  const format = cached(
    `exact ${timeZone}`,
    () => new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' }),
  )
  return format.format(at)
}

export function dayText(at: Date, timeZone: string): string {
  return cached(`day ${timeZone}`, () => new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' })).format(at)
}

/** "3 hours ago", "in 2 days"; beyond a week the date says more. */
export function relativeTime(at: Date, now: number, locale: string, timeZone: string): string {
  const distance = at.getTime() - now
  if (Math.abs(distance) >= WEEK_MS) return dayText(at, timeZone)
  const format = cached(
    `relative ${locale}`,
    () => new Intl.RelativeTimeFormat(locale, { numeric: 'auto', style: 'short' }),
  )
  for (const [unit, size] of STEPS) {
    if (Math.abs(distance) >= size) return format.format(Math.trunc(distance / size), unit)
  }
  return format.format(0, 'second')
}
