import { useLocale, useTranslations } from 'next-intl'
import { ordersHref } from '@/components/reports/orders-href'
import { formatMoney } from '@/components/table/format-money'
import type { CurrencyFigures, PeriodFigures } from '@/lib/modules/reports/schema'
import { SalesFigure } from './sales-figure'

const keys = ['revenue', 'orders', 'averageOrder', 'units'] as const

/** `several`: there are figures in other currencies, which the orders behind these must not hold. */
export function SalesFigures({ figures, home, several }: { figures: CurrencyFigures; home: string; several: boolean }) {
  const t = useTranslations('dashboard.figure')
  const locale = useLocale()
  const { currency, today, last30, trend } = figures
  const text = (value: string | number) =>
    typeof value === 'number' ? value.toLocaleString(locale) : formatMoney(value, currency, locale, home)
  const figure = (period: PeriodFigures, key: (typeof keys)[number]) => ({
    value: text(period[key].now),
    change: period[key].change,
    href: ordersHref({ from: period.from, to: period.to, valid: true, ...(several && { currency }) }),
  })
  const shapes = {
    revenue: trend.map((day) => Number(day.revenue)),
    orders: trend.map((day) => day.orders),
    averageOrder: trend.map((day) => (day.orders > 0 ? Number(day.revenue) / day.orders : 0)),
    units: trend.map((day) => day.units),
  }
  return (
    <div className="grid grid-cols-2 gap-3 md:gap-4 xl:grid-cols-4">
      {keys.map((key) => (
        <SalesFigure
          key={key}
          label={t(key)}
          today={figure(today, key)}
          last30={figure(last30, key)}
          trend={shapes[key]}
        />
      ))}
    </div>
  )
}
