import { getTranslations } from 'next-intl/server'
import { HandOverList } from '@/components/floor/hand-over-list'
import { NewHandOver } from '@/components/floor/new-hand-over'
import { PageBody } from '@/components/layout/page-body'
import { PageHeader } from '@/components/layout/page-header'
import { listHandOvers } from '@/lib/modules/warehouse/list-hand-overs'
import { may } from '@/lib/platform/door/actor'
import { load, requireActor } from '@/lib/platform/entrance/page'
import { pageParams } from '@/lib/platform/entrance/page-params'
import type { SearchParams } from '@/lib/platform/entrance/search-params'
import { tastedList } from '../../list-taste'
import { createHandOverAction } from '../actions'
import { FloorTabs } from '../floor-tabs'
import { warehouseOf } from '../warehouse-of'

export async function generateMetadata() {
  return { title: (await getTranslations('floor.handOver'))('title') }
}

export default async function HandOversPage({ searchParams }: { searchParams: SearchParams }) {
  const params = await pageParams(listHandOvers.input, searchParams)
  const tasted = await tastedList('hand-overs', '/floor/hand-overs', searchParams)
  const [page, { current, options }, actor, t] = await Promise.all([
    load(listHandOvers, params),
    warehouseOf(searchParams),
    requireActor(),
    getTranslations('floor.handOver'),
  ])
  return (
    <PageBody wide>
      <PageHeader
        title={t('title')}
        titleInBar
        actions={
          current && may(actor, 'hand-over.create') ? (
            <NewHandOver warehouse={current.code} warehouses={options} create={createHandOverAction} />
          ) : undefined
        }
      />
      <FloorTabs current="handOvers" />
      <HandOverList
        tasted={tasted}
        page={page}
        warehouses={options}
        filtered={Boolean(params.q || params.warehouseCode)}
      />
    </PageBody>
  )
}
