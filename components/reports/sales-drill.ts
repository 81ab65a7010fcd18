import { addDays } from '@/lib/kernel/time'
import type { Grouping } from '@/lib/modules/reports/schema'
import { type OrderListFilter, ordersHref } from './orders-href'

export type SalesPeriod = {
  from: string
  to: string
  groupBy: Grouping
  status: 'valid' | 'all'
  shopCode?: string | undefined
}

/** What of the period a figure counts; without a key its total. */
export type Drilled = {
  key?: string
  cancelled?: boolean
  /** Named where the period has several. */
  currency?: string | undefined
}

/** The list whose orders add up to the figure. Lines without a SKU have no list of their own. */
export function salesDrill(
  period: SalesPeriod,
  { key, cancelled = false, currency }: Drilled = {},
): string | undefined {
  const { from, to, groupBy, shopCode } = period
  if (groupBy === 'sku' && key === '') return undefined
  const filter: OrderListFilter = {
    from,
    to,
    shopCode,
    currency,
    ...(key !== undefined && keyFilter(groupBy, key, from, to)),
  }
  return ordersHref({ ...filter, ...(cancelled ? { state: 'cancelled' } : { valid: period.status === 'valid' }) })
}

function keyFilter(groupBy: Grouping, key: string, from: string, to: string): OrderListFilter {
  if (groupBy === 'day') return { from: key, to: key }
  if (groupBy === 'shop') return { shopCode: key }
  if (groupBy === 'sku') return { sku: key }
  const [first, last] = [`${key}-01`, monthEnd(key)]
  // The first and last month of a period may be cut.
  return { from: first < from ? from : first, to: last > to ? to : last }
}

/** Every day or month of a period: those without orders are absent in the report and zero in the chart. */
export function keysOf({ from, to, groupBy }: SalesPeriod): string[] {
  const keys: string[] = []
  if (groupBy === 'day') for (let day = from; day <= to; day = addDays(day, 1)) keys.push(day)
  if (groupBy === 'month') {
    for (let month = from.slice(0, 7); month <= to.slice(0, 7); month = addDays(monthEnd(month), 1).slice(0, 7))
      keys.push(month)
  }
  return keys
}

function monthEnd(month: string): string {
  // Day 32 of no month: always within the next one.
  const next = addDays(`${month}-01`, 31).slice(0, 7)
  return addDays(`${next}-01`, -1)
}
