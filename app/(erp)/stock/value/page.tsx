import { Coins } from 'lucide-react'
import { getTranslations } from 'next-intl/server'
import { PageBody } from '@/components/layout/page-body'
import { PageHeader } from '@/components/layout/page-header'
import { ValueTable } from '@/components/stock/value-table'
import { EmptyState } from '@/components/ui/empty-state'
import { valueStock } from '@/lib/modules/inventory/value-stock'
import { load } from '@/lib/platform/entrance/page'
import { pageParams } from '@/lib/platform/entrance/page-params'
import type { SearchParams } from '@/lib/platform/entrance/search-params'
import { StockTabs } from '../stock-tabs'
import { warehouseNames } from '../warehouses'

export async function generateMetadata() {
  return { title: (await getTranslations('stock.worth'))('title') }
}

export default async function StockValuePage({ searchParams }: { searchParams: SearchParams }) {
  const query = await pageParams(valueStock.input, searchParams)
  const [value, warehouses, t] = await Promise.all([
    load(valueStock, query),
    warehouseNames(),
    getTranslations('stock'),
  ])
  return (
    <PageBody wide>
      <PageHeader title={t('worth.title')} titleInBar />
      <StockTabs current="value" />
      <p className="text-sm text-muted">{t('worth.text')}</p>
      {value.items.length === 0 ? (
        <EmptyState icon={<Coins />} title={t('empty.title')} text={t('empty.text')} />
      ) : (
        <ValueTable value={value} warehouses={warehouses} />
      )}
    </PageBody>
  )
}
