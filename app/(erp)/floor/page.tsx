import { getTranslations } from 'next-intl/server'
import { Board } from '@/components/floor/board'
import { WarehouseSelect } from '@/components/floor/warehouse-select'
import { PageBody } from '@/components/layout/page-body'
import { PageHeader } from '@/components/layout/page-header'
import { EmptyState } from '@/components/ui/empty-state'
import { floorBoard } from '@/lib/modules/warehouse/floor-board'
import { may } from '@/lib/platform/door/actor'
import { load, requireActor } from '@/lib/platform/entrance/page'
import type { SearchParams } from '@/lib/platform/entrance/search-params'
import { setCutOffAction } from './actions'
import { FloorTabs } from './floor-tabs'
import { warehouseOf } from './warehouse-of'

export async function generateMetadata() {
  return { title: (await getTranslations('floor'))('title') }
}

export default async function FloorPage({ searchParams }: { searchParams: SearchParams }) {
  const [{ current, options }, actor, t] = await Promise.all([
    warehouseOf(searchParams),
    requireActor(),
    getTranslations('floor'),
  ])
  const board = current && (await load(floorBoard, { warehouseCode: current.code }))
  return (
    <PageBody>
      <PageHeader
        title={t('title')}
        titleInBar
        actions={current ? <WarehouseSelect value={current.code} options={options} /> : undefined}
      />
      <FloorTabs current="board" />
      {board ? (
        <Board
          board={board}
          setCutOff={may(actor, 'floor.cut-off') ? setCutOffAction : undefined}
          opens={{ order: may(actor, 'order.get'), parcels: may(actor, 'fulfilment.list') }}
        />
      ) : (
        <EmptyState title={t('noWarehouse')} text={t('noWarehouseText')} />
      )}
    </PageBody>
  )
}
