import { getTranslations } from 'next-intl/server'
import { ShortageList } from '@/components/floor/shortage-list'
import { PageBody } from '@/components/layout/page-body'
import { PageHeader } from '@/components/layout/page-header'
import { listShortages } from '@/lib/modules/warehouse/list-shortages'
import { load, requireActor } from '@/lib/platform/entrance/page'
import { pageParams } from '@/lib/platform/entrance/page-params'
import { rightsOf } from '@/lib/platform/entrance/rights'
import type { SearchParams } from '@/lib/platform/entrance/search-params'
import { tastedList } from '../../list-taste'
import { settleShortageAction } from '../actions'
import { FloorTabs } from '../floor-tabs'
import { warehouseOf } from '../warehouse-of'

export async function generateMetadata() {
  return { title: (await getTranslations('floor.shortage'))('title') }
}

export default async function ShortagesPage({ searchParams }: { searchParams: SearchParams }) {
  const params = await pageParams(listShortages.input, searchParams)
  const tasted = await tastedList('shortages', '/floor/shortages', searchParams)
  const [page, { options }, actor, t] = await Promise.all([
    load(listShortages, params),
    warehouseOf(searchParams),
    requireActor(),
    getTranslations('floor.shortage'),
  ])
  const can = rightsOf(actor, ['shortage.settle', 'stock.adjust'])
  return (
    <PageBody wide>
      <PageHeader title={t('title')} titleInBar />
      <FloorTabs current="shortages" />
      <ShortageList
        tasted={tasted}
        page={page}
        warehouses={options}
        filtered={Boolean(params.open || params.warehouseCode)}
        can={can}
        settle={settleShortageAction}
      />
    </PageBody>
  )
}
