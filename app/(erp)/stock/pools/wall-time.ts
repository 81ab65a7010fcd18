import { fromLocal } from '@/lib/kernel/time'

/** An instant as a `datetime-local` field writes it, in the company's zone. */
export function wallTime(at: string | null, zone: string): string {
  if (at === null) return ''
  const parts = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' })
  return parts.format(new Date(at)).replace(' ', 'T')
}

/** The instant of such a field, or none. */
export function instantOf(text: string, zone: string): string | null {
  return text === '' ? null : fromLocal(`${text.replace('T', ' ')}:00`.slice(0, 19), zone).toISOString()
}
