import { Route } from 'lucide-react'
import { getTranslations } from 'next-intl/server'
import { SuggestionRoutes } from '@/components/alerts/suggestion-routes'
import { PageBody } from '@/components/layout/page-body'
import { PageHeader } from '@/components/layout/page-header'
import { EmptyState } from '@/components/ui/empty-state'
import { suggestTransfers } from '@/lib/modules/purchasing/suggest-transfers'
import { may } from '@/lib/platform/door/actor'
import { load, requireActor } from '@/lib/platform/entrance/page'
import { pageParams } from '@/lib/platform/entrance/page-params'
import type { SearchParams } from '@/lib/platform/entrance/search-params'
import { createTransferAction } from '../../actions'
import { StockTabs } from '../../stock-tabs'
import { warehouseNames } from '../../warehouses'

export async function generateMetadata() {
  return { title: (await getTranslations('alerts.suggest'))('title') }
}

export default async function SuggestionsPage({ searchParams }: { searchParams: SearchParams }) {
  const query = await pageParams(suggestTransfers.input, searchParams)
  const [actor, { items }, warehouses, t] = await Promise.all([
    requireActor(),
    load(suggestTransfers, query),
    warehouseNames(),
    getTranslations('alerts.suggest'),
  ])
  const { targetDays = 14, keepDays = 30 } = suggestTransfers.input.parse(query)
  return (
    <PageBody wide>
      <PageHeader title={t('title')} titleInBar subtitle={t('text', { target: targetDays, keep: keepDays })} />
      <StockTabs current="suggest" />
      {items.length === 0 ? (
        <EmptyState icon={<Route />} title={t('empty')} text={t('emptyText')} />
      ) : (
        <SuggestionRoutes
          items={items}
          warehouses={warehouses}
          create={may(actor, 'transfer.create') ? createTransferAction : null}
        />
      )}
    </PageBody>
  )
}
