import { invalid } from '@/lib/kernel/refusal'

const dayMs = 86_400_000
const zoneShape = /^(UTC|[A-Z][A-Za-z_]+(\/[A-Za-z0-9_+-]+){1,2})$/
const dayShape = /^\d{4}-\d{2}-\d{2}$/
const localShape = /^(\d{4}-\d{2}-\d{2})[ T](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,3})\d*)?)?$/

export function isZone(text: string): boolean {
  if (!zoneShape.test(text)) return false
  try {
    return Boolean(formatterOf(text))
  } catch {
    return false
  }
}

export function isDay(text: string): boolean {
  if (!dayShape.test(text)) return false
  const at = new Date(`${text}T00:00:00Z`)
  // February 30 is read as March 1 or not at all.
  return !Number.isNaN(at.getTime()) && dayOf(at.getTime()) === text
}

/** The calendar day of an instant for people in that zone. */
export function businessDay(at: Date, zone: string): string {
  const ms = at.getTime()
  return dayOf(ms + offsetAt(ms, zone))
}

/** The first instant of a day; where midnight is skipped by daylight saving, the first instant after the gap. */
export function dayStart(day: string, zone: string): Date {
  return instantOf(utcOf(day), zone)
}

export function addDays(day: string, n: number): string {
  return dayOf(utcOf(day) + n * dayMs)
}

/** Reads a wall-clock time. One that does not exist moves forward by the gap, an ambiguous one is the first of the two. */
export function fromLocal(text: string, zone: string): Date {
  const [, day, hour, minute, second = '0', fraction = '0'] = localShape.exec(text) ?? []
  if (day === undefined || !isDay(day) || Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) {
    return invalid([{ path: 'time', code: 'not_a_time' }])
  }
  const seconds = Number(hour) * 3600 + Number(minute) * 60 + Number(second)
  return instantOf(utcOf(day) + seconds * 1000 + Number(fraction.padEnd(3, '0')), zone)
}

function instantOf(wall: number, zone: string): Date {
  // No zone is a day or more from UTC, so these two see the offsets on both sides of any change near the wall time.
  const before = offsetAt(wall - dayMs, zone)
  const after = offsetAt(wall + dayMs, zone)
  const found = [wall - before, wall - after].filter((ms) => ms + offsetAt(ms, zone) === wall)
  return new Date(found.length > 0 ? Math.min(...found) : wall - before)
}

function utcOf(day: string): number {
  return isDay(day) ? Date.parse(`${day}T00:00:00Z`) : invalid([{ path: 'day', code: 'not_a_day' }])
}

function dayOf(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10)
}

const formatters = new Map<string, Intl.DateTimeFormat>()
const edges = new Map<string, Map<number, number>>()

function offsetAt(ms: number, zone: string): number {
  // Asking Intl is slow, so it is asked at the two ends of the UTC day, remembered; only on the day of a change
  // (which need not fall on a whole hour) for the instant itself.
  const day = Math.floor(ms / dayMs)
  const start = edgeOffset(day, zone)
  return start === edgeOffset(day + 1, zone) ? start : askOffset(ms, zone)
}

function edgeOffset(day: number, zone: string): number {
  const known = edges.get(zone) ?? new Map<number, number>()
  edges.set(zone, known)
  let offset = known.get(day)
  if (offset === undefined) {
    offset = askOffset(day * dayMs, zone)
    // A century of days fits; beyond that somebody feeds us nonsense and must not fill the memory.
    if (known.size > 40_000) known.clear()
    known.set(day, offset)
  }
  return offset
}

function askOffset(ms: number, zone: string): number {
  const text = formatterOf(zone).format(ms)
  // '11/22/2026, GMT+05:45'; before the zones came, also with seconds; UTC itself is a bare 'GMT'.
  const [, sign, hours = 0, minutes = 0, seconds = 0] = /GMT(?:([+-])(\d\d):(\d\d)(?::(\d\d))?)?$/.exec(text) ?? []
  const size = (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) * 1000
  return sign === '-' ? -size : size
}

function formatterOf(zone: string): Intl.DateTimeFormat {
  let formatter = formatters.get(zone)
  if (!formatter) {
    formatter = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' })
    formatters.set(zone, formatter)
  }
  return formatter
}
