import { z } from 'zod'
import { isDay } from '@/lib/kernel/time'

export const groupings = ['day', 'month', 'shop', 'sku'] as const
export type Grouping = (typeof groupings)[number]

/** Three years: more rows than anybody reads, and still one quick statement. */
export const longestPeriod = 1100

const day = z.string().refine(isDay, { params: { code: 'not_a_day' } })

export const salesFilter = z.strictObject({
  from: day,
  to: day,
  groupBy: z.enum(groupings).default('day'),
  status: z.enum(['valid', 'all']).default('valid'),
  shopCode: z.string().max(100).optional(),
})

const amounts = {
  currency: z.string(),
  orders: z.int(),
  units: z.int(),
  goods: z.string(),
  discount: z.string(),
  freight: z.string(),
  revenue: z.string(),
  cancelled: z.int(),
}
const salesTotal = z.object(amounts)
const salesRow = z.object({ key: z.string(), ...amounts })

export const salesView = z.object({ rows: z.array(salesRow), total: z.array(salesTotal) })

export type SalesTotal = z.output<typeof salesTotal>
export type SalesRow = z.output<typeof salesRow>
export type SalesView = z.output<typeof salesView>

/** One figure of a period and of the period before; `change` in percent with one decimal, null where there was nothing to compare with. */
export type Compared<T extends number | string = number | string> = { now: T; before: T; change: string | null }

export type PeriodFigures = {
  from: string
  to: string
  orders: Compared<number>
  units: Compared<number>
  revenue: Compared<string>
  averageOrder: Compared<string>
}

/** A day of the trend, beside it the day as far into the period before. */
export type TrendDay = {
  day: string
  orders: number
  units: number
  revenue: string
  beforeOrders: number
  beforeRevenue: string
}

export type CurrencyFigures = { currency: string; today: PeriodFigures; last30: PeriodFigures; trend: TrendDay[] }

export type Counted = { n: number; capped: boolean }
export type WorkList = Counted & { key: WorkListKey; oldest: string | null }

export const workListKeys = [
  'pendingReview',
  'callsDue',
  'held',
  'awaitingPurchase',
  'overdue',
  'refundDue',
  'rejects',
] as const
export type WorkListKey = (typeof workListKeys)[number]
