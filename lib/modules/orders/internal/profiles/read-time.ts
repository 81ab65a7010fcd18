import { isRefusal } from '@/lib/kernel/refusal'
import { fromLocal, isDay } from '@/lib/kernel/time'

const zoned = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})$/
// Spreadsheets rewrite times as '2026/1/5 9:03'.
const local = /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:[ T](\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?)?$/

/** An instant as files write it: with a zone, or by the clock on the shop's wall. undefined: not a time. */
export function readTime(text: string, zone: string): Date | undefined {
  if (zoned.test(text)) {
    // February 30 would be read as March 2.
    if (!isDay(text.slice(0, 10))) return undefined
    const at = new Date(text.replace(' ', 'T'))
    return Number.isNaN(at.getTime()) ? undefined : at
  }
  const [, year, month = '', day = '', hour = '0', minute = '00', second = '00'] = local.exec(text) ?? []
  if (year === undefined) return undefined
  try {
    return fromLocal(
      `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')} ${hour.padStart(2, '0')}:${minute}:${second}`,
      zone,
    )
  } catch (e) {
    if (isRefusal(e)) return undefined
    throw e
  }
}
