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

export type SalesResultsProps = {
  view: SalesView
  period: SalesPeriod
  params: SalesParams
  /** Names of keys that are codes. */
  names: Readonly<Record<string, string>>
  home: string
}

export function SalesResults({ view: { rows, total, omitted }, period, params, names, home }: SalesResultsProps) {
  const t = useTranslations('reports.sales')
  const current = total.find((one) => one.currency === params.currency) ?? total[0]
  if (!current) {
    return (
      <Card padded={false}>
        <EmptyState icon={<ChartColumn />} title={t('empty')} text={t('emptyText')} />
      </Card>
    )
  }
  return (
    <>
      <Card
        title={t('chart')}
        aside={
          <CurrencyLinks
            label={t('currency')}
            current={current.currency}
            currencies={total.map(({ currency }) => ({ currency, href: salesHref(params, { currency }) }))}
          />
        }
      >
        <SalesChart rows={rows} period={period} currency={current.currency} names={names} />
      </Card>
      <SalesTable rows={rows} total={total} period={period} names={names} home={home} />
      {omitted > 0 ? (
        <p className="text-sm text-muted">
          {t('omitted', { count: omitted })}{' '}
          <Link href={salesHref(params, { all: '1' })} prefetch={false} className="text-accent-text hover:underline">
            {t('showAll')}
          </Link>
        </p>
      ) : null}
      {period.groupBy === 'sku' ? <p className="text-xs text-muted">{t('skuNote')}</p> : null}
    </>
  )
}
