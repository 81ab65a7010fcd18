import type { AgeBucket } from '@/lib/modules/inventory/value-schema'

/** Days since receipt, from and to, both included. */
export const ageDays: Record<AgeBucket, readonly [from: number, to: number | null]> = {
  '0-30': [0, 30],
  '31-60': [31, 60],
  '61-90': [61, 90],
  '91-180': [91, 180],
  '181-': [181, null],
}

/** Days between the receipt of a layer `l` and today, both as the company's calendar has them; one from the future counts as of today. */
export const daysOf = (now: string, zone: string) =>
  `greatest(0, (${now}::timestamptz at time zone ${zone}::text)::date - (l.received_at at time zone ${zone}::text)::date)`
