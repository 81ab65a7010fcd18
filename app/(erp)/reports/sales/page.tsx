import type { Metadata } from 'next'
import { forbidden } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { PageBody } from '@/components/layout/page-body'
import { PageHeader } from '@/components/layout/page-header'
import { SalesFilters } from '@/components/reports/sales-filters'
import { salesHref, salesParamKeys, salesPeriod } from '@/components/reports/sales-params'
import { SalesResults } from '@/components/reports/sales-results'
import { StatusTabs } from '@/components/table/status-tabs'
import { AlertBox } from '@/components/ui/alert-box'
import { businessDay } from '@/lib/kernel/time'
import { salesReport } from '@/lib/modules/reports/sales-report'
import { groupings } from '@/lib/modules/reports/schema'
import { listShops } from '@/lib/modules/settings/list-shops'
import { may } from '@/lib/platform/door/actor'
import { requireActor, tryLoad } from '@/lib/platform/entrance/page'
import { pickParams, type SearchParams } from '@/lib/platform/entrance/search-params'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('reports'))('sales.title') }
}

export default async function SalesPage({ searchParams }: { searchParams: SearchParams }) {
  const actor = await requireActor()
  if (!may(actor, 'report.sales')) forbidden()
  const params = await pickParams(searchParams, salesParamKeys)
  const period = salesPeriod(params, businessDay(new Date(), actor.tenant.timeZone))
  const [report, shopPage, t] = await Promise.all([
    tryLoad(salesReport, period),
    tryLoad(listShops, { limit: 200 }),
    getTranslations('reports.sales'),
  ])
  const shops = shopPage.ok ? shopPage.value.items : []
  const names = period.groupBy === 'shop' ? Object.fromEntries(shops.map(({ code, name }) => [code, name])) : {}
  return (
    <PageBody>
      <PageHeader
        title={t('title')}
        titleInBar
        subtitle={t('covers', { from: period.from, to: period.to, status: t(`statuses.${period.status}`) })}
      />
      <SalesFilters shops={shops.map(({ code, name }) => ({ code, name }))} />
      <StatusTabs
        current={period.groupBy}
        items={groupings.map((groupBy) => ({
          key: groupBy,
          label: t(`by.${groupBy}`),
          href: salesHref(params, { groupBy, all: undefined }),
        }))}
      />
      {report.ok ? (
        <SalesResults view={report.value} period={period} params={params} names={names} home={actor.tenant.currency} />
      ) : (
        <AlertBox kind="danger" title={t(`refused.${reasonOf(report.refusal.errors?.[0]?.code)}`)} />
      )}
    </PageBody>
  )
}

function reasonOf(code: string | undefined) {
  return (['before_from', 'period_too_long'] as const).find((one) => one === code) ?? 'other'
}
