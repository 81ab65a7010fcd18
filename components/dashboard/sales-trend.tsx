'use client'

import { useTranslations } from 'next-intl'
import type { ChartSeries } from '@/components/chart/chart-data'
import { TrendChart } from '@/components/chart/trend-chart'
import { ordersHref } from '@/components/reports/orders-href'
import { Card } from '@/components/ui/card'
import { Tabs } from '@/components/ui/tabs'
import type { CurrencyFigures } from '@/lib/modules/reports/schema'

/** Thirty days beside the thirty before. */
export function SalesTrend({ figures: { currency, trend }, several }: { figures: CurrencyFigures; several: boolean }) {
  const t = useTranslations('dashboard.trend')
  const series: ChartSeries[] = [
    { key: 'now', label: t('now'), color: 1 },
    { key: 'before', label: t('before'), color: 5 },
  ]
  const rows = (metric: 'revenue' | 'orders') =>
    trend.map((day) => ({
      key: day.day,
      label: day.day.slice(5),
      href: ordersHref({ from: day.day, to: day.day, valid: true, ...(several && { currency }) }),
      values: { now: day[metric], before: metric === 'revenue' ? day.beforeRevenue : day.beforeOrders },
    }))
  return (
    <Card title={t('title')} className="h-full">
      <Tabs
        items={[
          {
            value: 'revenue',
            label: t('revenue'),
            content: (
              <TrendChart
                title={t('revenue')}
                rows={rows('revenue')}
                series={series}
                format={{ kind: 'money', currency }}
              />
            ),
          },
          {
            value: 'orders',
            label: t('orders'),
            content: (
              <TrendChart title={t('orders')} rows={rows('orders')} series={series} format={{ kind: 'number' }} />
            ),
          },
        ]}
      />
    </Card>
  )
}
