import { getTranslations } from 'next-intl/server'
import { PageBody } from '@/components/layout/page-body'
import { PageHeader } from '@/components/layout/page-header'
import { listLowStock } from '@/lib/modules/inventory/list-low-stock'
import { may } from '@/lib/platform/door/actor'
import { load, requireActor } from '@/lib/platform/entrance/page'
import { pageParams } from '@/lib/platform/entrance/page-params'
import type { SearchParams } from '@/lib/platform/entrance/search-params'
import { tastedList } from '../../list-taste'
import { StockTabs } from '../stock-tabs'
import { LowList } from './low-list'

export async function generateMetadata() {
  return { title: (await getTranslations('stock.lowList'))('title') }
}

export default async function LowStockPage({ searchParams }: { searchParams: SearchParams }) {
  const query = await pageParams(listLowStock.input, searchParams)
  const tasted = await tastedList('low', '/stock/low', searchParams)
  const [actor, page, t] = await Promise.all([
    requireActor(),
    load(listLowStock, query),
    getTranslations('stock.lowList'),
  ])
  return (
    <PageBody wide>
      <PageHeader title={t('title')} titleInBar />
      <StockTabs current="low" />
      <LowList tasted={tasted} page={page} mayOpenProducts={may(actor, 'product.list')} />
    </PageBody>
  )
}
