import { getTranslations } from 'next-intl/server'
import { PageBody } from '@/components/layout/page-body'
import { PageHeader } from '@/components/layout/page-header'
import { listStock } from '@/lib/modules/inventory/list-stock'
import { may } from '@/lib/platform/door/actor'
import { load, requireActor } from '@/lib/platform/entrance/page'
import { pageParams } from '@/lib/platform/entrance/page-params'
import type { SearchParams } from '@/lib/platform/entrance/search-params'
import { tastedList } from '../list-taste'
import { StockList } from './stock-list'
import { StockTabs } from './stock-tabs'
import { warehouseNames } from './warehouses'

export async function generateMetadata() {
  return { title: (await getTranslations('stock'))('title') }
}

export default async function StockPage({ searchParams }: { searchParams: SearchParams }) {
  const { skuCode: _, ...query } = await pageParams(listStock.input, searchParams)
  const actor = await requireActor()
  const tasted = await tastedList('stock', '/stock', searchParams)
  const [page, warehouses, t] = await Promise.all([load(listStock, query), warehouseNames(), getTranslations('stock')])
  return (
    <PageBody wide>
      <PageHeader title={t('title')} titleInBar />
      <StockTabs current="balances" />
      <StockList
        tasted={tasted}
        page={page}
        warehouses={warehouses}
        mayAdjust={may(actor, 'stock.adjust')}
        filtered={Boolean(query.q || query.warehouseCode || query.low || query.set)}
      />
    </PageBody>
  )
}
