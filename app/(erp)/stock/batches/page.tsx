import { getTranslations } from 'next-intl/server'
import { PageBody } from '@/components/layout/page-body'
import { PageHeader } from '@/components/layout/page-header'
import { listBatches } from '@/lib/modules/inventory/list-batches'
import { load } from '@/lib/platform/entrance/page'
import { pageParams } from '@/lib/platform/entrance/page-params'
import type { SearchParams } from '@/lib/platform/entrance/search-params'
import { tastedList } from '../../list-taste'
import { StockTabs } from '../stock-tabs'
import { warehouseNames } from '../warehouses'
import { BatchList } from './batch-list'

export async function generateMetadata() {
  return { title: (await getTranslations('batches'))('title') }
}

export default async function BatchesPage({ searchParams }: { searchParams: SearchParams }) {
  const query = await pageParams(listBatches.input, searchParams)
  const tasted = await tastedList('batches', '/stock/batches', searchParams)
  const [page, warehouses, t] = await Promise.all([
    load(listBatches, query),
    warehouseNames(),
    getTranslations('batches'),
  ])
  const { limit: _, cursor: __, stock: ___, ...narrowed } = query
  return (
    <PageBody wide>
      <PageHeader title={t('title')} titleInBar />
      <StockTabs current="batches" />
      <BatchList tasted={tasted} page={page} warehouses={warehouses} filtered={Object.keys(narrowed).length > 0} />
    </PageBody>
  )
}
