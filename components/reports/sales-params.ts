import { addDays, isDay } from '@/lib/kernel/time'
import { groupings } from '@/lib/modules/reports/schema'
import type { SalesPeriod } from './sales-drill'

export const salesParamKeys = ['from', 'to', 'groupBy', 'status', 'shopCode', 'currency', 'all'] as const
export type SalesParams = Partial<Record<(typeof salesParamKeys)[number], string>>

/** What the address asks for; where it says nothing or nonsense, thirty days by day. */
export function salesPeriod(params: SalesParams, today: string): SalesPeriod {
  const day = (text: string | undefined) => (text && isDay(text) ? text : undefined)
  const to = day(params.to) ?? today
  const from = day(params.from) ?? addDays(to, -29)
  return {
    from,
    // Only a start was chosen and it lies ahead: that one day.
    to: params.to || from <= to ? to : from,
    groupBy: groupings.find((one) => one === params.groupBy) ?? 'day',
    status: params.status === 'all' ? 'all' : 'valid',
    ...(params.shopCode && { shopCode: params.shopCode }),
  }
}

/** The same page with some parameters changed. */
export function salesHref(params: SalesParams, changes: SalesParams): string {
  const query = new URLSearchParams()
  for (const [key, value] of Object.entries({ ...params, ...changes })) if (value) query.set(key, value)
  return query.size > 0 ? `/reports/sales?${query}` : '/reports/sales'
}
