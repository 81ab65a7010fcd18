import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { LowStock } from '@/components/dashboard/low-stock'
import { SalesFigures } from '@/components/dashboard/sales-figures'
import { SalesTrend } from '@/components/dashboard/sales-trend'
import { StateBars } from '@/components/dashboard/state-bars'
import { WorkLists } from '@/components/dashboard/work-lists'
import { PageBody } from '@/components/layout/page-body'
import { PageHeader } from '@/components/layout/page-header'
import { CurrencyLinks } from '@/components/reports/currency-links'
import { SetupCard } from '@/components/setup/setup-card'
import { cn } from '@/components/ui/cn'
import { dashboard } from '@/lib/modules/reports/dashboard'
import { getSetup } from '@/lib/modules/settings/get-setup'
import { loadTogether } from '@/lib/platform/entrance/page'
import { pickParams, type SearchParams } from '@/lib/platform/entrance/search-params'
import { hideSetupAction } from './actions'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('nav'))('dashboard') }
}

/** Shows what the member may see: a part without its permission is not there, and the others take its place. */
export default async function DashboardPage({ searchParams }: { searchParams: SearchParams }) {
  const [{ currency }, [view, setup], t] = await Promise.all([
    pickParams(searchParams, ['currency']),
    loadTogether(({ load, tryLoad }) => Promise.all([load(dashboard, {}), tryLoad(getSetup, {})]), 'snapshot'),
    getTranslations('dashboard'),
  ])
  const { sales, counts, work, lowStock } = view
  const figures = sales?.find((one) => one.currency === currency) ?? sales?.[0]
  const several = (sales?.length ?? 0) > 1
  return (
    <PageBody>
      <PageHeader
        title={t('title')}
        titleInBar
        subtitle={t('day', { day: view.today })}
        actions={
          figures && sales ? (
            <CurrencyLinks
              label={t('currency')}
              current={figures.currency}
              currencies={sales.map((one) => ({
                currency: one.currency,
                href: one.currency === view.currency ? '/dashboard' : `/dashboard?currency=${one.currency}`,
              }))}
            />
          ) : null
        }
      />
      {setup.ok && !setup.value.hidden && setup.value.steps.some((step) => !step.done) ? (
        <SetupCard steps={setup.value.steps} hide={hideSetupAction} />
      ) : null}
      {figures ? <SalesFigures figures={figures} home={view.currency} several={several} /> : null}
      <div className="grid min-w-0 items-start gap-4 lg:grid-cols-3">
        {work.length > 0 ? <WorkLists lists={work} /> : null}
        {figures ? (
          <div className={cn('min-w-0', work.length > 0 ? 'lg:col-span-2' : 'lg:col-span-3')}>
            <SalesTrend figures={figures} several={several} />
          </div>
        ) : null}
        {counts ? (
          <div className="min-w-0 lg:col-span-2">
            <StateBars states={counts.states} all={counts.all} />
          </div>
        ) : null}
        {lowStock ? <LowStock {...lowStock} /> : null}
      </div>
    </PageBody>
  )
}
