import { fromMinor } from '@/lib/kernel/money'
import { addDays } from '@/lib/kernel/time'
import { type OrderSums, sumOrders } from '@/lib/modules/orders/sum-orders'
import { byCurrency, revenueOf } from '@/lib/modules/reports/internal/amounts'
import { compareAmounts, compareCounts, divided } from '@/lib/modules/reports/internal/compare'
import type { CurrencyFigures, PeriodFigures } from '@/lib/modules/reports/schema'
import type { Context } from '@/lib/platform/door/context'

const trendDays = 30

type Figures = { orders: number; units: number; revenue: bigint }

/** Today against yesterday and thirty days against the thirty before, per currency, out of one reading of sixty days. */
export async function salesFigures(ctx: Context, today: string): Promise<CurrencyFigures[]> {
  const days = await sumOrders(ctx, { from: addDays(today, 1 - 2 * trendDays), to: today, valid: true }, 'day')
  const home = ctx.tenant.currency
  const currencies = [...new Set([home, ...days.map((d) => d.currency)])]
    .map((currency) => ({ currency }))
    .sort(byCurrency(home))
  return currencies.map(({ currency }) => {
    const mine = new Map(days.filter((d) => d.currency === currency).map((d) => [d.key, figuresOf(d)]))
    const of = (day: string) => mine.get(day) ?? { orders: 0, units: 0, revenue: 0n }
    const period = (from: string, to: string, length: number): PeriodFigures => {
      const [now, before] = [sumOf(of, from, length), sumOf(of, addDays(from, -length), length)]
      return {
        from,
        to,
        orders: compareCounts(now.orders, before.orders),
        units: compareCounts(now.units, before.units),
        revenue: compareAmounts(now.revenue, before.revenue, currency),
        averageOrder: compareAmounts(average(now), average(before), currency),
      }
    }
    const first = addDays(today, 1 - trendDays)
    return {
      currency,
      today: period(today, today, 1),
      last30: period(first, today, trendDays),
      trend: list(first, trendDays).map((day) => {
        const [now, before] = [of(day), of(addDays(day, -trendDays))]
        return {
          day,
          orders: now.orders,
          units: now.units,
          revenue: fromMinor(now.revenue, currency),
          beforeOrders: before.orders,
          beforeRevenue: fromMinor(before.revenue, currency),
        }
      }),
    }
  })
}

function figuresOf(sums: OrderSums): Figures {
  return { orders: sums.orders, units: sums.units, revenue: revenueOf(sums) }
}

function sumOf(of: (day: string) => Figures, from: string, length: number): Figures {
  return list(from, length)
    .map(of)
    .reduce((a, b) => ({ orders: a.orders + b.orders, units: a.units + b.units, revenue: a.revenue + b.revenue }))
}

function average({ revenue, orders }: Figures): bigint {
  return divided(revenue, BigInt(orders))
}

function list(from: string, length: number): string[] {
  return Array.from({ length }, (_, i) => addDays(from, i))
}
