import { getTranslations } from 'next-intl/server'
import { PageBody } from '@/components/layout/page-body'
import { PageHeader } from '@/components/layout/page-header'
import { listSerials } from '@/lib/modules/inventory/list-serials'
import { load } from '@/lib/platform/entrance/page'
import { pageParams } from '@/lib/platform/entrance/page-params'
import type { SearchParams } from '@/lib/platform/entrance/search-params'
import { tastedList } from '../../list-taste'
import { StockTabs } from '../stock-tabs'
import { warehouseNames } from '../warehouses'
import { SerialList } from './serial-list'

export async function generateMetadata() {
  return { title: (await getTranslations('batches'))('serials') }
}

export default async function SerialsPage({ searchParams }: { searchParams: SearchParams }) {
  const query = await pageParams(listSerials.input, searchParams)
  const tasted = await tastedList('serials', '/stock/serials', searchParams)
  const [page, warehouses, t] = await Promise.all([
    load(listSerials, query),
    warehouseNames(),
    getTranslations('batches'),
  ])
  const { limit: _, cursor: __, ...narrowed } = query
  return (
    <PageBody wide>
      <PageHeader title={t('serials')} titleInBar />
      <StockTabs current="serials" />
      <SerialList tasted={tasted} page={page} warehouses={warehouses} filtered={Object.keys(narrowed).length > 0} />
    </PageBody>
  )
}
