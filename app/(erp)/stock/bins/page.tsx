import { getTranslations } from 'next-intl/server'
import { PageBody } from '@/components/layout/page-body'
import { PageHeader } from '@/components/layout/page-header'
import { listBinStock } from '@/lib/modules/inventory/list-bin-stock'
import { may } from '@/lib/platform/door/actor'
import { load, requireActor } from '@/lib/platform/entrance/page'
import { pageParams } from '@/lib/platform/entrance/page-params'
import type { SearchParams } from '@/lib/platform/entrance/search-params'
import { tastedList } from '../../list-taste'
import { StockTabs } from '../stock-tabs'
import { warehouseNames } from '../warehouses'
import { BinStockList } from './bin-stock-list'

export async function generateMetadata() {
  return { title: (await getTranslations('places.bin'))('title') }
}

export default async function BinStockPage({ searchParams }: { searchParams: SearchParams }) {
  const query = await pageParams(listBinStock.input, searchParams)
  const tasted = await tastedList('bins', '/stock/bins', searchParams)
  const [actor, page, warehouses, t] = await Promise.all([
    requireActor(),
    load(listBinStock, query),
    warehouseNames(),
    getTranslations('places.bin'),
  ])
  return (
    <PageBody wide>
      <PageHeader title={t('title')} titleInBar />
      <StockTabs current="bins" />
      <BinStockList
        tasted={tasted}
        page={page}
        warehouses={warehouses}
        mayMove={may(actor, 'stock.move')}
        mayPrint={{ goods: may(actor, 'print.sku-labels'), bins: may(actor, 'print.bin-labels') }}
        filtered={Boolean(query.q || query.warehouseCode || query.binCode || query.skuCode || query.kind)}
      />
    </PageBody>
  )
}
