import { getTranslations } from 'next-intl/server'
import { PeopleCard } from '@/components/floor/people-card'
import { StationsCard } from '@/components/floor/stations-card'
import { PageBody } from '@/components/layout/page-body'
import { PageHeader } from '@/components/layout/page-header'
import { PrintButton } from '@/components/print/print-button'
import { listFloorPeople } from '@/lib/modules/warehouse/list-floor-people'
import { listStations } from '@/lib/modules/warehouse/list-stations'
import { may } from '@/lib/platform/door/actor'
import { load, requireActor, tryLoad } from '@/lib/platform/entrance/page'
import { rightsOf } from '@/lib/platform/entrance/rights'
import type { SearchParams } from '@/lib/platform/entrance/search-params'
import { printCommandSheetAction } from '../../../print/print-actions'
import { createStationAction, setFloorPersonAction, updateStationAction } from '../actions'
import { FloorTabs } from '../floor-tabs'
import { warehouseOf } from '../warehouse-of'

export async function generateMetadata() {
  return { title: (await getTranslations('floor.station'))('title') }
}

export default async function StationsPage({ searchParams }: { searchParams: SearchParams }) {
  const [{ items }, { current, options }, actor, t] = await Promise.all([
    load(listStations, { limit: 200 }),
    warehouseOf(searchParams),
    requireActor(),
    getTranslations('floor.station'),
  ])
  const people = may(actor, 'floor-person.list') ? await tryLoad(listFloorPeople, { limit: 200 }) : undefined
  const can = rightsOf(actor, ['station.create', 'station.update', 'station.bind'])
  return (
    <PageBody>
      <PageHeader
        title={t('title')}
        titleInBar
        actions={
          may(actor, 'print.command-sheet') ? (
            <PrintButton kind="command_sheet" input={{}} count={1} print={printCommandSheetAction} />
          ) : undefined
        }
      />
      <FloorTabs current="stations" />
      <StationsCard
        stations={items}
        warehouse={current?.code ?? ''}
        warehouses={options}
        can={can}
        create={createStationAction}
        update={updateStationAction}
      />
      {people?.ok ? (
        <PeopleCard
          people={people.value.items}
          set={may(actor, 'floor-person.set') ? setFloorPersonAction : undefined}
        />
      ) : null}
    </PageBody>
  )
}
