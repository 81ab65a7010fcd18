'use client'

import { useTranslations } from 'next-intl'
import { BarChart } from '@/components/chart/bar-chart'
import type { ChartProps, ChartRow } from '@/components/chart/chart-data'
import { TrendChart } from '@/components/chart/trend-chart'
import { fromMinor } from '@/lib/kernel/money'
import type { SalesRow } from '@/lib/modules/reports/schema'
import { keysOf, type SalesPeriod, salesDrill } from './sales-drill'

export type SalesChartProps = {
  /** Of this one currency; shops and SKUs with the most revenue first. */
  rows: readonly SalesRow[]
  period: SalesPeriod
  currency: string
  /** There are sums in other currencies beside it. */
  several: boolean
  names: Readonly<Record<string, string>>
}

/** Revenue in one currency: over the days or months, or of the strongest shops or SKUs. */
export function SalesChart({ rows, period, currency, several, names }: SalesChartProps) {
  const t = useTranslations('reports.sales')
  const { groupBy } = period
  const hrefOf = (key: string) => salesDrill(period, { key, currency: several ? currency : undefined })
  const chart: ChartProps = {
    title: t('column.revenue'),
    rows:
      groupBy === 'day' || groupBy === 'month'
        ? overTime(rows, period, currency, hrefOf)
        : strongest(rows, (key) => names[key] ?? (key || t('noSku')), hrefOf),
    series: [{ key: 'revenue', label: t('column.revenue'), color: 1 }],
    format: { kind: 'money', currency },
    rowHeader: t(`group.${groupBy}`),
    height: 260,
  }
  if (groupBy === 'day') return <TrendChart {...chart} />
  if (groupBy === 'month') return <BarChart {...chart} />
  const { height: _, ...lying } = chart
  return <BarChart {...lying} lying />
}

type HrefOf = (key: string) => string | undefined

function overTime(rows: readonly SalesRow[], period: SalesPeriod, currency: string, hrefOf: HrefOf): ChartRow[] {
  if (rows.length === 0) return []
  const found = new Map(rows.map((row) => [row.key, row.revenue]))
  const oneYear = period.from.slice(0, 4) === period.to.slice(0, 4)
  return keysOf(period).map((key) => ({
    key,
    label: oneYear && period.groupBy === 'day' ? key.slice(5) : key,
    href: hrefOf(key),
    values: { revenue: found.get(key) ?? fromMinor(0n, currency) },
  }))
}

function strongest(rows: readonly SalesRow[], nameOf: (key: string) => string, hrefOf: HrefOf): ChartRow[] {
  return rows
    .filter((row) => row.orders > 0)
    .map((row) => ({
      key: row.key,
      label: nameOf(row.key),
      href: hrefOf(row.key),
      values: { revenue: row.revenue },
    }))
}
