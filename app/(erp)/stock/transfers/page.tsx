import { getTranslations } from 'next-intl/server'
import { PageBody } from '@/components/layout/page-body'
import { PageHeader } from '@/components/layout/page-header'
import { listTransfers } from '@/lib/modules/inventory/list-transfers'
import { may } from '@/lib/platform/door/actor'
import { load, requireActor } from '@/lib/platform/entrance/page'
import { pageParams } from '@/lib/platform/entrance/page-params'
import type { SearchParams } from '@/lib/platform/entrance/search-params'
import { tastedList } from '../../list-taste'
import { StockTabs } from '../stock-tabs'
import { warehouseNames } from '../warehouses'
import { TransferList } from './transfer-list'

export async function generateMetadata() {
  return { title: (await getTranslations('places.transfer'))('title') }
}

export default async function TransfersPage({ searchParams }: { searchParams: SearchParams }) {
  const query = await pageParams(listTransfers.input, searchParams)
  const tasted = await tastedList('transfers', '/stock/transfers', searchParams)
  const [actor, page, warehouses, t] = await Promise.all([
    requireActor(),
    load(listTransfers, query),
    warehouseNames(),
    getTranslations('places.transfer'),
  ])
  return (
    <PageBody wide>
      <PageHeader title={t('title')} titleInBar />
      <StockTabs current="transfers" />
      <TransferList
        tasted={tasted}
        page={page}
        warehouses={warehouses}
        mayCreate={may(actor, 'transfer.create')}
        filtered={Boolean(query.state || query.warehouseCode)}
      />
    </PageBody>
  )
}
