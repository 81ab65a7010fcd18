import { getTranslations } from 'next-intl/server'
import { PageBody } from '@/components/layout/page-body'
import { PageHeader } from '@/components/layout/page-header'
import { listMovements } from '@/lib/modules/inventory/list-movements'
import { load } from '@/lib/platform/entrance/page'
import { pageParams } from '@/lib/platform/entrance/page-params'
import type { SearchParams } from '@/lib/platform/entrance/search-params'
import { tastedList } from '../../list-taste'
import { StockTabs } from '../stock-tabs'
import { warehouseNames } from '../warehouses'
import { MovementList } from './movement-list'

export async function generateMetadata() {
  return { title: (await getTranslations('stock.movements'))('title') }
}

export default async function MovementsPage({ searchParams }: { searchParams: SearchParams }) {
  const query = await pageParams(listMovements.input, searchParams)
  const tasted = await tastedList('movements', '/stock/movements', searchParams)
  const [page, warehouses, t] = await Promise.all([
    load(listMovements, query),
    warehouseNames(),
    getTranslations('stock.movements'),
  ])
  return (
    <PageBody wide>
      <PageHeader title={t('title')} titleInBar />
      <StockTabs current="movements" />
      <MovementList
        tasted={tasted}
        page={page}
        warehouses={warehouses}
        filtered={Boolean(query.skuCode || query.warehouseCode || query.set)}
      />
    </PageBody>
  )
}
