import { getTranslations } from 'next-intl/server'
import { NewWave } from '@/components/floor/new-wave'
import { WaveList } from '@/components/floor/wave-list'
import { PageBody } from '@/components/layout/page-body'
import { PageHeader } from '@/components/layout/page-header'
import { listZones } from '@/lib/modules/inventory/list-zones'
import { listWaves } from '@/lib/modules/warehouse/list-waves'
import { may } from '@/lib/platform/door/actor'
import { load, requireActor, tryLoad } from '@/lib/platform/entrance/page'
import { pageParams } from '@/lib/platform/entrance/page-params'
import type { SearchParams } from '@/lib/platform/entrance/search-params'
import { tastedList } from '../../list-taste'
import { createWaveAction } from '../actions'
import { FloorTabs } from '../floor-tabs'
import { warehouseOf } from '../warehouse-of'

export async function generateMetadata() {
  return { title: (await getTranslations('floor.wave'))('title') }
}

export default async function WavesPage({ searchParams }: { searchParams: SearchParams }) {
  const params = await pageParams(listWaves.input, searchParams)
  const tasted = await tastedList('waves', '/floor/waves', searchParams)
  const [page, { options, current }, actor, t] = await Promise.all([
    load(listWaves, params),
    warehouseOf(searchParams),
    requireActor(),
    getTranslations('floor.wave'),
  ])
  const zones = current ? await tryLoad(listZones, { warehouseId: current.id, limit: 200 }) : undefined
  const choices = zones?.ok ? zones.value.items.map(({ id, name }) => ({ value: id, label: name })) : []
  return (
    <PageBody wide>
      <PageHeader
        title={t('title')}
        titleInBar
        actions={
          may(actor, 'wave.create') && current ? (
            <NewWave warehouse={current.code} warehouses={options} zones={choices} create={createWaveAction} />
          ) : undefined
        }
      />
      <FloorTabs current="waves" />
      <WaveList
        tasted={tasted}
        page={page}
        warehouses={options}
        filtered={Boolean(params.q || params.state || params.open || params.warehouseCode)}
      />
    </PageBody>
  )
}
