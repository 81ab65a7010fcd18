import { getTranslations } from 'next-intl/server'
import { ShortageList } from '@/components/floor/shortage-list'
import { PageBody } from '@/components/layout/page-body'
import { PageHeader } from '@/components/layout/page-header'
import { listShortages } from '@/lib/modules/warehouse/list-shortages'
import { load, requireActor } from '@/lib/platform/entrance/page'
import { pageParams } from '@/lib/platform/entrance/page-params'
import { rightsOf } from '@/lib/platform/entrance/rights'
import type { SearchParams } from '@/lib/platform/entrance/search-params'
import { settleShortageAction } from '../actions'
import { FloorTabs } from '../floor-tabs'

export async function generateMetadata() {
  return { title: (await getTranslations('floor.shortage'))('title') }
}

export default async function ShortagesPage({ searchParams }: { searchParams: SearchParams }) {
  const [page, actor, t] = await Promise.all([
    load(listShortages, await pageParams(listShortages.input, searchParams)),
    requireActor(),
    getTranslations('floor.shortage'),
  ])
  const can = rightsOf(actor, ['shortage.settle', 'stock.adjust'])
  return (
    <PageBody wide>
      <PageHeader title={t('title')} titleInBar />
      <FloorTabs current="shortages" />
      <ShortageList page={page} can={can} settle={settleShortageAction} />
    </PageBody>
  )
}
