import { getTranslations } from 'next-intl/server'
import { PageBody } from '@/components/layout/page-body'
import { PageHeader } from '@/components/layout/page-header'
import { listStocktakes } from '@/lib/modules/inventory/list-stocktakes'
import { may } from '@/lib/platform/door/actor'
import { load, requireActor } from '@/lib/platform/entrance/page'
import { pageParams } from '@/lib/platform/entrance/page-params'
import type { SearchParams } from '@/lib/platform/entrance/search-params'
import { tastedList } from '../../list-taste'
import { StockTabs } from '../stock-tabs'
import { warehouseNames } from '../warehouses'
import { StocktakeList } from './stocktake-list'

export async function generateMetadata() {
  return { title: (await getTranslations('stocktakes'))('title') }
}

export default async function StocktakesPage({ searchParams }: { searchParams: SearchParams }) {
  const query = await pageParams(listStocktakes.input, searchParams)
  const tasted = await tastedList('stocktakes', '/stock/stocktakes', searchParams)
  const [actor, page, warehouses, t] = await Promise.all([
    requireActor(),
    load(listStocktakes, query),
    warehouseNames(),
    getTranslations('stocktakes'),
  ])
  return (
    <PageBody wide>
      <PageHeader title={t('title')} titleInBar />
      <StockTabs current="stocktakes" />
      <StocktakeList
        tasted={tasted}
        page={page}
        warehouses={warehouses}
        mayCreate={may(actor, 'stocktake.create')}
        filtered={Boolean(query.state || query.warehouseCode)}
      />
    </PageBody>
  )
}
