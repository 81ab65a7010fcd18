import { ChartColumn } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import type { SalesView } from '@/lib/modules/reports/schema'
import { CurrencyLinks } from './currency-links'
import { SalesChart } from './sales-chart'
import type { SalesPeriod } from './sales-drill'
import { type SalesParams, salesHref } from './sales-params'
import { SalesTable } from './sales-table'

/** What a person reads, and what lying bars can carry; the rest is one press away. */
const mostRows = 200
const mostBars = 12

export type SalesResultsProps = {
  view: SalesView
  period: SalesPeriod
  params: SalesParams
  /** Names of keys that are codes. */
  names: Readonly<Record<string, string>>
  home: string
}

export function SalesResults({ view: { rows, total }, period, params, names, home }: SalesResultsProps) {
  const t = useTranslations('reports.sales')
  const current = total.find((one) => one.currency === params.currency) ?? total[0]
  if (!current) {
    return (
      <Card padded={false}>
        <EmptyState icon={<ChartColumn />} title={t('empty')} text={t('emptyText')} />
      </Card>
    )
  }
  const { currency } = current
  const mine = rows.filter((row) => row.currency === currency)
  const shown = params.all ? mine : mine.slice(0, mostRows)
  const overTime = period.groupBy === 'day' || period.groupBy === 'month'
  return (
    <>
      <Card
        title={t('chart')}
        aside={
          <CurrencyLinks
            label={t('currency')}
            current={currency}
            currencies={total.map((one) => ({
              currency: one.currency,
              href: salesHref(params, { currency: one.currency }),
            }))}
          />
        }
      >
        <SalesChart
          rows={overTime ? mine : mine.slice(0, mostBars)}
          period={period}
          currency={currency}
          several={total.length > 1}
          names={names}
        />
      </Card>
      <SalesTable rows={shown} total={total} period={period} names={names} home={home} />
      {shown.length < mine.length ? (
        <p className="text-sm text-muted">
          {t('omitted', { count: mine.length - shown.length })}{' '}
          <Link href={salesHref(params, { all: '1' })} prefetch={false} className="text-accent-text hover:underline">
            {t('showAll')}
          </Link>
        </p>
      ) : null}
      {period.groupBy === 'sku' ? <p className="text-xs text-muted">{t('skuNote')}</p> : null}
    </>
  )
}
